import type { AccountTable } from '../../account/account.ts';
import type { SecondaryIndex } from '../../storage/secondary-index.ts';
import { indexUpdateErrors } from '../../wording/index-update-errors.ts';

/**
 * Returns the global index that a request updates or deletes.
 *
 * @throws ServiceError - ResourceNotFoundException: the table has no such index; ValidationException: it is a local one.
 */
export function globalIndexNamed(
  { schema, indexes }: AccountTable,
  name: string,
  action: 'update' | 'delete',
): SecondaryIndex {
  const found = indexes.find((index) => index.schema.name === name);
  if (found === undefined) throw indexUpdateErrors.noSuchIndex(name, schema.name);
  if (found.schema.kind !== 'global') throw indexUpdateErrors.notGlobal(action, name);
  return found;
}
