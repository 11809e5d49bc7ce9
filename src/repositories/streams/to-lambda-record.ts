import { parseTableArn } from '../../domain/arn.ts';
import type { BuiltRecord } from './built-event.ts';
import type { StreamRecord } from './stream-record.ts';
import { toLambdaImage } from './to-lambda-image.ts';

/**
 * Returns a record of a stream as it is in a Lambda event.
 *
 * @param arn - the stream's.
 */
export function toLambdaRecord(
  { eventID = '', eventName = 'MODIFY', ...record }: StreamRecord,
  arn: string,
): BuiltRecord {
  const { ApproximateCreationDateTime: at, Keys = {}, NewImage, OldImage, ...change } = record.dynamodb ?? {};
  const { SequenceNumber = '', SizeBytes = 0, StreamViewType = 'KEYS_ONLY' } = change;
  const isExpiry = record.userIdentity?.PrincipalId === 'dynamodb.amazonaws.com';
  return {
    eventID,
    eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: parseTableArn(arn)?.region ?? '',
    eventSourceARN: arn,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor((at?.getTime() ?? 0) / 1000),
      Keys: toLambdaImage(Keys),
      ...(NewImage && { NewImage: toLambdaImage(NewImage) }),
      ...(OldImage && { OldImage: toLambdaImage(OldImage) }),
      SequenceNumber,
      SizeBytes,
      StreamViewType,
    },
    ...(isExpiry && { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } }),
  };
}
