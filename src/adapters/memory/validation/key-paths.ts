import type { Condition, DocumentPath, ItemUpdate, Projection } from '../../../domain/expressions/tree.ts';
import { pathsIn, pathsInUpdate } from '../expressions/binding/paths-in.ts';
import type { TableSchema } from '../storage/table.ts';
import { pathIntoIndexKey, pathIntoKey } from '../wording/key-errors.ts';

/** The expressions whose paths are checked. */
export interface ExpressionsWithPaths {
  readonly condition?: Condition | undefined;
  readonly filter?: Condition | undefined;
  readonly update?: ItemUpdate | undefined;
  readonly projection?: Projection | undefined;
  /** Whether no path leads into an attribute. Default: unknown. */
  readonly hasTopLevelPaths?: boolean | undefined;
}

/**
 * Rejects document paths into a key attribute of the table or of an index, such as `pk.a` and `pk[0]`: keys are
 * scalars.
 *
 * @throws ServiceError - ValidationException
 */
export function checkKeyPaths(schema: TableSchema, expressions: ExpressionsWithPaths): void {
  const { condition, filter, update, projection, hasTopLevelPaths } = expressions;
  if (hasTopLevelPaths) return;
  if (condition !== undefined) checkPaths(schema, pathsIn(condition));
  if (filter !== undefined) checkPaths(schema, pathsIn(filter));
  if (update !== undefined) checkPaths(schema, pathsInUpdate(update));
  if (projection !== undefined) checkPaths(schema, projection.paths);
}

/**
 * Reports the first of several such keys: keys of the table, then those of indexes in the order of their names.
 * Observed: DynamoDB Local 3.3.1, 2026-11-24.
 */
function checkPaths({ key, keyTypes, indexes }: TableSchema, paths: readonly DocumentPath[]): void {
  const entered = new Set<string>();
  for (const { steps } of paths) {
    const name = String(steps[0]);
    if (steps.length > 1 && Object.hasOwn(keyTypes, name)) entered.add(name);
  }
  if (entered.size === 0) return;
  for (const name of [...key.partition, ...key.sort]) if (entered.has(name)) throw pathIntoKey(name);
  for (const index of indexes.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
    for (const name of [...index.key.partition, ...index.key.sort]) if (entered.has(name)) throw pathIntoIndexKey(name);
  }
}
