import { readExpressions } from '../expressions/binding/bind-expressions.ts';
import type { Operation } from '../operation.ts';
import { readPage } from '../reading/page.ts';
import { pageOutput } from '../reading/page-output.ts';
import { queryRange } from '../reading/query-range.ts';
import { rangeAfter } from '../storage/key-range.ts';
import { availableTable } from '../tables/find-table.ts';
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
export const query: Operation<'Query'> = (account, input, environment) => {
  const { TableName = '', IndexName, Select, ScanIndexForward = true, ConsistentRead = false } = input;
  // Pass 1 (behaviour §9): attribute names of the start key; Select against the rest; values of the start key.
  const startKey = attributeNamesFirst([input.ExclusiveStartKey], readWording, () => {
    checkSelect(input);
    return readStartKey(input.ExclusiveStartKey, 'Query');
  });
  // Pass 2 (behaviour §9, §17): expressions: key condition, filter, projection.
  const { keyClauses, filter, projection } = readExpressions(input, readWording, [
    'FilterExpression',
    'KeyConditionExpression',
  ]);
  if (keyClauses === undefined) throw keyConditionErrors.none();

  // Pass 3 (behaviour §9): table and index; paths into keys (Observed: DynamoDB Local 3.3.1); consistency.
  const source = itemSource(availableTable(account, TableName), IndexName);
  refusePathsIntoKeys(source.table, { filter, projection });
  refuseConsistentRead(source, ConsistentRead);
  // Pass 4 (behaviour §9): number, attributes and types of the key conditions.
  const conditions = readKeyConditions(keyClauses, source);
  // Pass 5 (behaviour §9): the start key against table, index and conditions.
  let range = queryRange(conditions);
  if (startKey !== undefined) {
    const place = placeOfStartKey(startKey, source, 'Query');
    checkRestart(startKey, place, { source, conditions, range });
    range = rangeAfter(range, place, !ScanIndexForward);
  }
  // Pass 6 (behaviour §9; the order within it is inferred): what the filter and projection ask of the index.
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
  return { account, output: pageOutput(page, { input, source, projection }, environment) };
};
