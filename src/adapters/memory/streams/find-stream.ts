import { isStreamArn } from '../../../domain/arn.ts';
import { type Account, type AccountTable, streamOf } from '../account/account.ts';
import type { Stream } from '../account/stream.ts';
import { streamErrors } from '../wording/stream-errors.ts';

/**
 * Returns the stream with that ARN, whatever its status.
 *
 * @throws ServiceError - ValidationException: it isn't the ARN of a stream. ResourceNotFoundException: there is no such stream.
 */
export function findStream(account: Account, arn: string): Stream {
  if (!isStreamArn(arn)) throw streamErrors.invalidArn();
  const stream = streamOf(account, arn);
  if (stream === undefined) throw streamErrors.noSuchStream(arn);
  return stream;
}

/** Returns whether the latest stream of a table is ENABLING or DISABLING. */
export function isStreamChanging(account: Account, { details }: AccountTable): boolean {
  const status = details.stream && streamOf(account, details.stream.arn)?.status;
  return status === 'ENABLING' || status === 'DISABLING';
}
