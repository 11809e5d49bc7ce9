import { canonicalText } from '../../src/testing/conformance/difference.ts';
import type { Step, StepInput } from './step.ts';

/** The requests that created the tables of a history, by the tables' names. */
export type TableRequests = ReadonlyMap<string, StepInput>;

/** Whether both engines must return the items of a read in the same order, in every page the same. */
export function isOrderKnown(step: Step, tables: TableRequests): boolean {
  return step.operation === 'Query' && kindOfSource(step, tables) === 'table';
}

/** The items of a read, those sorted that may stand in any order. */
export function inComparableOrder(items: readonly unknown[], step: Step, tables: TableRequests): unknown {
  if (isOrderKnown(step, tables)) return items;
  if (step.input.ExclusiveStartKey !== undefined) return undefined;
  if (step.input.ProjectionExpression !== undefined) return items.map(canonicalText).sort();
  const { partition, sort } = keyNames(step, tables);
  // A scan is in order inside each partition, a query where the sort keys differ.
  const fixed = step.operation === 'Scan' ? partition : sort;
  const placeOf = (item: unknown) => canonicalText(fixed.map((name) => Object(item)[name]));
  if (step.operation === 'Query') return groupsInOrder(items, placeOf);
  if (kindOfSource(step, tables) !== 'table') return items.map(canonicalText).sort();
  return groups(items, placeOf);
}

/** Neighbours of the same place, each group sorted. */
function groupsInOrder(items: readonly unknown[], placeOf: (item: unknown) => string): unknown {
  const found: { place: string; texts: string[] }[] = [];
  for (const item of items) {
    const place = placeOf(item);
    const last = found.at(-1);
    if (last?.place === place) last.texts.push(canonicalText(item));
    else found.push({ place, texts: [canonicalText(item)] });
  }
  return found.map(({ texts }) => texts.sort());
}

/** Items by place, the places sorted and each place's items as they come. */
function groups(items: readonly unknown[], placeOf: (item: unknown) => string): unknown {
  const found = new Map<string, string[]>();
  for (const item of items) {
    const place = placeOf(item);
    found.set(place, [...(found.get(place) ?? []), canonicalText(item)]);
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

/** How the index that a read names was defined. */
export function indexDefinition(input: StepInput, tables: TableRequests): unknown {
  return definitionOf(input, tables, 'LocalSecondaryIndexes') ?? definitionOf(input, tables, 'GlobalSecondaryIndexes');
}

function definitionOf(input: StepInput, tables: TableRequests, member: string): unknown {
  const definitions = tables.get(String(input.TableName))?.[member];
  return Array.isArray(definitions) ? definitions.find(({ IndexName }) => IndexName === input.IndexName) : undefined;
}
