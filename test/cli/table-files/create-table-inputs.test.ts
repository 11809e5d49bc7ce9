import * as assert from 'uvu/assert';
import { parseEntries } from '../../../src/cli/table-files/create-table-inputs.ts';
import { suite } from '../../support/suite.ts';
import { tableOf } from '../running-cli.ts';

const test = suite('entries of a table file');

/** The output of `aws dynamodb describe-table`, with its times as the AWS CLI prints them. */
const describeTable = {
  Table: {
    AttributeDefinitions: [
      { AttributeName: 'id', AttributeType: 'S' },
      { AttributeName: 'day', AttributeType: 'S' },
    ],
    TableName: 'orders',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    TableStatus: 'ACTIVE',
    CreationDateTime: '2026-03-01T12:00:00.000000+01:00',
    ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
    TableSizeBytes: 0,
    ItemCount: 0,
    TableArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders',
    TableId: '4b2f7a3c-0000-4000-8000-000000000001',
    BillingModeSummary: {
      BillingMode: 'PAY_PER_REQUEST',
      LastUpdateToPayPerRequestDateTime: '2026-03-01T12:00:00.000000+01:00',
    },
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byDay',
        KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'KEYS_ONLY' },
        IndexStatus: 'ACTIVE',
        ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
        IndexSizeBytes: 0,
        ItemCount: 0,
        IndexArn: 'arn:aws:dynamodb:eu-west-1:123456789012:table/orders/index/byDay',
        WarmThroughput: { ReadUnitsPerSecond: 12000, WriteUnitsPerSecond: 4000, Status: 'ACTIVE' },
      },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    LatestStreamLabel: '2026-03-01T11:00:00.000',
    SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: 'arn:aws:kms:eu-west-1:1:key/k' },
    Replicas: [{ RegionName: 'us-east-1', ReplicaStatus: 'ACTIVE' }],
    TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' },
    DeletionProtectionEnabled: true,
    OnDemandThroughput: { MaxReadRequestUnits: -1, MaxWriteRequestUnits: -1 },
    WarmThroughput: { ReadUnitsPerSecond: 12000, WriteUnitsPerSecond: 4000, Status: 'ACTIVE' },
  },
};

const orders = {
  AttributeDefinitions: describeTable.Table.AttributeDefinitions,
  TableName: 'orders',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byDay',
      KeySchema: [{ AttributeName: 'day', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  BillingMode: 'PAY_PER_REQUEST',
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
  SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'arn:aws:kms:eu-west-1:1:key/k' },
  TableClass: 'STANDARD_INFREQUENT_ACCESS',
  DeletionProtectionEnabled: true,
};

const outputs: readonly (readonly [string, object])[] = [
  ['the output of DescribeTable', describeTable],
  ['the output of CreateTable', { TableDescription: describeTable.Table }],
  ['a description alone', describeTable.Table],
];
for (const [form, file] of outputs) {
  test(`turns ${form} into a CreateTable input`, () => {
    const { tables } = parseEntries(file);
    assert.equal(tables, [{ location: 'entry 1 (orders)', input: orders, settings: [{ name: 'Replicas' }] }]);
  });
}

test('keeps the throughput of a provisioned table, and limits of an on-demand table', () => {
  const { BillingModeSummary, ...provisioned } = describeTable.Table;
  const ProvisionedThroughput = { ReadCapacityUnits: 1, WriteCapacityUnits: 2 };
  const [table] = parseEntries({ Table: { ...provisioned, ProvisionedThroughput } }).tables;
  assert.is(table?.input.BillingMode, 'PROVISIONED');
  assert.equal(table?.input.ProvisionedThroughput, ProvisionedThroughput);
  const limits = { MaxReadRequestUnits: 10, MaxWriteRequestUnits: -1 };
  const [limited] = parseEntries({ Table: { ...describeTable.Table, OnDemandThroughput: limits } }).tables;
  assert.equal(limited?.input.OnDemandThroughput, limits);
});

test('takes CreateTable inputs as they are, alone or in a list with descriptions', () => {
  assert.equal(parseEntries(tableOf('films')).tables, [
    { location: 'entry 1 (films)', input: tableOf('films'), settings: [] },
  ]);
  const { tables } = parseEntries([tableOf('films'), describeTable, {}]);
  assert.equal(
    tables.map(({ location }) => location),
    ['entry 1 (films)', 'entry 2 (orders)', 'entry 3'],
  );
});

test('rejects an entry that is not an object', () => {
  assert.throws(() => parseEntries([tableOf('films'), 3]), 'entry 2: it is not a CreateTable request');
  assert.throws(() => parseEntries('films'), 'entry 1: it is not a CreateTable request');
});

test.run();
