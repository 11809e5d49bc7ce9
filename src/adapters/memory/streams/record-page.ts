import type { Output } from '../../../domain/dynamodb.ts';
import { streamRecordsLimitBytes } from '../../../domain/limits.ts';
import { itemSizeBytes } from '../../../domain/values/size.ts';
import type { RecordKey, Shard, Stream, StreamRecord } from '../account/stream.ts';
import type { Environment } from '../request-environment.ts';
import { walk } from '../storage/ordered-map.ts';
import { toSequenceNumber } from './sequence-numbers.ts';

type OutputRecord = NonNullable<Output<'GetRecords'>['Records']>[number];

/** Some records of a shard, and where the ones after them begin. */
export interface RecordPage {
  readonly records: OutputRecord[];
  readonly nextNumber: number;
  /** Whether the shard is closed and has no more records. */
  readonly isAtEnd: boolean;
}

/** Reads up to `limit` records of a shard from a number on, at most 1 MB; one that is larger is returned alone. */
export function recordPage(
  { stream, shard }: { readonly stream: Stream; readonly shard: Shard },
  { number, limit }: { readonly number: number; readonly limit: number },
  environment: Environment,
): RecordPage {
  const records: OutputRecord[] = [];
  let nextNumber = number;
  let bytes = 0;
  let isFull = false;
  walk(shard.records, { skip: (key) => key.number < number }, (record, key) => {
    const sizeBytes = recordSizeBytes(record);
    isFull = records.length === limit || (records.length > 0 && bytes + sizeBytes > streamRecordsLimitBytes);
    if (isFull) return false;
    bytes += sizeBytes;
    nextNumber = key.number + 1;
    records.push(outputRecord({ stream, key, record, sizeBytes }, environment));
    return true;
  });
  return { records, nextNumber, isAtEnd: !isFull && shard.closedAtMs !== undefined };
}

/** The size of a record: of its keys and its images. Source: api §8.1. */
function recordSizeBytes({ keys, oldImage, newImage }: StreamRecord): number {
  return itemSizeBytes(keys) + (oldImage?.sizeBytes ?? 0) + (newImage?.sizeBytes ?? 0);
}

interface Found {
  readonly stream: Stream;
  readonly key: RecordKey;
  readonly record: StreamRecord;
  readonly sizeBytes: number;
}

function outputRecord({ stream, key, record, sizeBytes }: Found, { settings, copyItem }: Environment): OutputRecord {
  const { keys, oldImage, newImage } = record;
  return {
    eventID: eventId(stream.definition.number, key.number),
    eventName: record.eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: settings.region,
    dynamodb: {
      // The service reports whole seconds.
      ApproximateCreationDateTime: new Date(Math.floor(key.atMs / 1000) * 1000),
      Keys: copyItem(keys),
      ...(newImage && { NewImage: copyItem(newImage) }),
      ...(oldImage && { OldImage: copyItem(oldImage) }),
      SequenceNumber: toSequenceNumber(key.number),
      SizeBytes: sizeBytes,
      StreamViewType: stream.definition.viewType,
    },
    ...(record.isExpiry && { userIdentity: { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' } }),
  };
}

/** Returns 32 hexadecimal digits, unique over all streams: the number of the stream, and that of the record in it. */
function eventId(streamNumber: number, number: number): string {
  return streamNumber.toString(16).padStart(16, '0') + number.toString(16).padStart(16, '0');
}
