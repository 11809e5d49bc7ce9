import type { Input } from '../../../domain/dynamodb.ts';
import { bindExpressions } from '../expressions/binding/bind-expressions.ts';
import { checkConditionalOperator } from '../expressions/binding/legacy/check-conditional-operator.ts';
import { bindLegacyParameters } from '../expressions/binding/legacy/legacy-parameters.ts';
import { checkParameterStyle } from '../expressions/binding/parameter-style.ts';
import type { Operation } from '../operation.ts';
import { readPage } from '../reading/page.ts';
import { pageOutput } from '../reading/page-output.ts';
import { isInRange, type KeyRange, rangeAfter, segmentRange } from '../storage/key-range.ts';
import { availableTable } from '../tables/find-table.ts';
import { itemSource } from '../tables/item-source.ts';
import { checkSelect } from '../validation/check-select.ts';
import {
  checkAllAttributes,
  checkConsistentRead,
  checkProjectionIsProjected,
  fetchesItems,
} from '../validation/index-reads.ts';
import { attributeNamesFirst } from '../validation/item-requests.ts';
import { checkKeyPaths } from '../validation/key-paths.ts';
import { parseStartKey, startKeyPosition } from '../validation/start-key.ts';
import { segmentErrors, startKeyErrors } from '../wording/query-errors.ts';
import type { Wording } from '../wording/validation-errors.ts';

/**
 * Reads a whole table or index, or one segment of it. Partitions are in the order of their hashes, and the items of a
 * partition in the order of their sort keys.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
 */
export const scan: Operation<'Scan'> = (account, input, environment) => {
  const { TableName = '', IndexName, Select, ConsistentRead = false } = input;
  const wording = environment.settings.wording.Scan;
  const paged = { operation: 'Scan', wording } as const;
  // Pass 1 (behaviour §10): attribute names; style of parameters; ConditionalOperator; the legacy filter and projection;
  // values of the start key.
  const { legacy, startKey } = attributeNamesFirst([input.ExclusiveStartKey], wording, () => {
    checkParameterStyle(input, wording);
    checkConditionalOperator(input, wording);
    return {
      legacy: bindLegacyParameters(input, wording),
      startKey: parseStartKey(input.ExclusiveStartKey, paged),
    };
  });
  // Pass 2 (behaviour §10): expressions; Select; Segment and TotalSegments.
  const { filter, projection } = { ...legacy, ...bindExpressions(input, wording) };
  checkSelect(input, wording);
  const segment = parseSegment(input, wording);

  // Pass 3 (behaviour §10): table and index; consistency; ALL_ATTRIBUTES of a global index.
  const source = itemSource(availableTable(account, TableName), IndexName);
  checkConsistentRead(source, ConsistentRead);
  checkAllAttributes(source, Select);
  // Pass 4 (behaviour §10): the start key against table, index and segment.
  let range: KeyRange = segment === undefined ? {} : segmentRange(segment.number, segment.total);
  if (startKey !== undefined) {
    const position = startKeyPosition(startKey, source, paged);
    if (segment !== undefined && !isInRange(position, range)) {
      throw startKeyErrors.wrongSegment(segment.number, segment.total);
    }
    range = rangeAfter(range, position, false);
  }
  // Pass 5 (inferred): paths into keys; the projection against the index.
  checkKeyPaths(source.table, { filter, projection });
  checkProjectionIsProjected(source, projection);

  const page = readPage({
    source,
    range,
    descending: false,
    limit: input.Limit,
    filter,
    fetchesItems: fetchesItems(source, projection, Select),
  });
  return { account, output: pageOutput(page, { input, source, projection }, environment) };
};

/** A segment of a parallel scan; numbers start at 0. */
interface Segment {
  readonly number: number;
  readonly total: number;
}

function parseSegment({ Segment, TotalSegments }: Input<'Scan'>, wording: Wording): Segment | undefined {
  if (Segment === undefined && TotalSegments === undefined) return undefined;
  if (TotalSegments === undefined) throw segmentErrors.noTotal();
  if (Segment === undefined) throw segmentErrors.noSegment();
  if (Segment >= TotalSegments) throw segmentErrors.beyondTotal(Segment, TotalSegments, wording);
  return { number: Segment, total: TotalSegments };
}
