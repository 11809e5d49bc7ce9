import type { AttributeValue } from '../../../../domain/dynamodb.ts';
import type { Update } from '../../../../domain/expressions/tree.ts';
import { dataTypeOf } from '../../../../domain/values/attribute-value.ts';
import { utf8Bytes, valueSizeBytes } from '../../../../domain/values/size.ts';
import type { Wording } from '../../wording/validation-errors.ts';
import { bindPath } from './bind-operand.ts';
import type { ExpressionAttributes } from './expression-attributes.ts';
import { pathsIn, pathsInUpdate } from './paths-in.ts';
import { type NamedTrees, type PreparedExpressions, remember } from './prepared-expressions.ts';
import type { BoundExpressions, ExpressionParameters } from './request-expressions.ts';
import { updateChargeBytes } from './update-charge.ts';
import { valueChecksIn, visit } from './value-checks.ts';

/** The expressions of a request that passed all checks. */
export interface CheckedExpressions {
  readonly parameters: ExpressionParameters;
  readonly wording: Wording;
  readonly attributes: ExpressionAttributes;
  /** As parsed, with placeholders. */
  readonly trees: NamedTrees;
  readonly bound: BoundExpressions;
}

/** Prepares expressions that passed all checks for later requests like this one. */
export function prepareExpressions({ parameters, wording, attributes, trees, bound }: CheckedExpressions): void {
  const names = Object.entries(attributes.names);
  const types = Object.entries(attributes.values).map(
    ([placeholder, value]) => [placeholder, dataTypeOf(value)] as const,
  );
  const named = withNames(trees, attributes);
  const prepared: PreparedExpressions = {
    wording,
    texts: {
      UpdateExpression: parameters.UpdateExpression,
      ConditionExpression: parameters.ConditionExpression,
      KeyConditionExpression: parameters.KeyConditionExpression,
      FilterExpression: parameters.FilterExpression,
      ProjectionExpression: parameters.ProjectionExpression,
    },
    names,
    nameBytes: names.reduce((bytes, [placeholder, name]) => bytes + placeholder.length + utf8Bytes(name), 0),
    types: new Map(types),
    trees: named,
    checks: valueChecksIn(named),
    hasTopLevelPaths: hasTopLevelPaths(bound),
    updateCharge: updateCharge(bound.update),
  };
  remember(prepared);
}

/** Returns a tree with names in place of their placeholders. */
function withNames<Tree>(tree: Tree, attributes: ExpressionAttributes): Tree {
  return named(tree, attributes) as Tree; // a copy of the same form, in which paths with placeholders are paths without
}

function named(tree: unknown, attributes: ExpressionAttributes): unknown {
  if (typeof tree !== 'object' || tree === null) return tree;
  if (Array.isArray(tree)) return tree.map((each) => named(each, attributes));
  if ('kind' in tree && tree.kind === 'path') return tree;
  if ('kind' in tree && 'steps' in tree && tree.kind === 'aliased path' && Array.isArray(tree.steps)) {
    return bindPath({ kind: 'aliased path', steps: tree.steps }, attributes);
  }
  return Object.fromEntries(Object.entries(tree).map(([name, inside]) => [name, named(inside, attributes)]));
}

function hasTopLevelPaths({ condition, filter, update, projection }: BoundExpressions): boolean {
  const paths = [
    ...(condition === undefined ? [] : pathsIn(condition)),
    ...(filter === undefined ? [] : pathsIn(filter)),
    ...(update === undefined ? [] : pathsInUpdate(update)),
    ...(projection?.paths ?? []),
  ];
  return paths.every(({ steps }) => steps.length === 1);
}

function updateCharge(update: Update | undefined): PreparedExpressions['updateCharge'] {
  if (update === undefined) return { bytes: 0, values: 0 };
  let bytes = updateChargeBytes(update);
  let values = 0;
  // The values of DELETE are not counted.
  const counted = update.actions.filter(({ kind }) => kind !== 'delete');
  visit(counted, (node) => {
    if (node.kind !== 'value') return true;
    bytes -= valueSizeBytes(node.value as AttributeValue); // a node of this kind has one
    values += 1;
    return false;
  });
  return { bytes, values };
}
