import type { Item } from '../../../../domain/dynamodb.ts';
import { attributeOf } from '../../../../domain/values/attribute-value.ts';
import { compareValues } from '../../../../domain/values/order.ts';
import { typeNames } from './function-checks.ts';

/** The checks of expressions that depend on more of a value than its type, by the placeholders of the values. */
export interface ValueChecks {
  /** The bounds of each BETWEEN of two values, which must be in order. */
  readonly bounds: readonly (readonly [lower: string, upper: string])[];
  /** Values that must be names of types, for `attribute_type`. */
  readonly typeNames: readonly string[];
}

/** Returns whether values pass the checks. */
export function keepsChecks({ bounds, typeNames: names }: ValueChecks, values: Item): boolean {
  for (const [lower, upper] of bounds) {
    const low = attributeOf(values, lower);
    const high = attributeOf(values, upper);
    const order = low && high && compareValues(low, high);
    if (order === undefined || order > 0) return false;
  }
  for (const name of names) if (!typeNames.has(attributeOf(values, name)?.S ?? '')) return false;
  return true;
}

/** Returns the checks of parsed trees, whatever the kinds of their nodes. */
export function valueChecksIn(trees: unknown): ValueChecks {
  const bounds: [string, string][] = [];
  const names: string[] = [];
  visit(trees, (node) => {
    if (node.kind === 'between') addBounds(node.lower, node.upper, bounds);
    if (node.operator === 'BETWEEN' && Array.isArray(node.operands))
      addBounds(node.operands[0], node.operands[1], bounds);
    if (node.kind === 'call' && node.name === 'attribute_type' && Array.isArray(node.operands)) {
      const name = placeholderOf(node.operands[1]);
      if (name !== undefined) names.push(name);
    }
    return true;
  });
  return { bounds, typeNames: names };
}

type Node = Readonly<Record<string, unknown>>;

/** Calls a function for each object in a tree, which returns whether to look inside the object. */
export function visit(tree: unknown, see: (node: Node) => boolean): void {
  if (typeof tree !== 'object' || tree === null) return;
  if (!Array.isArray(tree) && !see(tree as Node)) return; // an object has members by names
  for (const inside of Object.values(tree)) visit(inside, see);
}

function addBounds(lower: unknown, upper: unknown, bounds: [string, string][]): void {
  const [low, high] = [placeholderOf(lower), placeholderOf(upper)];
  if (low !== undefined && high !== undefined) bounds.push([low, high]);
}

function placeholderOf(operand: unknown): string | undefined {
  if (typeof operand !== 'object' || operand === null || !('kind' in operand)) return undefined;
  return operand.kind === 'placeholder' && 'name' in operand ? String(operand.name) : undefined;
}
