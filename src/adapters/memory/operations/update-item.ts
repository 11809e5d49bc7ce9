import type { Input, Item } from '../../../domain/dynamodb.ts';
import type { ItemUpdate } from '../../../domain/expressions/tree.ts';
import { itemSizeLimitBytes } from '../../../domain/limits.ts';
import { updateChargeBytes } from '../expressions/binding/update-charge.ts';
import { touchedAttributes } from '../expressions/evaluation/touched-attributes.ts';
import type { Operation } from '../operation.ts';
import type { ItemChange } from '../storage/item-change.ts';
import type { RequestKey } from '../storage/storage-key.ts';
import { checkAvailable, servingTable } from '../tables/find-table.ts';
import { parseKeyRequest, requestKeyIn } from '../validation/key-requests.ts';
import { updatedItemTooLarge } from '../wording/item-errors.ts';
import { executeWrite } from '../writing/execute-write.ts';
import { planUpdate } from '../writing/plan-update.ts';
import { prepareAlone } from '../writing/prepare.ts';

/**
 * Changes the item of a key; creates it if it does not exist.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
 */
export const updateItem: Operation<'UpdateItem'> = (account, input, environment) => {
  const serving = servingTable(account, input.TableName ?? '');
  // Pass 1 (behaviour §6, §17): attribute names; style of parameters; the update expression, then the condition; values;
  // legacy parameters.
  const request = parseKeyRequest(input, serving?.schema, environment.settings.wording.UpdateItem);
  const { expressions } = request;
  const { update } = expressions;
  // Pass 2 (behaviour §17): the table exists and serves requests.
  const table = checkAvailable(serving);
  // Pass 3 (behaviour §11, §17; the order within it as in DynamoDB Local 3.3.1): key; condition's paths into keys; updates
  // of the key; update's paths into keys.
  const write = planUpdate(table.schema, requestKeyIn(table.schema, request), update, {
    condition: expressions.condition,
    hasTopLevelPaths: expressions.hasTopLevelPaths,
    itemOnFailure: input.ReturnValuesOnConditionCheckFailure,
  });
  // Pass 4 (behaviour §1): the size that UpdateItem counts for an update expression itself; AttributeUpdates, transactions
  // and PartiQL don't.
  const measures = environment.settings.wording.measuresUpdates && update?.kind === 'update';
  const isSurelySmall = (expressions.mostChargedBytes ?? Number.POSITIVE_INFINITY) <= itemSizeLimitBytes;
  if (measures && !isSurelySmall && updateChargeBytes(update) > itemSizeLimitBytes) throw updatedItemTooLarge();
  // Pass 5 (behaviour §17): the condition; the update of the stored item; index keys; item size.
  const change = prepareAlone(table, write, environment.simulation);
  const returned = returnedAttributes(input.ReturnValues, update, { change, key: write.key });
  return executeWrite(account, { request: input, write, change, returned }, environment);
};

function returnedAttributes(
  mode: Input<'UpdateItem'>['ReturnValues'],
  update: ItemUpdate | undefined,
  { change: { previous, item }, key }: { readonly change: ItemChange; readonly key: RequestKey },
): Item | undefined {
  switch (mode) {
    case 'ALL_OLD':
      return previous?.attributes;
    case 'ALL_NEW':
      return item?.attributes;
    case 'UPDATED_OLD':
      return update && touchedAttributes(update, previous ?? key.attributes);
    case 'UPDATED_NEW':
      return update && item && touchedAttributes(update, item);
    case 'NONE':
    case undefined:
      return undefined;
    default:
      return mode satisfies never;
  }
}
