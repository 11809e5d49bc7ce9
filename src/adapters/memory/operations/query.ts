import { bindExpressions } from '../expressions/binding/bind-expressions.ts';
import { bindKeyConditions } from '../expressions/binding/legacy/bind-key-conditions.ts';
import { checkConditionalOperator } from '../expressions/binding/legacy/check-conditional-operator.ts';
import { bindLegacyParameters } from '../expressions/binding/legacy/legacy-parameters.ts';
import { checkParameterStyle } from '../expressions/binding/parameter-style.ts';
import type { Operation } from '../operation.ts';
import { readPage } from '../reading/page.ts';
import { pageOutput } from '../reading/page-output.ts';
import { queryRange } from '../reading/query-range.ts';
import { rangeAfter } from '../storage/key-range.ts';
import { availableTable } from '../tables/find-table.ts';
import { itemSource } from '../tables/item-source.ts';
import { checkSelect } from '../validation/check-select.ts';
import {
  checkAllAttributes,
  checkConsistentRead,
  checkFilterIsProjected,
  checkProjectionIsProjected,
  fetchesItems,
  keyInFilter,
} from '../validation/index-reads.ts';
import { attributeNamesFirst } from '../validation/item-requests.ts';
import { parseKeyConditions } from '../validation/key-conditions.ts';
import { checkKeyPaths } from '../validation/key-paths.ts';
import { checkRestart, parseStartKey, startKeyPosition } from '../validation/start-key.ts';
import { filterOnKey, keyConditionErrors } from '../wording/query-errors.ts';

/**
 * Reads items of one partition of a table or index, in the order of their sort keys.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html
 */
export const query: Operation<'Query'> = (account, input, environment) => {
  const { TableName = '', IndexName, Select, ScanIndexForward = true, ConsistentRead = false } = input;
  const wording = environment.settings.wording.Query;
  const paged = { operation: 'Query', wording } as const;
  // Pass 1 (behaviour §9): attribute names; style of parameters; Select against the rest; ConditionalOperator; the legacy
  // filter and projection; values of the start key.
  const { legacy, startKey } = attributeNamesFirst([input.ExclusiveStartKey], wording, () => {
    checkParameterStyle(input, wording);
    checkSelect(input, wording);
    checkConditionalOperator(input, wording);
    return {
      legacy: bindLegacyParameters(input, wording),
      startKey: parseStartKey(input.ExclusiveStartKey, paged),
    };
  });
  // Pass 2 (behaviour §9, §17): expressions: key condition, filter, projection; KeyConditions.
  const expressions = bindExpressions(input, wording);
  const { filter, projection } = { ...legacy, ...expressions };
  const keyClauses = expressions.keyClauses ?? (input.KeyConditions && bindKeyConditions(input.KeyConditions, wording));
  if (keyClauses === undefined) throw keyConditionErrors.none();

  // Pass 3 (behaviour §9): table and index; paths into keys (Observed: DynamoDB Local 3.3.1); consistency.
  const source = itemSource(availableTable(account, TableName), IndexName);
  const filteredKey = keyInFilter(source, filter);
  checkKeyPaths(source.table, { filter: filteredKey === undefined ? filter : undefined, projection });
  checkConsistentRead(source, ConsistentRead);
  // Pass 4 (behaviour §9): number, attributes and types of the key conditions.
  const conditions = parseKeyConditions(keyClauses, source, wording);
  // Pass 5 (behaviour §9): the start key against table, index and conditions.
  let range = queryRange(conditions);
  if (startKey !== undefined) {
    const position = startKeyPosition(startKey, source, paged);
    checkRestart({ startKey, position, source, conditions, range, paged });
    range = rangeAfter(range, position, !ScanIndexForward);
  }
  // Pass 6 (behaviour §9, §23; the order within it is inferred): the filter and projection against key and index.
  if (filteredKey !== undefined) {
    throw filterOnKey(filteredKey, input.QueryFilter === undefined ? 'Filter Expression' : 'QueryFilter');
  }
  checkAllAttributes(source, Select);
  checkFilterIsProjected(source, filter);
  checkProjectionIsProjected(source, projection);

  // Observed: DynamoDB Local 3.3.1, where a query of a table without a sort key never returns a last evaluated key.
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
