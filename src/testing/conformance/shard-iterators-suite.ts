import type { Input } from '../../domain/dynamodb.ts';
import type { ConformanceContext, ConformanceSuite } from './conformance-test.ts';
import { expectEqual, expectThat } from './expect.ts';
import { firstShard, iteratorOf, settledRecords, streamedTable } from './stream-reading.ts';
import { withSource } from './with-source.ts';

type IteratorInput = Partial<Input<'GetShardIterator'>>;

/** GetShardIterator and GetRecords (behaviour §18, api §8.1, control-plane §5). */
export const shardIteratorsSuite: ConformanceSuite = {
  name: 'shard-iterators',
  tests: withSource('behaviour §18, api §8.1, control-plane §5', [
    {
      name: 'an iterator is the ARN of the stream, the number 1 and base64 text',
      async run(context) {
        const { StreamArn } = await streamedTable(context);
        const iterator = await iteratorOf(context.db, { StreamArn });
        const [arn, number, text = ''] = iterator.split('|');
        expectEqual([arn, number], [StreamArn, '1']);
        expectThat(/^[A-Za-z0-9+/]+=*$/.test(text), `the iterator ends with ${text}`);
        expectThat(iterator.length <= 2048, 'the iterator is too long');
      },
    },
    {
      name: 'TRIM_HORIZON starts at the first record, LATEST after the last one',
      async run(context) {
        const { read, write } = await threeRecords(context);
        expectEqual(await read({ ShardIteratorType: 'TRIM_HORIZON' }), ['a', 'b', 'c']);
        expectEqual(await read({ ShardIteratorType: 'LATEST' }), []);
        const latest = await read({ ShardIteratorType: 'LATEST' }, () => write('d'));
        expectEqual(latest, ['d']);
      },
    },
    {
      name: 'AT_SEQUENCE_NUMBER starts at a record, AFTER_SEQUENCE_NUMBER after it',
      async run(context) {
        const { read, numbers } = await threeRecords(context);
        const [, second, third] = numbers;
        expectEqual(await read({ ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: second }), ['b', 'c']);
        expectEqual(await read({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: second }), ['c']);
        expectEqual(await read({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: third }), []);
      },
    },
    {
      name: 'AT_SEQUENCE_NUMBER and AFTER_SEQUENCE_NUMBER accept the first number of a shard',
      async run(context) {
        const { read, start } = await threeRecords(context);
        for (const ShardIteratorType of ['AT_SEQUENCE_NUMBER', 'AFTER_SEQUENCE_NUMBER'] as const) {
          const found = await read({ ShardIteratorType, SequenceNumber: start });
          expectEqual(found.at(-1), 'c', ShardIteratorType);
        }
      },
    },
    {
      name: 'AT_SEQUENCE_NUMBER accepts the first number of a shard without records',
      async run(context) {
        const { db } = context;
        const { StreamArn } = await streamedTable(context);
        const { SequenceNumberRange } = await firstShard(db, StreamArn);
        const ShardIterator = await iteratorOf(db, {
          StreamArn,
          ShardIteratorType: 'AT_SEQUENCE_NUMBER',
          SequenceNumber: SequenceNumberRange?.StartingSequenceNumber,
        });
        expectEqual((await db.execute('GetRecords', { ShardIterator })).Records, []);
      },
    },
    {
      name: 'an open shard always has another iterator, also after a page without records',
      async run(context) {
        const { db } = context;
        const { StreamArn } = await streamedTable(context);
        let ShardIterator: string | undefined = await iteratorOf(db, { StreamArn });
        for (let page = 0; page < 3; page += 1) {
          const output: { Records?: unknown[] | undefined; NextShardIterator?: string | undefined } = await db.execute(
            'GetRecords',
            { ShardIterator },
          );
          expectEqual(output.Records, []);
          ShardIterator = output.NextShardIterator;
          expectThat(ShardIterator !== undefined, 'there is no other iterator');
        }
      },
    },
    {
      name: 'GetRecords returns at most Limit records, and the next iterator continues after them',
      async run(context) {
        const { db } = context;
        const { StreamArn } = await threeRecords(context);
        const pages: unknown[] = [];
        let ShardIterator: string | undefined = await iteratorOf(db, { StreamArn });
        for (let page = 0; page < 3; page += 1) {
          const output: Awaited<ReturnType<typeof getRecords>> = await getRecords(context, ShardIterator, 2);
          pages.push(output.keys);
          ShardIterator = output.next;
        }
        expectEqual(pages, [['a', 'b'], ['c'], []]);
      },
    },
    {
      name: 'an iterator can be used again',
      async run(context) {
        const { StreamArn } = await threeRecords(context);
        const iterator = await iteratorOf(context.db, { StreamArn });
        for (let time = 0; time < 2; time += 1)
          expectEqual((await getRecords(context, iterator, 1000)).keys, ['a', 'b', 'c']);
      },
    },
    {
      name: 'a closed shard that was read to its end has no other iterator',
      async run(context) {
        const { db } = context;
        const { TableName, StreamArn } = await threeRecords(context);
        await db.execute('UpdateTable', { TableName, StreamSpecification: { StreamEnabled: false } });
        await context.settled(async () => {
          const { SequenceNumberRange } = await firstShard(db, StreamArn);
          expectThat(SequenceNumberRange?.EndingSequenceNumber !== undefined, 'the shard is open');
        });
        const first = await getRecords(context, await iteratorOf(db, { StreamArn }), 2);
        expectThat(first.next !== undefined, 'there is no iterator for the last record');
        const last = await getRecords(context, first.next, 1000);
        expectEqual([first.keys, last.keys, last.next], [['a', 'b'], ['c'], undefined]);
      },
    },
    {
      name: 'GetRecords returns at most 1 MB of records',
      async run(context) {
        const { db } = context;
        const { TableName, StreamArn } = await streamedTable(context, 'NEW_IMAGE');
        for (const pk of ['a', 'b', 'c']) {
          await db.execute('PutItem', { TableName, Item: { pk: { S: pk }, text: { S: 'x'.repeat(390_000) } } });
        }
        await settledRecords(context, StreamArn, 3);
        const first = await getRecords(context, await iteratorOf(db, { StreamArn }), 1000);
        expectEqual(first.keys, ['a', 'b']);
        expectEqual((await getRecords(context, first.next, 1000)).keys, ['c']);
      },
    },
  ]),
};

