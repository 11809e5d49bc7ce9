import { globalSecondaryIndexLimit, localSecondaryIndexLimit, projectedAttributesLimit } from '../limits.ts';
import { badDefinition } from './check-attributes.ts';
import { checkDeclared, checkKeyAttribute, checkMembers, checkTableName, type Declared } from './check-parts.ts';
import { isRecord, ownProperty } from './own-property.ts';

/**
 * Checks the secondary indexes of an entity.
 *
 * @param tableHasSort - whether the table has a sort key, without which there are no local secondary indexes.
 * @throws DynarepoError - `BAD_DEFINITION`: one cannot be, or there are too many.
 */
export function checkIndexes(owner: string, indexes: unknown, declared: Declared, tableHasSort: boolean): void {
  if (indexes === undefined) return;
  if (!isRecord(indexes)) throw badDefinition(`${owner}: indexes must be an object with a definition for each index`);
  const checked = Object.entries(indexes).map(([name, index]) => checkIndex(owner, name, index, declared));
  const names = checked.map(({ name }) => name);
  const twice = names.find((name, position) => names.indexOf(name) !== position);
  if (twice !== undefined) throw badDefinition(`${owner} has two indexes with the name "${twice}" in the table`);
  checkCounts(owner, checked);
  const local = checked.find(({ isLocal }) => isLocal);
  if (local !== undefined && !tableHasSort) {
    throw badDefinition(
      `${owner}: index ${local.name} has no partition key, and only a table with a sort key can have local secondary indexes`,
    );
  }
}

interface CheckedIndex {
  /** Its name in the table. */
  readonly name: string;
  readonly isLocal: boolean;
  readonly projectedCount: number;
}

function checkIndex(owner: string, property: string, index: unknown, declared: Declared): CheckedIndex {
  const title = `${owner}: index ${property}`;
  checkMembers(title, index, ['partition', 'sort', 'projection', 'name']);
  const name = ownProperty(index, 'name') ?? property;
  checkTableName(`${title}: its name in the table`, name);
  const partition = ownProperty(index, 'partition');
  const sort = ownProperty(index, 'sort');
  if (partition === undefined && sort === undefined) throw badDefinition(`${title} has neither partition nor sort key`);
  if (partition !== undefined) checkKeyAttribute(`${title}: partition key`, partition, declared);
  if (sort !== undefined) checkKeyAttribute(`${title}: sort key`, sort, declared);
  if (partition === sort) throw badDefinition(`${title}: "${sort}" cannot be both partition key and sort key`);
  const projectedCount = checkProjection(title, ownProperty(index, 'projection'), declared);
  return { name, isLocal: partition === undefined, projectedCount };
}

/** How many attributes the projection names. */
function checkProjection(title: string, projection: unknown, declared: Declared): number {
  if (projection === undefined || projection === 'ALL' || projection === 'KEYS_ONLY') return 0;
  if (!Array.isArray(projection) || projection.length === 0) {
    throw badDefinition(`${title}: projection must be 'ALL', 'KEYS_ONLY' or a list of attributes that is not empty`);
  }
  for (const name of projection) checkDeclared(`${title}: projected attribute`, name, declared);
  if (new Set(projection).size < projection.length) throw badDefinition(`${title} projects an attribute twice`);
  return projection.length;
}

function checkCounts(owner: string, indexes: readonly CheckedIndex[]): void {
  const localCount = indexes.filter(({ isLocal }) => isLocal).length;
  const projectedCount = indexes.reduce((count, index) => count + index.projectedCount, 0);
  refuseAbove(owner, localCount, localSecondaryIndexLimit, 'local secondary indexes');
  refuseAbove(owner, indexes.length - localCount, globalSecondaryIndexLimit, 'global secondary indexes');
  refuseAbove(owner, projectedCount, projectedAttributesLimit, 'attributes that its indexes name in projections');
}

function refuseAbove(owner: string, count: number, limit: number, what: string): void {
  if (count > limit) throw badDefinition(`${owner} has ${count} ${what}, of which a table can have ${limit}`);
}
