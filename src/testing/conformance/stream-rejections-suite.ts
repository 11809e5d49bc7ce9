import type { Input, OperationName } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectRejection, type Rejection } from './expect.ts';
import { untyped } from './rejection-test.ts';
import { firstShard, streamedTable } from './stream-reading.ts';
import { hashTable } from './table-shapes.ts';
import { withSource } from './with-source.ts';

/** A stream that exists, as requests refer to it. */
interface Target {
  readonly TableName: string;
  readonly StreamArn: string;
  readonly ShardId: string;
  readonly start: string;
}

type RejectedRead = {
  readonly [N in 'ListStreams' | 'DescribeStream' | 'GetShardIterator' | 'GetRecords']: {
    readonly operation: N;
    readonly input: (target: Target) => Input<N>;
    /** Default: any ValidationException, because the service's text is not recorded (behaviour §18, api §8.1). */
    readonly rejection?: (target: Target) => Rejection;
  };
}['ListStreams' | 'DescribeStream' | 'GetShardIterator' | 'GetRecords'];

const otherText = 'x'.repeat(50);
const missingArn = ({ StreamArn }: Target) => StreamArn.replace(/\/stream\/.*/, '/stream/2015-05-20T20:51:10.252');
const noSuchStream = (target: Target): Rejection => ({
  error: 'ResourceNotFoundException',
  message: `Requested resource not found: Stream: ${missingArn(target)} not found`,
});
const iterator = ({ StreamArn, ShardId }: Target, others: Partial<Input<'GetShardIterator'>>) => ({
  StreamArn,
  ShardId,
  ShardIteratorType: 'TRIM_HORIZON' as const,
  ...others,
});

