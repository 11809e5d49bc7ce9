import type { AnyEntity } from '../domain/entity/entity.ts';
import type { Source } from '../domain/entity/keys/entity-keys.ts';
import { DynarepoError } from '../domain/errors.ts';
import { checkOptions } from '../domain/options.ts';
import { type Connection, send } from './connection.ts';
import { type CountOptions, countOptionNames } from './requests/read-options.ts';
import { queryPlan } from './requests/read-plan.ts';
import { describeTableRequest } from './requests/table-requests.ts';
import { Results } from './results.ts';

/**
 * Counts the items that a query finds. Without a key, returns the `ItemCount` of the table or index, which DynamoDB
 * updates about every six hours.
 *
 * @throws DynarepoError - `BAD_INPUT`: a filter or a consistent read without a key.
 */
export async function countItems<E extends AnyEntity>(
  connection: Connection,
  entity: E,
  source: Source,
  key: object | undefined,
  options: CountOptions<E>,
): Promise<number> {
  checkOptions('count', options, countOptionNames);
  if (key !== undefined) return new Results(connection, queryPlan(entity, source, key, options), options).count();
  if (options.filter !== undefined) {
    throw new DynarepoError(
      'BAD_INPUT',
      'count needs a partition key to use a filter; to count in the whole table, use scan({ filter }).count()',
    );
  }
  if (options.consistent) {
    throw new DynarepoError('BAD_INPUT', 'count needs a partition key for a consistent read');
  }
  const table = await send(connection, describeTableRequest(entity.table), options);
  const { index } = source;
  if (index === undefined) return table.ItemCount ?? 0;
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  return indexes.find(({ IndexName }) => IndexName === index)?.ItemCount ?? 0;
}
