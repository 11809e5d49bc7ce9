import type { AnyEntity } from '../domain/entity/entity.ts';
import type { Source } from '../domain/entity/keys/entity-keys.ts';
import { DynarepoError } from '../domain/errors.ts';
import { checkOptions } from '../domain/options.ts';
import { type Connection, send } from './connection.ts';
import { type CountOptions, countOptionNames } from './requests/read-options.ts';
import { queryPlan } from './requests/read-plan.ts';
import type { RequestContext } from './requests/request-context.ts';
import { describeTableRequest } from './requests/table-requests.ts';
import { Results } from './results.ts';

/**
 * Counts the items that a query finds. Without a key, returns the `ItemCount` of the table or index, which DynamoDB
 * updates about every six hours.
 *
 * @throws DynarepoError - `BAD_INPUT`: an option for reading items without a key.
 */
export async function countItems<E extends AnyEntity>(
  connection: Connection,
  context: RequestContext<E>,
  source: Source,
  key: object | undefined,
  options: CountOptions<E>,
): Promise<number> {
  checkOptions('count', options, countOptionNames);
  if (key !== undefined)
    return new Results({ connection, plan: queryPlan(context, source, key, options) }, options).count();
  const { abortSignal, capacity: _, ...others } = options;
  for (const [name, value] of Object.entries(others)) {
    if (value === undefined || value === false) continue;
    const hint = `to count in the whole table, use scan({ ${name} }).count()`;
    throw new DynarepoError('BAD_INPUT', `count needs a partition key to use ${name}; ${hint}`);
  }
  const table = await send(connection, describeTableRequest(context.entity.table), { abortSignal });
  const { index } = source;
  if (index === undefined) return table.ItemCount ?? 0;
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  return indexes.find(({ IndexName }) => IndexName === index)?.ItemCount ?? 0;
}
