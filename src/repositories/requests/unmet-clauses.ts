import type { Item } from '../../domain/dynamodb.ts';
import { excerpt } from '../../domain/excerpt.ts';
import { evaluate, operandValue } from '../../domain/expressions/evaluate.ts';
import type { Condition, Operand } from '../../domain/expressions/tree.ts';
import { readableValue } from '../../domain/values/readable-value.ts';
import { readableCondition, readableNode } from './expression-members.ts';

/**
 * Returns each unmet clause of a condition with the values found: `balance >= 50 (found 20)`. Clauses are the parts that AND
 * joins.
 *
 * @param item - the stored item; `{}` if it does not exist.
 */
export function unmetClauses(condition: Condition, item: Item): string[] {
  if (condition.kind === 'and') {
    return [...unmetClauses(condition.left, item), ...unmetClauses(condition.right, item)];
  }
  return evaluate(condition, item) ? [] : [`${readableCondition(condition)} (found ${foundValues(condition, item)})`];
}

function foundValues(condition: Condition, item: Item): string {
  const found = new Map(
    operandsIn(condition).map((operand) => {
      const value = operandValue(operand, item);
      return [readableNode(operand), value === undefined ? 'nothing' : excerpt(readableValue(value))];
    }),
  );
  return [...found].map(([name, value]) => (found.size === 1 ? value : `${name} = ${value}`)).join(', ');
}

/** Returns the paths and sizes that a condition compares. */
function operandsIn(node: unknown): Operand[] {
  if (typeof node !== 'object' || node === null) return [];
  const { kind } = node as { kind?: unknown }; // arrays have none
  if (kind === 'value') return [];
  return kind === 'path' || kind === 'size' ? [node as Operand] : Object.values(node).flatMap(operandsIn);
}
