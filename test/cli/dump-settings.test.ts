import * as assert from 'uvu/assert';
import { createServer } from '../../src/adapters/http/server.ts';
import { MemoryDynamoDb } from '../../src/adapters/memory/memory-dynamodb.ts';
import { ManualClock } from '../../src/adapters/memory/simulation/manual-clock.ts';
import { dump } from '../../src/cli/dump.ts';
import { load } from '../../src/cli/load.ts';
import type { DynamoDb } from '../../src/domain/dynamodb.ts';
import { suite } from '../support/suite.ts';
import { withFolder } from './running-cli.ts';

const test = suite('settings in a dump', { timeoutMs: 120_000 });

const TableName = 'orders';
const definition = {
  TableName,
  AttributeDefinitions: ['customer', 'status'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const })),
  KeySchema: [{ AttributeName: 'customer', KeyType: 'HASH' as const }],
};
const index = {
  IndexName: 'byStatus',
  KeySchema: [{ AttributeName: 'status', KeyType: 'HASH' as const }],
  Projection: { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: ['total'] },
};

for (const [billing, throughput] of [
  [
    'on-demand',
    (units: number) => ({
      OnDemandThroughput: { MaxReadRequestUnits: units, MaxWriteRequestUnits: units + 1 },
      WarmThroughput: { ReadUnitsPerSecond: 12_000 + units, WriteUnitsPerSecond: 4000 },
    }),
  ],
  [
    'provisioned',
    (units: number) => ({
      ProvisionedThroughput: { ReadCapacityUnits: units, WriteCapacityUnits: units + 1 },
      WarmThroughput: { ReadUnitsPerSecond: units, WriteUnitsPerSecond: units + 50 },
    }),
  ],
] as const) {
  test(`carries every setting of a table with ${billing} billing, from one engine to another and back`, () =>
    withFolder(async (path) => {
      const source = new MemoryDynamoDb();
      await source.execute('CreateTable', {
        ...definition,
        ...throughput(5),
        BillingMode: billing === 'on-demand' ? 'PAY_PER_REQUEST' : 'PROVISIONED',
        GlobalSecondaryIndexes: [{ ...index, ...throughput(7) }],
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
        SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'alias/films' },
        DeletionProtectionEnabled: true,
        TableClass: 'STANDARD_INFREQUENT_ACCESS',
        Tags: [{ Key: 'team', Value: 'films' }],
      });
      const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expires' };
      await source.execute('UpdateTimeToLive', { TableName, TimeToLiveSpecification });
      const there = await copied(source, path('there'));
      const back = await copied(there, path('back'));
      const expected = await settingsOf(source);
      assert.is(expected.length, 3);
      assert.equal(await settingsOf(there), expected);
      assert.equal(await settingsOf(back), expected);
    }));
}

test('carries no index that is being deleted, and no stream that is disabled', () =>
  withFolder(async (path) => {
    const clock = new ManualClock();
    const source = new MemoryDynamoDb({ clock, tableDelayMs: 1000 });
    const StreamSpecification = { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' as const };
    await source.execute('CreateTable', {
      ...definition,
      BillingMode: 'PAY_PER_REQUEST',
      GlobalSecondaryIndexes: [index],
      StreamSpecification,
    });
    clock.advance(1000);
    await source.execute('UpdateTable', { TableName, StreamSpecification: { StreamEnabled: false } });
    clock.advance(1000);
    const Delete = { IndexName: index.IndexName };
    await source.execute('UpdateTable', { TableName, GlobalSecondaryIndexUpdates: [{ Delete }] });
    const { Table: described } = await source.execute('DescribeTable', { TableName });
    assert.is(described?.GlobalSecondaryIndexes?.[0]?.IndexStatus, 'DELETING');
    const { Table } = await (await copied(source, path('dump'))).execute('DescribeTable', { TableName });
    assert.is(Table?.GlobalSecondaryIndexes, undefined);
    assert.is(Table?.LatestStreamArn, undefined);
    assert.equal(Table?.AttributeDefinitions, [{ AttributeName: 'customer', AttributeType: 'S' }]);
  }));

test.run();

/** Returns another database in memory, loaded from a dump of the first one. */
async function copied(source: DynamoDb, path: string): Promise<MemoryDynamoDb> {
  const target = new MemoryDynamoDb();
  const servers = [createServer(source, { port: 0 }), createServer(target, { port: 0 })] as const;
  const [from, to] = await Promise.all([servers[0].listen(), servers[1].listen()]);
  await dump(['--endpoint', from, '--to', path]);
  await load([path, '--endpoint', to]);
  await Promise.all(servers.map((server) => server.close()));
  return target;
}

/** Returns what clients can read of the settings of the table `orders`: descriptions, tags, time to live. */
async function settingsOf(db: DynamoDb): Promise<object[]> {
  const { Table } = await db.execute('DescribeTable', { TableName });
  const { Tags } = await db.execute('ListTagsOfResource', { ResourceArn: Table?.TableArn });
  const { TimeToLiveDescription } = await db.execute('DescribeTimeToLive', { TableName });
  const { LatestStreamArn, LatestStreamLabel, ...settings } = Table ?? {};
  assert.ok(LatestStreamArn?.endsWith(String(LatestStreamLabel)));
  return [withoutIdentity(settings), [Tags], [TimeToLiveDescription]];
}

function withoutIdentity(table: object = {}): object {
  const stable = Object.entries(table).filter(([name]) => !/Id$|DateTime$|BillingModeSummary/.test(name));
  return Object.fromEntries(stable);
}
