import type { Operation } from '../operation.ts';
import { checkAvailable, servingTable } from '../tables/find-table.ts';
import { parseKeyRequest, requestKeyIn } from '../validation/key-requests.ts';
import { executeWrite } from '../writing/execute-write.ts';
import { planDelete } from '../writing/plan-delete.ts';
import { prepareAlone } from '../writing/prepare.ts';

/**
 * Deletes the item of a key; succeeds if it does not exist.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
 */
export const deleteItem: Operation<'DeleteItem'> = (account, input, environment) => {
  const serving = servingTable(account, input.TableName ?? '');
  // Pass 1 (behaviour §17): attribute names; style of parameters; expressions; values; legacy parameters.
  const request = parseKeyRequest(input, serving?.schema, environment.settings.wording.DeleteItem);
  const { expressions } = request;
  // Pass 2 (behaviour §17): the table exists and serves requests.
  const table = checkAvailable(serving);
  // Pass 3 (behaviour §11, §17): key; paths into keys.
  const write = planDelete(table.schema, requestKeyIn(table.schema, request), {
    condition: expressions.condition,
    hasTopLevelPaths: expressions.hasTopLevelPaths,
    itemOnFailure: input.ReturnValuesOnConditionCheckFailure,
  });
  // Pass 4 (behaviour §17): the condition.
  const change = prepareAlone(table, write, environment.simulation);
  const returned = input.ReturnValues === 'ALL_OLD' ? change.previous?.attributes : undefined;
  return executeWrite(account, { request: input, write, change, returned }, environment);
};
