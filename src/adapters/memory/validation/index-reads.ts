import type { Input } from '../../../domain/dynamodb.ts';
import type { Condition, DocumentPath, Projection } from '../../../domain/expressions/tree.ts';
import { pathsIn } from '../expressions/binding/paths-in.ts';
import { projectedNames } from '../storage/secondary-index.ts';
import type { ItemSource } from '../tables/item-source.ts';
import { indexReadErrors } from '../wording/query-errors.ts';

type Select = Input<'Query'>['Select'];

/**
 * Rejects a consistent read of a global index.
 *
 * @throws ServiceError - ValidationException
 */
export function checkConsistentRead({ index }: ItemSource, isConsistent: boolean): void {
  if (isConsistent && index?.kind === 'global') throw indexReadErrors.consistent();
}

/**
 * Rejects `ALL_ATTRIBUTES` for a global index that does not project all attributes.
 *
 * @throws ServiceError - ValidationException
 */
export function checkAllAttributes({ index }: ItemSource, select: Select): void {
  if (select === 'ALL_ATTRIBUTES' && index?.kind === 'global' && index.projection.type !== 'ALL') {
    throw indexReadErrors.allAttributes(index.name);
  }
}

/**
 * Returns the key attribute of the table or index that a query reads which its filter names, also in a path into it. A query
 * must not have such a filter.
 */
export function keyInFilter({ key }: ItemSource, filter: Condition | undefined): string | undefined {
  if (filter === undefined) return undefined;
  const filtered = attributesOf(pathsIn(filter));
  return [...key.partition, ...key.sort].find((each) => filtered.includes(each));
}

/**
 * Rejects a filter of a query on attributes that the index does not project. In a scan such attributes are absent.
 *
 * @throws ServiceError - ValidationException
 */
export function checkFilterIsProjected(source: ItemSource, filter: Condition | undefined): void {
  if (source.index === undefined || filter === undefined) return;
  const missing = notProjected(source, pathsIn(filter));
  if (missing.length > 0) throw indexReadErrors.filterNotProjected(source.index.name, missing);
}

/**
 * Rejects a projection of attributes that a global index does not project.
 *
 * @throws ServiceError - ValidationException
 */
export function checkProjectionIsProjected(source: ItemSource, projection: Projection | undefined): void {
  if (source.index?.kind !== 'global' || projection === undefined) return;
  const missing = notProjected(source, projection.paths);
  if (missing.length > 0) throw indexReadErrors.notProjected(source.index.name, missing);
}

/**
 * Returns whether items are fetched from the table, because a local index does not project all requested attributes.
 */
export function fetchesItems(source: ItemSource, projection: Projection | undefined, select: Select): boolean {
  const { index } = source;
  if (index?.kind !== 'local' || index.projection.type === 'ALL') return false;
  return select === 'ALL_ATTRIBUTES' || notProjected(source, projection?.paths ?? []).length > 0;
}

/** Returns the top-level attributes of paths that an index does not project. */
function notProjected({ table, index }: ItemSource, paths: readonly DocumentPath[]): readonly string[] {
  if (index === undefined || index.projection.type === 'ALL') return [];
  const projected = projectedNames(index, table.key);
  return attributesOf(paths).filter((name) => !projected.has(name));
}

function attributesOf(paths: readonly DocumentPath[]): readonly string[] {
  return paths.map(({ steps }) => String(steps[0]));
}
