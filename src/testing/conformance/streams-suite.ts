import { isDate } from '../../domain/brands.ts';
import type { ConformanceContext, ConformanceSuite } from './conformance-test.ts';
import { expectEqual, expectRejection, expectThat } from './expect.ts';
import { recordsOf, settledRecords, shardsOf, streamedTable } from './stream-reading.ts';
import { hashTable, sortedTable } from './table-shapes.ts';
import { withSource } from './with-source.ts';

/** The streams of tables: settings, lists, descriptions and their life (behaviour §18, api §1.2 and §8.1). */
export const streamsSuite: ConformanceSuite = {
  name: 'streams',
  tests: withSource('behaviour §18, api §1.2, api §8.1', [
    {
      name: 'the description of a table has its stream',
      async run(context) {
        const { TableName, StreamArn } = await streamedTable(context, 'OLD_IMAGE');
        const { Table } = await context.db.execute('DescribeTable', { TableName });
        expectEqual(Table?.StreamSpecification, { StreamEnabled: true, StreamViewType: 'OLD_IMAGE' });
        const label = Table?.LatestStreamLabel ?? '';
        expectThat(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}$/.test(label), `the label is ${label}`);
        expectEqual(StreamArn, `${Table?.TableArn}/stream/${label}`, 'the ARN');
      },
    },
    {
      name: 'the description of a table that never had a stream does not mention streams',
      async run({ db, ownTable }) {
        const TableName = await ownTable({ ...hashTable, StreamSpecification: { StreamEnabled: false } });
        const { Table } = await db.execute('DescribeTable', { TableName });
        const { StreamSpecification, LatestStreamArn, LatestStreamLabel } = Table ?? {};
        expectEqual({ StreamSpecification, LatestStreamArn, LatestStreamLabel }, {});
        expectEqual((await db.execute('ListStreams', { TableName })).Streams, [], 'the streams');
      },
    },
    {
      name: 'CreateTable returns the stream',
      async run({ db, tableName }) {
        const StreamSpecification = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } as const;
        const TableName = tableName('conformance');
        const { TableDescription } = await db.execute('CreateTable', { TableName, ...hashTable, StreamSpecification });
        expectEqual(TableDescription?.StreamSpecification, StreamSpecification);
        expectEqual(
          TableDescription?.LatestStreamArn,
          `${TableDescription?.TableArn}/stream/${TableDescription?.LatestStreamLabel}`,
          'the ARN',
        );
      },
    },
    {
      name: 'DescribeStream describes the stream and its shards',
      async run(context) {
        const { TableName, StreamArn } = await streamedTable(context, 'NEW_IMAGE', sortedTable);
        const { StreamDescription } = await context.db.execute('DescribeStream', { StreamArn });
        const { CreationRequestDateTime, Shards = [], ...description } = StreamDescription ?? {};
        expectEqual(description, {
          StreamArn,
          StreamLabel: StreamArn.split('/stream/')[1],
          StreamStatus: 'ENABLED',
          StreamViewType: 'NEW_IMAGE',
          TableName,
          KeySchema: sortedTable.KeySchema,
        });
        expectThat(isDate(CreationRequestDateTime), 'the time of creation is not a Date');
        expectThat(Shards.length > 0, 'there is no shard');
        for (const { ShardId = '', SequenceNumberRange, ParentShardId } of Shards) {
          expectThat(/^shardId-\d{20}-[0-9a-f]{8}$/.test(ShardId), `the id of a shard is ${ShardId}`);
          expectThat(/^\d{21,40}$/.test(SequenceNumberRange?.StartingSequenceNumber ?? ''), 'the range has no start');
          expectEqual([SequenceNumberRange?.EndingSequenceNumber, ParentShardId], [undefined, undefined]);
        }
      },
    },
    {
      name: 'DescribeStream starts after a shard, which need not exist',
      async run(context) {
        const { db } = context;
        const { StreamArn } = await streamedTable(context);
        const shards = await shardsOf(db, StreamArn);
        for (const ExclusiveStartShardId of [shards.at(-1)?.ShardId, 'z'.repeat(40)]) {
          const { StreamDescription } = await db.execute('DescribeStream', { StreamArn, ExclusiveStartShardId });
          expectEqual([StreamDescription?.Shards, StreamDescription?.LastEvaluatedShardId], [[], undefined]);
        }
        const ids = shards.map(({ ShardId }) => ShardId);
        expectEqual(ids, ids.toSorted(), 'the order of the shards');
      },
    },
    {
      name: 'DescribeStream with a filter returns only the children of a shard',
      async run(context) {
        const { db } = context;
        const { StreamArn } = await streamedTable(context);
        const [first] = await shardsOf(db, StreamArn);
        for (const ShardId of [first?.ShardId, 'z'.repeat(40)]) {
          const ShardFilter = { Type: 'CHILD_SHARDS', ShardId } as const;
          const { StreamDescription } = await db.execute('DescribeStream', { StreamArn, ShardFilter });
          expectEqual(StreamDescription?.Shards, []);
        }
      },
    },
    {
      name: 'ListStreams lists the streams of a table, of several tables page by page, and none of an unknown table',
      async run(context) {
        const { db } = context;
        const tables = [await streamedTable(context), await streamedTable(context)];
        for (const { TableName, StreamArn } of tables) {
          const { Streams, LastEvaluatedStreamArn } = await db.execute('ListStreams', { TableName });
          const StreamLabel = StreamArn.split('/stream/')[1];
          expectEqual([Streams, LastEvaluatedStreamArn], [[{ StreamArn, StreamLabel, TableName }], undefined]);
        }
        const arns = await allStreams(context, 1);
        expectThat(new Set(arns).size === arns.length, 'a stream is listed twice');
        for (const { StreamArn } of tables) expectThat(arns.includes(StreamArn), `${StreamArn} is not listed`);
        const { Streams } = await db.execute('ListStreams', { TableName: 'conformance-unknown' });
        expectEqual(Streams, [], 'the streams of an unknown table');
      },
    },
    {
      name: 'UpdateTable enables a stream, which has the changes since',
      async run(context) {
        const { db } = context;
        const TableName = await context.ownTable(hashTable);
        await db.execute('PutItem', { TableName, Item: { pk: { S: 'before' } } });
        const StreamArn = await enable(context, TableName);
        await db.execute('PutItem', { TableName, Item: { pk: { S: 'after' } } });
        const records = await settledRecords(context, StreamArn, 1);
        expectEqual(
          records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S),
          ['after'],
        );
      },
    },
    {
      name: 'a disabled stream can be read, and its shards are closed',
      async run(context) {
        const { db } = context;
        const { TableName, StreamArn } = await streamedTable(context, 'KEYS_ONLY');
        await db.execute('PutItem', { TableName, Item: { pk: { S: 'a' } } });
        await settledRecords(context, StreamArn, 1);
        await disable(context, TableName, StreamArn);
        await db.execute('PutItem', { TableName, Item: { pk: { S: 'b' } } });
        const records = await recordsOf(db, StreamArn);
        expectEqual(
          records.map(({ dynamodb }) => dynamodb?.Keys?.pk?.S),
          ['a'],
        );
        for (const { SequenceNumberRange } of await shardsOf(db, StreamArn)) {
          expectThat(/^\d{21,40}$/.test(SequenceNumberRange?.EndingSequenceNumber ?? ''), 'a shard has no end');
        }
        const { Table } = await db.execute('DescribeTable', { TableName });
        expectEqual([Table?.StreamSpecification, Table?.LatestStreamArn], [undefined, StreamArn]);
      },
    },
    {
      name: 'a stream that is enabled again is another stream',
      async run(context) {
        const { db } = context;
        const { TableName, StreamArn: first } = await streamedTable(context, 'KEYS_ONLY');
        await disable(context, TableName, first);
        const second = await enable(context, TableName);
        const { Streams = [] } = await db.execute('ListStreams', { TableName });
        expectThat(first !== second, 'the ARN is the same');
        expectEqual(Streams.map(({ StreamArn }) => StreamArn).sort(), [first, second].sort());
      },
    },
    {
      name: 'the stream of a deleted table can be read',
      async run(context) {
        const { db } = context;
        const { TableName, StreamArn } = await streamedTable(context, 'KEYS_ONLY');
        await db.execute('PutItem', { TableName, Item: { pk: { S: 'a' } } });
        await settledRecords(context, StreamArn, 1);
        await db.execute('DeleteTable', { TableName });
        await context.settled(async () => {
          const { StreamDescription } = await db.execute('DescribeStream', { StreamArn });
          expectEqual(StreamDescription?.StreamStatus, 'DISABLED');
        });
        expectEqual((await recordsOf(db, StreamArn)).length, 1);
        expectEqual((await db.execute('ListStreams', { TableName })).Streams?.length, 1);
      },
    },
    {
      name: 'UpdateTable rejects to enable an enabled stream, also with another view type, and to disable none',
      async run(context) {
        const { db } = context;
        const { TableName } = await streamedTable(context, 'KEYS_ONLY');
        for (const StreamViewType of ['KEYS_ONLY', 'NEW_IMAGE'] as const) {
          const StreamSpecification = { StreamEnabled: true, StreamViewType };
          await expectRejection(db.execute('UpdateTable', { TableName, StreamSpecification }), {
            message: `Table already has an enabled stream: TableName: ${TableName}`,
          });
        }
        const other = await context.ownTable(hashTable);
        const StreamSpecification = { StreamEnabled: false };
        await expectRejection(db.execute('UpdateTable', { TableName: other, StreamSpecification }), {
          message: `Table has no stream to disable: TableName: ${other}`,
        });
      },
    },
  ]),
};

