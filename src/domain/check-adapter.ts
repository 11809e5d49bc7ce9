import { describeType } from './describe-type.ts';
import { DynarepoError } from './errors.ts';
import { withMethods } from './options.ts';

/**
 * Checks an adapter, for JavaScript callers.
 *
 * @param owner - what needs the adapter, for messages.
 * @throws DynarepoError - `BAD_INPUT`: `db` is not an adapter.
 */
export function checkAdapter(owner: string, db: unknown): void {
  if (withMethods('execute').isValid(db)) return;
  const hint = 'such as new MemoryDynamoDb() or new AwsDynamoDb({ client })';
  throw new DynarepoError('BAD_INPUT', `${owner} needs an adapter, ${hint}, but got ${describeType(db)}`);
}
