import type { Step } from '../step.ts';
import type { Chance } from './chance.ts';

/** The types of key attributes. */
export type KeyType = 'S' | 'N' | 'B';

/** The properties of a history's table that generators use. */
export interface TablePlan {
  readonly name: string;
  readonly key: readonly string[];
  readonly indexes: readonly IndexPlan[];
  /** Types of the key attributes of the table and its indexes. */
  readonly types: Readonly<Record<string, KeyType>>;
  /** The view type of its stream, if it has one. */
  readonly stream: string | undefined;
}

/** A secondary index of a table. */
export interface IndexPlan {
  readonly name: string;
  readonly kind: 'local' | 'global';
  readonly partition: readonly string[];
  readonly sort: readonly string[];
  readonly projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
}

const viewTypes = ['KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'NEW_AND_OLD_IMAGES'] as const;

/** Generates a table with keys of random types and random indexes. */
export function tablePlan(chance: Chance, name: string): TablePlan {
  const key = chance.happens(0.7) ? ['pk', 'sk'] : ['pk'];
  const locals = key.length === 1 ? 0 : chance.one(0, 0, 1, 2);
  const indexes = [
    ...range(locals).map((at) => localIndex(chance, `local-${at}`, ['l1', 'l2', 'a'])),
    ...range(chance.one(0, 1, 1, 2)).map((at) => globalIndex(chance, `global-${at}`, key)),
  ];
  const names = new Set([...key, ...indexes.flatMap(({ partition, sort }) => [...partition, ...sort])]);
  const types = Object.fromEntries([...names].map((attribute) => [attribute, chance.one<KeyType>('S', 'S', 'N', 'B')]));
  const stream = chance.one(undefined, ...viewTypes);
  return { name, key, indexes, types, stream };
}

/** Returns the request that creates a table. */
export function createTable({ name, key, indexes, types, stream }: TablePlan): Step {
  const used = new Set([...key, ...indexes.flatMap(({ partition, sort }) => [...partition, ...sort])]);
  const [locals, globals] = (['local', 'global'] as const).map((kind) =>
    indexes.filter((index) => index.kind === kind).map(definition),
  );
  return {
    operation: 'CreateTable',
    input: {
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [...used].map((AttributeName) => ({ AttributeName, AttributeType: types[AttributeName] })),
      KeySchema: keySchema(key.slice(0, 1), key.slice(1)),
      ...(locals?.length ? { LocalSecondaryIndexes: locals } : {}),
      ...(globals?.length ? { GlobalSecondaryIndexes: globals } : {}),
      ...(stream === undefined ? {} : { StreamSpecification: { StreamEnabled: true, StreamViewType: stream } }),
    },
  };
}

/** Attributes that only the key of a late index has, so that a backfill finds hardly any invalid values of them. */
export const lateKeys: readonly string[] = ['u1', 'u2'];

/** Generates a global index that is created after its table. */
export function lateIndex(chance: Chance): IndexPlan {
  const [partition, sort] = [lateKeys.slice(0, 1), chance.happens(0.5) ? lateKeys.slice(1) : []];
  return { name: 'global-late', kind: 'global', partition, sort, projection: projection(chance) };
}

/** Returns a table with types of the key attributes of a late index, but without the index. */
export function expectingIndex(chance: Chance, table: TablePlan, { partition, sort }: IndexPlan): TablePlan {
  const types = [...partition, ...sort].map((name) => [name, chance.one<KeyType>('S', 'S', 'N', 'B')] as const);
  return { ...table, types: { ...table.types, ...Object.fromEntries(types) } };
}

/** Returns the request that adds an index to a table. */
export function createIndex({ name, types }: TablePlan, index: IndexPlan): Step {
  return {
    operation: 'UpdateTable',
    input: {
      TableName: name,
      AttributeDefinitions: [...index.partition, ...index.sort].map((AttributeName) => ({
        AttributeName,
        AttributeType: types[AttributeName],
      })),
      GlobalSecondaryIndexUpdates: [{ Create: definition(index) }],
    },
  };
}

/** Returns the request that deletes an index. */
export function deleteIndex({ name }: TablePlan, index: string): Step {
  return {
    operation: 'UpdateTable',
    input: { TableName: name, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: index } }] },
  };
}

function localIndex(chance: Chance, name: string, sorts: readonly string[]): IndexPlan {
  return { name, kind: 'local', partition: ['pk'], sort: [chance.of(sorts)], projection: projection(chance) };
}

function globalIndex(chance: Chance, name: string, tableKey: readonly string[]): IndexPlan {
  const several = chance.happens(0.15);
  const partition = several ? ['g1', 'g2'] : [chance.one('g1', 'g1', 'g2', 'n', ...tableKey)];
  const others = ['g3', 's', ...tableKey].filter((each) => !partition.includes(each));
  const sort = several ? ['g3', 's'].slice(0, chance.whole(0, 2)) : chance.happens(0.6) ? [chance.of(others)] : [];
  return { name, kind: 'global', partition, sort, projection: projection(chance) };
}

function definition({ name, partition, sort, projection }: IndexPlan) {
  return { IndexName: name, KeySchema: keySchema(partition, sort), Projection: projection };
}

function projection(chance: Chance): IndexPlan['projection'] {
  const ProjectionType = chance.one('ALL', 'KEYS_ONLY', 'INCLUDE');
  if (ProjectionType !== 'INCLUDE') return { ProjectionType };
  const names = chance.some(['a', 'b', 'm', 'status', '__proto__']);
  return { ProjectionType, NonKeyAttributes: names.length === 0 ? ['c'] : names };
}

function keySchema(partition: readonly string[], sort: readonly string[]) {
  const elements = (names: readonly string[], KeyType: string) =>
    names.map((AttributeName) => ({ AttributeName, KeyType }));
  return [...elements(partition, 'HASH'), ...elements(sort, 'RANGE')];
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}
