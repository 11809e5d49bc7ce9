import { activeTable } from '../account/find-table.ts';
import { readExpressions } from '../expressions/binding/bind-expressions.ts';
import type { Operation } from '../operation.ts';
import { readPage } from '../reading/page.ts';
import { pageAnswer } from '../reading/page-output.ts';
import { keyRange } from '../reading/query-range.ts';
import { rangeAfter } from '../storage/key-range.ts';
import { itemSource } from '../tables/item-source.ts';
import {
  fetchesItems,
  refuseAllAttributes,
  refuseConsistentRead,
  refuseFilterOnKey,
  refuseUnprojectedAttributes,
  refuseUnprojectedFilter,
} from '../validation/index-reads.ts';
import { attributeNamesFirst } from '../validation/items.ts';
import { readKeyConditions } from '../validation/key-conditions.ts';
import { refusePathsIntoKeys } from '../validation/key-paths.ts';
import { checkSelect } from '../validation/select.ts';
import { checkRestart, placeOfStartKey, readStartKey } from '../validation/start-key.ts';
import { keyConditionErrors } from '../wording/queries.ts';
import { readWording } from '../wording/refusal.ts';

/**
 * Finds items of one partition of a table or index, in the order of their sort keys.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
 */
export const query: Operation<'Query'> = (database, input, { handOut }) => {
  const { TableName = '', IndexName, Select, ScanIndexForward = true, ConsistentRead = false } = input;
  const startKey = attributeNamesFirst([input.ExclusiveStartKey], readWording, () => {
    checkSelect(input);
    return readStartKey(input.ExclusiveStartKey, 'Query');
  });
  const { keyClauses, filter, projection } = readExpressions(input, readWording, [
    'FilterExpression',
    'KeyConditionExpression',
  ]);
  if (keyClauses === undefined) throw keyConditionErrors.none();

  const source = itemSource(activeTable(database, TableName), IndexName);
  refusePathsIntoKeys(source.table, { filter, projection });
  refuseConsistentRead(source, ConsistentRead);
  const conditions = readKeyConditions(keyClauses, source);
  let range = keyRange(conditions);
  if (startKey !== undefined) {
    const place = placeOfStartKey(startKey, source, 'Query');
    checkRestart(startKey, place, { source, conditions, range });
    range = rangeAfter(range, place, !ScanIndexForward);
  }
  refuseFilterOnKey(source, filter);
  refuseAllAttributes(source, Select);
  refuseUnprojectedFilter(source, filter);
  refuseUnprojectedAttributes(source, projection);

  // Observed: DynamoDB Local 3.3.1, where a query of a table without sort key never has more to come than its one item.
  const isOfOneItem = source.index === undefined && source.key.sort.length === 0;
  const page = readPage({
    source,
    range,
    descending: !ScanIndexForward,
    limit: isOfOneItem ? undefined : input.Limit,
    filter,
    fetchesItems: fetchesItems(source, projection, Select),
  });
  return { database, output: pageAnswer(page, input, { source, projection, handOut }) };
};
