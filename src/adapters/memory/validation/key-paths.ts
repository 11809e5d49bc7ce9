import type { Condition, DocumentPath, Projection, SetValue, Update } from '../../../domain/expressions/tree.ts';
import { pathsIn } from '../expressions/paths-in.ts';
import type { TableSchema } from '../storage/table.ts';
import { pathIntoIndexKey, pathIntoKey } from '../wording/keys.ts';

/** Expressions whose paths are looked at. */
export interface PathBearers {
  readonly condition?: Condition | undefined;
  readonly filter?: Condition | undefined;
  readonly update?: Update | undefined;
  readonly projection?: Projection | undefined;
}

/**
 * Refuses document paths that lead into a key attribute of the table or of an index, such as `pk.a` and `pk[0]`: keys
 * are scalars.
 *
 * @throws ServiceError - ValidationException
 */
export function refusePathsIntoKeys(schema: TableSchema, expressions: PathBearers): void {
  const { condition, filter, update, projection } = expressions;
  for (const each of [condition, filter]) {
    if (each !== undefined) for (const path of pathsIn(each)) checkPath(schema, path);
  }
  if (update !== undefined) checkUpdate(schema, update);
  if (projection !== undefined) for (const path of projection.paths) checkPath(schema, path);
}

function checkPath({ key, keyTypes }: TableSchema, { steps }: DocumentPath): void {
  const name = String(steps[0]);
  if (steps.length === 1 || !Object.hasOwn(keyTypes, name)) return;
  throw [...key.partition, ...key.sort].includes(name) ? pathIntoKey(name) : pathIntoIndexKey(name);
}

function checkUpdate(schema: TableSchema, { actions }: Update): void {
  for (const action of actions) {
    checkPath(schema, action.path);
    if (action.kind === 'set') checkSetValue(schema, action.value);
  }
}

function checkSetValue(schema: TableSchema, value: SetValue): void {
  switch (value.kind) {
    case 'value':
      return;
    case 'path':
      checkPath(schema, value);
      return;
    case 'if_not_exists':
      checkPath(schema, value.path);
      checkSetValue(schema, value.otherwise);
      return;
    case 'arithmetic':
    case 'list_append':
      checkSetValue(schema, value.left);
      checkSetValue(schema, value.right);
      return;
    default:
      value satisfies never;
  }
}
