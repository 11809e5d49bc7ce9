import type { DynamoDb, Output } from 'dynarepo';
import { canonicalText } from '../../src/testing/conformance/difference.ts';

type StreamRecord = NonNullable<Output<'GetRecords'>['Records']>[number];

/** The output of GetRecords with members of unknown types. */
type Records = Readonly<Record<string, unknown>>;

/** Returns the records of all streams of a table, as one output of GetRecords. */
export async function recordsOfTable(db: DynamoDb, TableName: string): Promise<Records> {
  const Records: StreamRecord[] = [];
  for (const { StreamArn } of (await db.execute('ListStreams', { TableName })).Streams ?? []) {
    const { StreamDescription } = await db.execute('DescribeStream', { StreamArn });
    for (const { ShardId } of StreamDescription?.Shards ?? []) {
      const start = { StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' } as const;
      let { ShardIterator } = await db.execute('GetShardIterator', start);
      while (ShardIterator !== undefined) {
        const page: Output<'GetRecords'> = await db.execute('GetRecords', { ShardIterator });
        Records.push(...(page.Records ?? []));
        ShardIterator = page.Records?.length === 0 ? undefined : page.NextShardIterator;
      }
    }
  }
  return { Records };
}

/**
 * Returns what both engines agree on in records, by key, those of a key in their order. Not compared: ids, sequence numbers,
 * Regions and times, which DynamoDB Local cuts to the minute, and sizes, because numbers have other forms there.
 */
export function comparableRecords({ Records }: Records): Readonly<Record<string, readonly unknown[]>> {
  const byKey: Record<string, unknown[]> = {};
  for (const { eventName, eventSource, eventVersion, dynamodb } of Array.isArray(Records) ? Records : []) {
    const { Keys, NewImage, OldImage, StreamViewType } = withoutPrototypes(dynamodb);
    const key = canonicalText(Keys);
    byKey[key] ??= [];
    byKey[key].push({ eventName, eventSource, eventVersion, Keys, NewImage, OldImage, StreamViewType });
  }
  return byKey;
}

/** The SDK's client for streams drops attributes named `__proto__` from all maps; the one for tables keeps those in values. */
function withoutPrototypes<Value>(value: Value): Value {
  if (Array.isArray(value)) return value.map(withoutPrototypes) as Value; // an array of the same elements
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array || value instanceof Date) return value;
  const members = Object.entries(value).filter(([name]) => name !== '__proto__');
  return Object.fromEntries(members.map(([name, member]) => [name, withoutPrototypes(member)])) as Value; // as above
}
