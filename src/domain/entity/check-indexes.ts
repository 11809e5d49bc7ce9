import { isRecord } from '../is-record.ts';
import {
  globalSecondaryIndexLimit,
  indexKeyAttributesLimit,
  localSecondaryIndexLimit,
  projectedAttributesLimit,
} from '../limits.ts';
import { ownProperty } from '../own-property.ts';
import { badDefinition } from './check-attributes.ts';
import { checkKeyForm } from './check-key-form.ts';
import { checkDeclared, checkMembers, checkTableName, type Declared } from './check-parts.ts';

/** The properties of a table that determine which indexes it can have. */
export interface IndexedTable {
  readonly declared: Declared;
  /** Whether it has a sort key, which local secondary indexes require. */
  readonly hasSort: boolean;
  /** Whether the table is defined by `table()`, with its indexes. */
  readonly isShared: boolean;
}

/** The properties of indexes that the limits of a table are about. */
export interface CheckedIndex {
  readonly name: string;
  readonly isLocal: boolean;
  /** Number of attributes that its projection lists. */
  readonly projectedCount: number;
}

/**
 * Checks the secondary indexes of an entity.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: an index is invalid, or there are too many.
 */
export function checkIndexes(owner: string, indexes: unknown, table: IndexedTable): void {
  const checked = indexEntries(owner, indexes).map(([property, index]) => {
    const title = `${owner}: index ${property}`;
    checkMembers(title, index, ['partition', 'sort', 'projection', table.isShared ? 'on' : 'name']);
    const name = ownProperty(index, table.isShared ? 'on' : 'name') ?? property;
    checkTableName(`${title}: its name in the table`, name);
    return { name, ...checkIndex(title, index, table) };
  });
  const names = checked.map(({ name }) => name);
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined) throw badDefinition(`${owner} has two indexes with the name "${twice}" in the table`);
  checkIndexCounts(owner, checked, table.hasSort);
}

/**
 * Returns the definitions of indexes by name.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: they are not the members of an object.
 */
export function indexEntries(owner: string, indexes: unknown = {}): readonly (readonly [string, unknown])[] {
  if (isRecord(indexes)) return Object.entries(indexes);
  throw badDefinition(`${owner}: indexes must be an object with a definition for each index`);
}

/**
 * Checks the numbers of indexes of a table.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: there are too many, or a local one for a table without sort key.
 */
export function checkIndexCounts(owner: string, indexes: readonly CheckedIndex[], hasSort: boolean): void {
  const locals = indexes.filter(({ isLocal }) => isLocal);
  const projectedCount = indexes.reduce((count, index) => count + index.projectedCount, 0);
  const counts: readonly (readonly [count: number, limit: number, what: string])[] = [
    [locals.length, localSecondaryIndexLimit, 'local secondary indexes'],
    [indexes.length - locals.length, globalSecondaryIndexLimit, 'global secondary indexes'],
    [projectedCount, projectedAttributesLimit, 'projected attributes in its indexes'],
  ];
  for (const [count, limit, what] of counts) {
    if (count > limit) throw badDefinition(`${owner} has ${count} ${what}, but a table can have at most ${limit}`);
  }
  const [local] = locals;
  if (local !== undefined && !hasSort) {
    throw badDefinition(
      `${owner}: index ${local.name} has no partition key, but a local secondary index requires a table with a sort key`,
    );
  }
}

function checkIndex(
  title: string,
  index: object,
  { declared, isShared }: IndexedTable,
): Pick<CheckedIndex, 'isLocal' | 'projectedCount'> {
  const context = { declared, isShared, limit: indexKeyAttributesLimit };
  const [partition, sort] = [ownProperty(index, 'partition'), ownProperty(index, 'sort')];
  if (partition === undefined && sort === undefined) throw badDefinition(`${title} has neither partition nor sort key`);
  const partitionNames = partition === undefined ? [] : checkKeyForm(`${title}: partition key`, partition, context);
  const sortNames = sort === undefined ? [] : checkKeyForm(`${title}: sort key`, sort, { ...context, isSort: true });
  const shared = sortNames.find((name) => partitionNames.includes(name));
  if (shared !== undefined && !isShared) {
    throw badDefinition(`${title}: "${shared}" cannot be both partition key and sort key`);
  }
  const isLocal = partition === undefined;
  if (isLocal && Array.isArray(sort) && sort.length > 1) {
    throw badDefinition(`${title}: the sort key of a local secondary index is one attribute: add a partition key`);
  }
  return { isLocal, projectedCount: checkProjection(title, ownProperty(index, 'projection'), declared) };
}

/** Checks a projection and returns the number of attributes that it lists. */
function checkProjection(title: string, projection: unknown, declared: Declared): number {
  if (projection === undefined || projection === 'ALL' || projection === 'KEYS_ONLY') return 0;
  if (!Array.isArray(projection) || projection.length === 0) {
    throw badDefinition(`${title}: projection must be 'ALL', 'KEYS_ONLY' or an array with at least one attribute`);
  }
  for (const name of projection) checkDeclared(`${title}: projected attribute`, name, declared);
  if (new Set(projection).size < projection.length) throw badDefinition(`${title} projects an attribute twice`);
  return projection.length;
}
