import { isStreamArn } from '../../../domain/arn.ts';
import { streamPageLimit } from '../../../domain/limits.ts';
import type { Operation } from '../operation.ts';
import { entryPage } from '../storage/entry-page.ts';
import { streamErrors } from '../wording/stream-errors.ts';

/**
 * Lists streams, those of one table or all, in the order of their ARNs, one page at a time.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html
 */
export const listStreams: Operation<'ListStreams'> = (account, input) => {
  const { TableName, ExclusiveStartStreamArn: after, Limit = streamPageLimit } = input;
  // Pass 1 (api §8.1): the start has the form of a stream's ARN; the stream itself need not exist.
  if (after !== undefined && !isStreamArn(after)) throw streamErrors.invalidArn();
  const { values, lastKey } = entryPage(account.streams, {
    after,
    limit: Limit,
    includes: ({ definition }) => TableName === undefined || TableName === definition.tableName,
  });
  const Streams = values.map(({ definition: { arn, label, tableName } }) => ({
    StreamArn: arn,
    TableName: tableName,
    StreamLabel: label,
  }));
  return { account, output: { Streams, ...(lastKey !== undefined && { LastEvaluatedStreamArn: lastKey }) } };
};
