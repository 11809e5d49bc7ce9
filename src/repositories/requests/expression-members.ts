import type { Item } from '../../domain/dynamodb.ts';
import type { ExpressionNode } from '../../domain/expressions/created-nodes.ts';
import { ExpressionPrinter } from '../../domain/expressions/print.ts';
import type { Condition, DocumentPath, UpdateAction } from '../../domain/expressions/tree.ts';
import { readableValue } from '../../domain/values/readable-value.ts';

/** The expression trees of a request, by purpose. */
export interface ExpressionTrees {
  readonly update?: readonly UpdateAction[] | undefined;
  readonly condition?: Condition | undefined;
  readonly keyCondition?: Condition | undefined;
  readonly filter?: Condition | undefined;
  readonly projection?: readonly DocumentPath[] | undefined;
}

/** The members of a request that contain its expressions. */
export interface ExpressionMembers {
  readonly UpdateExpression: string | undefined;
  readonly ConditionExpression: string | undefined;
  readonly KeyConditionExpression: string | undefined;
  readonly FilterExpression: string | undefined;
  readonly ProjectionExpression: string | undefined;
  readonly ExpressionAttributeNames: Record<string, string> | undefined;
  readonly ExpressionAttributeValues: Item | undefined;
}

/** Prints all expressions of one request with shared placeholders. */
export function printExpressions(trees: ExpressionTrees): ExpressionMembers {
  const { update = [], condition, keyCondition, filter, projection } = trees;
  const printer = new ExpressionPrinter();
  return {
    UpdateExpression: update.length === 0 ? undefined : printer.update({ actions: update }),
    ConditionExpression: condition && printer.node(condition),
    KeyConditionExpression: keyCondition && printer.node(keyCondition),
    FilterExpression: filter && printer.node(filter),
    ProjectionExpression: projection && printer.projection({ paths: projection }),
    ExpressionAttributeNames: printer.names(),
    ExpressionAttributeValues: printer.values(),
  };
}

/** Prints a condition for messages, with names and values in place of placeholders. */
export function readableCondition(condition: Condition): string {
  return readable((printer) => printer.node(condition));
}

/** Prints any node for messages, with names and values in place of placeholders. */
export function readableNode(node: ExpressionNode): string {
  return readable((printer) => (isAction(node) ? printer.update({ actions: [node] }) : printer.node(node)));
}

function isAction(node: ExpressionNode): node is UpdateAction {
  return ['set', 'remove', 'add', 'delete'].includes(node.kind);
}

function readable(print: (printer: ExpressionPrinter) => string): string {
  const printer = new ExpressionPrinter();
  return readableText(print(printer), printer.names(), printer.values());
}

/** Replaces the placeholders in an expression with names and values, for messages. */
export function readableText(text: string, names: Readonly<Record<string, string>> = {}, values: Item = {}): string {
  return text.replaceAll(/[#:][0-9]+/g, (placeholder) => {
    const value = values[placeholder];
    return value === undefined ? (names[placeholder] ?? placeholder) : readableValue(value);
  });
}
