import { isRecord } from '../is-record.ts';
import {
  globalSecondaryIndexLimit,
  indexKeyAttributesLimit,
  localSecondaryIndexLimit,
  projectedAttributesLimit,
} from '../limits.ts';
import { ownProperty } from '../own-property.ts';
import { badDefinition } from './check-attributes.ts';
import { checkDeclared, checkKeyAttribute, checkMembers, checkTableName, type Declared } from './check-parts.ts';

/** The properties of a table that determine which indexes it can have. */
export interface IndexedTable {
  readonly declared: Declared;
  /** Whether it has a sort key, which local secondary indexes require. */
  readonly hasSort: boolean;
}

/**
 * Checks the secondary indexes of an entity.
 *
 * @throws DynarepoError - `BAD_DEFINITION`: an index is invalid, or there are too many.
 */
export function checkIndexes(owner: string, indexes: unknown, { declared, hasSort }: IndexedTable): void {
  if (indexes === undefined) return;
  if (!isRecord(indexes)) throw badDefinition(`${owner}: indexes must be an object with a definition for each index`);
  const checked = Object.entries(indexes).map(([property, index]: readonly [string, unknown]) => {
    const title = `${owner}: index ${property}`;
    checkMembers(title, index, ['partition', 'sort', 'projection', 'name']);
    const name = ownProperty(index, 'name') ?? property;
    checkTableName(`${title}: its name in the table`, name);
    return { name, ...checkIndex(title, index, declared) };
  });
  const names = checked.map(({ name }) => name);
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined) throw badDefinition(`${owner} has two indexes with the name "${twice}" in the table`);
  checkCounts(owner, checked);
  const local = checked.find(({ isLocal }) => isLocal);
  if (local !== undefined && !hasSort) {
    throw badDefinition(
      `${owner}: index ${local.name} has no partition key, but a local secondary index requires a table with a sort key`,
    );
  }
}

interface CheckedIndex {
  readonly isLocal: boolean;
  /** Number of attributes that its projection lists. */
  readonly projectedCount: number;
}

function checkIndex(title: string, index: object, declared: Declared): CheckedIndex {
  const partition = checkKeyProperties(`${title}: partition key`, ownProperty(index, 'partition'), declared);
  const sort = checkKeyProperties(`${title}: sort key`, ownProperty(index, 'sort'), declared);
  if (partition === undefined && sort === undefined) throw badDefinition(`${title} has neither partition nor sort key`);
  const shared = sort?.find((name) => partition?.includes(name));
  if (shared !== undefined) throw badDefinition(`${title}: "${shared}" cannot be both partition key and sort key`);
  const isLocal = partition === undefined;
  if (isLocal && sort !== undefined && sort.length > 1) {
    throw badDefinition(`${title}: the sort key of a local secondary index is one attribute: add a partition key`);
  }
  return { isLocal, projectedCount: checkProjection(title, ownProperty(index, 'projection'), declared) };
}

/** Checks a property or an array of them, and returns the names; `undefined` for `undefined`. */
function checkKeyProperties(role: string, properties: unknown, declared: Declared): readonly unknown[] | undefined {
  if (properties === undefined) return undefined;
  const names: readonly unknown[] = Array.isArray(properties) ? properties : [properties];
  if (names.length === 0 || names.length > indexKeyAttributesLimit) {
    throw badDefinition(`${role} must have 1 to ${indexKeyAttributesLimit} attributes`);
  }
  for (const name of names) checkKeyAttribute(role, name, declared);
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined) throw badDefinition(`${role} has the attribute "${twice}" twice`);
  return names;
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

function checkCounts(owner: string, indexes: readonly CheckedIndex[]): void {
  const localCount = indexes.filter(({ isLocal }) => isLocal).length;
  const projectedCount = indexes.reduce((count, index) => count + index.projectedCount, 0);
  const counts: readonly (readonly [count: number, limit: number, what: string])[] = [
    [localCount, localSecondaryIndexLimit, 'local secondary indexes'],
    [indexes.length - localCount, globalSecondaryIndexLimit, 'global secondary indexes'],
    [projectedCount, projectedAttributesLimit, 'projected attributes in its indexes'],
  ];
  for (const [count, limit, what] of counts) {
    if (count > limit) throw badDefinition(`${owner} has ${count} ${what}, but a table can have at most ${limit}`);
  }
}
