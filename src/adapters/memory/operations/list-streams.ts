import { isStreamArn } from '../../../domain/arn.ts';
import type { Output } from '../../../domain/dynamodb.ts';
import { streamPageLimit } from '../../../domain/limits.ts';
import type { Operation } from '../operation.ts';
import { walk } from '../storage/ordered-map.ts';
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
  const found: NonNullable<Output<'ListStreams'>['Streams']> = [];
  const skip = after === undefined ? undefined : (arn: string) => arn <= after;
  walk(account.streams, { skip }, ({ definition: { arn, label, tableName } }) => {
    if (TableName === undefined || TableName === tableName)
      found.push({ StreamArn: arn, TableName: tableName, StreamLabel: label });
    return found.length <= Limit;
  });
  const Streams = found.slice(0, Limit);
  const last = Streams.at(-1)?.StreamArn;
  return {
    account,
    output: { Streams, ...(found.length > Limit && last !== undefined && { LastEvaluatedStreamArn: last }) },
  };
};