/** Returns the ARNs of all streams, read in pages. */
async function allStreams({ db }: ConformanceContext, Limit: number): Promise<string[]> {
  const arns: string[] = [];
  let ExclusiveStartStreamArn: string | undefined;
  do {
    const { Streams = [], LastEvaluatedStreamArn } = await db.execute('ListStreams', {
      Limit,
      ExclusiveStartStreamArn,
    });
    arns.push(...Streams.map(({ StreamArn = '' }) => StreamArn));
    ExclusiveStartStreamArn = LastEvaluatedStreamArn;
  } while (ExclusiveStartStreamArn !== undefined);
  return arns;
}

async function enable(context: ConformanceContext, TableName: string): Promise<string> {
  const StreamSpecification = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } as const;
  const { TableDescription } = await context.db.execute('UpdateTable', { TableName, StreamSpecification });
  const StreamArn = TableDescription?.LatestStreamArn ?? '';
  await context.settled(async () => expectEqual(await statusOf(context, StreamArn), 'ENABLED'));
  return StreamArn;
}

async function disable(context: ConformanceContext, TableName: string, StreamArn: string): Promise<void> {
  await context.db.execute('UpdateTable', { TableName, StreamSpecification: { StreamEnabled: false } });
  await context.settled(async () => expectEqual(await statusOf(context, StreamArn), 'DISABLED'));
}

async function statusOf({ db }: ConformanceContext, StreamArn: string): Promise<string | undefined> {
  return (await db.execute('DescribeStream', { StreamArn })).StreamDescription?.StreamStatus;
}