const rejected: Readonly<Record<string, RejectedRead>> = {
  'ListStreams with Limit 0': { operation: 'ListStreams', input: () => ({ Limit: 0 }) },
  'ListStreams with Limit 101': { operation: 'ListStreams', input: () => ({ Limit: 101 }) },
  'ListStreams with a start that is not the ARN of a stream': {
    operation: 'ListStreams',
    input: ({ TableName }) => ({ TableName, ExclusiveStartStreamArn: otherText }),
  },
  'DescribeStream with a text that is not an ARN': {
    operation: 'DescribeStream',
    input: () => ({ StreamArn: otherText }),
  },
  'DescribeStream with Limit 0': { operation: 'DescribeStream', input: ({ StreamArn }) => ({ StreamArn, Limit: 0 }) },
  'DescribeStream with Limit 101': {
    operation: 'DescribeStream',
    input: ({ StreamArn }) => ({ StreamArn, Limit: 101 }),
  },
  'DescribeStream of an unknown stream': {
    operation: 'DescribeStream',
    input: (target) => ({ StreamArn: missingArn(target) }),
    rejection: noSuchStream,
  },
  'GetShardIterator of an unknown stream': {
    operation: 'GetShardIterator',
    input: (target) => iterator(target, { StreamArn: missingArn(target) }),
    rejection: noSuchStream,
  },
  'GetShardIterator with a text that is not an ARN': {
    operation: 'GetShardIterator',
    input: (target) => iterator(target, { StreamArn: otherText }),
  },
  'GetShardIterator of an unknown shard': {
    operation: 'GetShardIterator',
    input: (target) => iterator(target, { ShardId: 'x'.repeat(30) }),
    rejection: () => ({
      error: 'ResourceNotFoundException',
      message: 'Requested resource not found: Shard does not exist',
    }),
  },
  'GetShardIterator with a shard id that is too short': {
    operation: 'GetShardIterator',
    input: (target) => iterator(target, { ShardId: 'a' }),
  },
  'GetShardIterator with an unknown type': {
    operation: 'GetShardIterator',
    input: (target) => iterator(target, { ShardIteratorType: untyped('FIRST') }),
  },
  'GetShardIterator with TRIM_HORIZON and a sequence number': {
    operation: 'GetShardIterator',
    input: (target) => iterator(target, { SequenceNumber: target.start }),
  },
  'GetShardIterator with LATEST and a sequence number': {
    operation: 'GetShardIterator',
    input: (target) => iterator(target, { ShardIteratorType: 'LATEST', SequenceNumber: target.start }),
  },
  'GetShardIterator with AT_SEQUENCE_NUMBER and no sequence number': {
    operation: 'GetShardIterator',
    input: (target) => iterator(target, { ShardIteratorType: 'AT_SEQUENCE_NUMBER' }),
  },
  'GetShardIterator with AFTER_SEQUENCE_NUMBER and no sequence number': {
    operation: 'GetShardIterator',
    input: (target) => iterator(target, { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER' }),
  },
  'GetShardIterator with a sequence number of 20 digits': {
    operation: 'GetShardIterator',
    input: (target) => iterator(target, { ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: '1'.repeat(20) }),
  },
  'GetShardIterator with a sequence number before those of the shard': {
    operation: 'GetShardIterator',
    input: (target) => iterator(target, { ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: '0'.repeat(21) }),
  },
  'GetShardIterator with a sequence number after those of the shard': {
    operation: 'GetShardIterator',
    input: (target) => iterator(target, { ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: '9'.repeat(40) }),
  },
  'GetRecords with a text that is not an iterator': {
    operation: 'GetRecords',
    input: () => ({ ShardIterator: 'not an iterator' }),
  },
  'GetRecords with an iterator of another form': {
    operation: 'GetRecords',
    input: ({ StreamArn }) => ({ ShardIterator: `${StreamArn}|1|AAAA` }),
  },
  'GetRecords with Limit 0': {
    operation: 'GetRecords',
    input: ({ StreamArn }) => ({ ShardIterator: `${StreamArn}|1|AAAA`, Limit: 0 }),
  },
};

type Setting = Input<'CreateTable'>['StreamSpecification'];

/** Stream settings that both CreateTable and UpdateTable reject, and their texts (control-plane §1, api §1.2). */
const settings: readonly (readonly [name: string, Setting, created: string, updated: string])[] = [
  [
    'an enabled stream without a view type',
    { StreamEnabled: true },
    'Table is being created with a stream enabled, UpdateViewType is required',
    'If stream is being enabled then UpdateViewType is required',
  ],
  [
    'a disabled stream with a view type',
    { StreamEnabled: false, StreamViewType: 'KEYS_ONLY' },
    'Table is being created with a stream disabled, UpdateViewType should not be specified',
    'If stream is being disabled, then UpdateViewType must not be specified',
  ],
];

/** Requests about streams that the service rejects (behaviour §18, api §8.1, control-plane §1 and §5). */
export const streamRejectionsSuite: ConformanceSuite = {
  name: 'stream-rejections',
  tests: withSource('behaviour §18, api §1.2, api §8.1, control-plane §1, control-plane §5', [
    ...Object.entries(rejected).map(([name, read]) => rejectsRead(name, read)),
    ...settings.flatMap(rejectsSetting),
    {
      name: 'GetRecords rejects Limit 1001',
      async run(context) {
        const { db } = context;
        const { StreamArn } = await streamedTable(context);
        const { ShardId } = await firstShard(db, StreamArn);
        const ShardIteratorType = 'TRIM_HORIZON';
        const { ShardIterator } = await db.execute('GetShardIterator', { StreamArn, ShardId, ShardIteratorType });
        // Documented as LimitExceededException, recorded as ValidationException (control-plane §5).
        const request = db.execute('GetRecords', { ShardIterator, Limit: 1001 });
        const outcome = await request.then(
          () => 'succeeded',
          (error: unknown) => String(Reflect.get(Object(error), 'name')),
        );
        if (outcome !== 'LimitExceededException') await expectRejection(request, { message: /./ });
      },
    },
    {
      name: 'UpdateTable rejects a stream setting beside throughput or a new index',
      async run({ db, table }) {
        const TableName = await table(hashTable);
        const StreamSpecification = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } as const;
        const prefix = 'One or more parameter values were invalid: ';
        await expectRejection(
          db.execute('UpdateTable', { TableName, StreamSpecification, BillingMode: 'PAY_PER_REQUEST' }),
          { message: `${prefix}You cannot modify stream status while updating table IOPS` },
        );
        const GlobalSecondaryIndexUpdates = [{ Delete: { IndexName: 'byTitle' } }];
        await expectRejection(
          db.execute('UpdateTable', { TableName, StreamSpecification, GlobalSecondaryIndexUpdates }),
          { message: `${prefix}You cannot create or delete index while changing stream status` },
        );
      },
    },
  ]),
};

function rejectsRead(name: string, { operation, input, rejection }: RejectedRead): ConformanceTest {
  return {
    name: `the service rejects ${name}`,
    async run(context) {
      const { db } = context;
      const { TableName, StreamArn } = await streamedTable(context);
      const { ShardId, SequenceNumberRange } = await firstShard(db, StreamArn);
      const target = { TableName, StreamArn, ShardId, start: SequenceNumberRange?.StartingSequenceNumber ?? '' };
      // The input belongs to the operation, which the union of all of them has forgotten.
      const request = db.execute<OperationName>(operation, input(target));
      await expectRejection(request, rejection?.(target) ?? { message: /./ });
    },
  };
}

function rejectsSetting([name, StreamSpecification, created, updated]: (typeof settings)[number]): ConformanceTest[] {
  const message = (text: string) => `One or more parameter values were invalid: ${text}`;
  return [
    {
      name: `CreateTable rejects ${name}`,
      async run({ db, tableName }) {
        const request = db.execute('CreateTable', {
          TableName: tableName('conformance'),
          ...hashTable,
          StreamSpecification,
        });
        await expectRejection(request, { message: message(created) });
      },
    },
    {
      name: `UpdateTable rejects ${name}`,
      async run({ db, table }) {
        const request = db.execute('UpdateTable', { TableName: await table(hashTable), StreamSpecification });
        await expectRejection(request, { message: message(updated) });
      },
    },
  ];
}
