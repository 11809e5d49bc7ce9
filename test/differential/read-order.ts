import { canonicalText } from '../../src/testing/conformance/difference.ts';
import type { Step, StepInput } from './step.ts';

/** The requests that created the tables of a history, by table name. */
export type TableRequests = ReadonlyMap<string, StepInput>;

/** Returns whether both engines must return the same items in the same order on every page. */
export function isOrderKnown(step: Step, tables: TableRequests): boolean {
  return step.operation === 'Query' && kindOfSource(step, tables) === 'table';
}

/** Returns the items of a read, sorted where their order may differ. */
export function inComparableOrder(items: readonly unknown[], step: Step, tables: TableRequests): unknown {
  if (isOrderKnown(step, tables)) return items;
  if (step.input.ExclusiveStartKey !== undefined) return undefined;
  if ((step.input.ProjectionExpression ?? step.input.AttributesToGet) !== undefined)
    return items.map(canonicalText).sort();
  const { partition, sort } = keyNames(step, tables);
  // A scan has an order within each partition, a query between different sort keys.
  const fixed = step.operation === 'Scan' ? partition : sort;
  const keyOf = (item: unknown) => canonicalText(fixed.map((name) => Object(item)[name]));
  if (step.operation === 'Query') return groupsInOrder(items, keyOf);
  if (kindOfSource(step, tables) !== 'table') return items.map(canonicalText).sort();
  return groups(items, keyOf);
}

/** Groups neighbours with the same key, and sorts each group. */
function groupsInOrder(items: readonly unknown[], keyOf: (item: unknown) => string): unknown {
  const found: { key: string; texts: string[] }[] = [];
  for (const item of items) {
    const key = keyOf(item);
    const last = found.at(-1);
    if (last?.key === key) last.texts.push(canonicalText(item));
    else found.push({ key, texts: [canonicalText(item)] });
  }
  return found.map(({ texts }) => texts.sort());
}

/** Groups items by key, and sorts the groups by key. */
function groups(items: readonly unknown[], keyOf: (item: unknown) => string): unknown {
  const found = new Map<string, string[]>();
  for (const item of items) {
    const key = keyOf(item);
    found.set(key, [...(found.get(key) ?? []), canonicalText(item)]);
  }
  return [...found].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, texts]) => texts);
}

function kindOfSource({ input }: Step, tables: TableRequests): 'table' | 'local' | 'global' {
  if (input.IndexName === undefined) return 'table';
  return definitionOf(input, tables, 'LocalSecondaryIndexes') === undefined ? 'global' : 'local';
}

function keyNames({ input }: Step, tables: TableRequests) {
  const table = tables.get(String(input.TableName));
  const index = indexDefinition(input, tables);
  const schema: unknown = Object(input.IndexName === undefined ? table : index).KeySchema;
  const named = (type: string): string[] =>
    Array.isArray(schema)
      ? schema.filter(({ KeyType }) => KeyType === type).map(({ AttributeName }) => String(AttributeName))
      : [];
  return { partition: named('HASH'), sort: named('RANGE') };
}

/** Returns the definition of the index that a read uses. */
export function indexDefinition(input: StepInput, tables: TableRequests): unknown {
  return definitionOf(input, tables, 'LocalSecondaryIndexes') ?? definitionOf(input, tables, 'GlobalSecondaryIndexes');
}

function definitionOf(input: StepInput, tables: TableRequests, member: string): unknown {
  const definitions = tables.get(String(input.TableName))?.[member];
  return Array.isArray(definitions) ? definitions.find(({ IndexName }) => IndexName === input.IndexName) : undefined;
}