/** A stream with one record each for the keys a, b and c in its first shard, and ways to read and write it. */
async function threeRecords(context: ConformanceContext) {
  const { db } = context;
  const { TableName, StreamArn } = await streamedTable(context, 'KEYS_ONLY');
  const { SequenceNumberRange } = await firstShard(db, StreamArn);
  const write = (pk: string) => db.execute('PutItem', { TableName, Item: { pk: { S: pk } } });
  for (const pk of ['a', 'b', 'c']) await write(pk);
  const records = await settledRecords(context, StreamArn, 3);
  return {
    TableName,
    StreamArn,
    write,
    start: SequenceNumberRange?.StartingSequenceNumber,
    numbers: records.map(({ dynamodb }) => dynamodb?.SequenceNumber),
    /** Returns the keys from an iterator on; `between` comes after the iterator and before the reading. */
    read: async (input: IteratorInput, between: () => Promise<unknown> = async () => {}) => {
      const iterator = await iteratorOf(db, { StreamArn, ...input });
      await between();
      return (await getRecords(context, iterator, 1000)).keys;
    },
  };
}

async function getRecords({ db }: ConformanceContext, ShardIterator: string | undefined, Limit: number) {
  const { Records = [], NextShardIterator: next } = await db.execute('GetRecords', { ShardIterator, Limit });
  return { keys: Records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S), next };
}
