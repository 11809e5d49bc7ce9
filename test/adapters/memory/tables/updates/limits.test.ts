import * as assert from 'uvu/assert';
import { suite } from '../../../../support/suite.ts';
import { thrownBy } from '../../thrown-by.ts';
import { creation, NotesTable, provisioned, units } from './open-table.ts';

const test = suite('limits of updates');

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const limit = 'LimitExceededException: Subscriber limit exceeded: ';
const atOnce = { tableDelayMs: 0 };

const tooManyDecreases = (count: number, last: string, next: string) =>
  `${limit}Provisioned throughput decreases are limited within a given UTC day. After the first 4 decreases, each subsequent decrease in the same UTC day can be performed at most once every 3600 seconds. Number of decreases today: ${count}. Last decrease at ${last}. Next decrease can be made at ${next}`;

test('after four decreases of a day, there is one an hour', async () => {
  const table = await NotesTable.open({ ...provisioned, ProvisionedThroughput: units(20, 5) }, atOnce);
  let read = 20;
  const decrease = () => {
    read -= 1;
    return { ProvisionedThroughput: units(read, 5) };
  };
  for (let count = 0; count < 4; count += 1) await table.update(decrease());
  const [last, next] = ['Saturday, July 25, 2026 10:48:20 AM UTC', 'Saturday, July 25, 2026 11:48:20 AM UTC'];
  await table.isRejected({ ProvisionedThroughput: units(10, 5) }, tooManyDecreases(4, last, next));
  table.clock.advance(hourMs - 1);
  await table.isRejected({ ProvisionedThroughput: units(10, 5) }, tooManyDecreases(4, last, next));
  table.clock.advance(1);
  await table.update(decrease());
  assert.is((await table.describe()).ProvisionedThroughput?.NumberOfDecreasesToday, 5);
  await table.isRejected(
    { ProvisionedThroughput: units(10, 5) },
    tooManyDecreases(5, next, 'Saturday, July 25, 2026 12:48:20 PM UTC'),
  );
});

test('decreases are counted by UTC day', async () => {
  const table = await NotesTable.open({ ...provisioned, ProvisionedThroughput: units(20, 5) }, atOnce);
  table.clock.advance(Date.UTC(2026, 6, 25, 23, 59, 59, 999) - table.clock.nowMs());
  for (const read of [19, 18, 17, 16]) await table.update({ ProvisionedThroughput: units(read, 5) });
  assert.is((await table.describe()).ProvisionedThroughput?.NumberOfDecreasesToday, 4);
  table.clock.advance(1);
  const { NumberOfDecreasesToday, LastDecreaseDateTime } = (await table.describe()).ProvisionedThroughput ?? {};
  assert.equal([NumberOfDecreasesToday, LastDecreaseDateTime], [0, new Date('2026-07-25T23:59:59.999Z')]);
  for (const read of [15, 14, 13, 12]) await table.update({ ProvisionedThroughput: units(read, 5) });
  await table.isRejected(
    { ProvisionedThroughput: units(10, 5) },
    tooManyDecreases(4, 'Sunday, July 26, 2026 12:00:00 AM UTC', 'Sunday, July 26, 2026 1:00:00 AM UTC'),
  );
});

test('a pair sent again after another client raised one of its values is a decrease', async () => {
  const table = await NotesTable.open(provisioned, atOnce);
  await table.update({ ProvisionedThroughput: units(6, 5) });
  await table.update({ ProvisionedThroughput: units(6, 8) });
  await table.update({ ProvisionedThroughput: units(6, 5) });
  assert.is((await table.describe()).ProvisionedThroughput?.NumberOfDecreasesToday, 1);
});

test('throughput that an update in progress adds counts for the quota of the account', async () => {
  const table = await NotesTable.open({ ...provisioned, ProvisionedThroughput: units(1, 1) });
  const names = ['notes', 'second', 'third'];
  for (const TableName of names.slice(1)) {
    await table.create({ ...provisioned, TableName, ProvisionedThroughput: units(1, 1) });
  }
  table.clock.advance(6000);
  const raise = (TableName = '', read = 40_000) =>
    table.db.execute('UpdateTable', { TableName, ProvisionedThroughput: units(read, 1) });
  await raise('notes');
  await raise('second', 39_999);
  assert.match(
    String(await thrownBy(raise('third', 3))),
    'Current ReadCapacityUnits reserved by the account: 80000. Limit: 80000. Requested: 2. ',
  );
  table.clock.advance(1000);
  await raise('notes', 39_998);
  assert.match(String(await thrownBy(raise('third', 2))), 'reserved by the account: 80000. ');
  table.clock.advance(1000);
  await raise('third', 3);
});

test('a table switches to on-demand billing four times in 24 hours', async () => {
  const table = await NotesTable.open(provisioned, atOnce);
  for (let count = 0; count < 4; count += 1) {
    await table.update({ BillingMode: 'PAY_PER_REQUEST' });
    await table.update(provisioned);
    table.clock.advance(hourMs);
  }
  await table.isRejected(
    { BillingMode: 'PAY_PER_REQUEST' },
    `${limit}Update to PayPerRequest mode are limited to 4 times in 1 day(s). Last update at Saturday, July 25, 2026 1:48:20 PM UTC. Next update can be made at Sunday, July 26, 2026 10:48:20 AM UTC`,
  );
  table.clock.advance(dayMs - 4 * hourMs);
  await table.update({ BillingMode: 'PAY_PER_REQUEST' });
});

test('on-demand billing of a table that has it is accepted and changes nothing', async () => {
  const table = await NotesTable.open({}, atOnce);
  const before = await table.describe();
  for (let count = 0; count < 5; count += 1) {
    assert.is((await table.update({ BillingMode: 'PAY_PER_REQUEST' })).TableStatus, 'ACTIVE');
  }
  assert.equal(await table.describe(), before);
});

test('the class of a table changes twice in 30 days', async () => {
  const table = await NotesTable.open({}, atOnce);
  await table.update({ TableClass: 'STANDARD' });
  await table.update({ TableClass: 'STANDARD_INFREQUENT_ACCESS' });
  table.clock.advance(hourMs);
  await table.update({ TableClass: 'STANDARD' });
  const tooMany = `${limit}Updates to TableClass are limited to 2 times in 30 day(s).`;
  await table.isRejected({ TableClass: 'STANDARD' }, tooMany);
  table.clock.advance(30 * dayMs - hourMs - 1);
  await table.isRejected({ TableClass: 'STANDARD_INFREQUENT_ACCESS' }, tooMany);
  table.clock.advance(1);
  await table.update({ TableClass: 'STANDARD_INFREQUENT_ACCESS' });
});

test('the encryption of a table changes four times in 24 hours, and then once in six hours', async () => {
  const table = await NotesTable.open({}, atOnce);
  const change = (Enabled: boolean) => table.update({ SSESpecification: { Enabled } });
  for (const isEnabled of [true, false, true, false]) await change(isEnabled);
  await table.isRejected(
    { SSESpecification: { Enabled: true } },
    `${limit}Encryption mode changes are limited in the 24h window ending at Saturday, July 25, 2026 10:48:20 AM UTC. After the first 4 change, each subsequent change in the same window can be performed at most once every 21600 seconds. Number of updates today: 4. Last change at Saturday, July 25, 2026 10:48:20 AM UTC. Next changes can be made at Saturday, July 25, 2026 4:48:20 PM UTC.`,
  );
  table.clock.advance(6 * hourMs);
  await change(true);
  table.clock.advance(18 * hourMs);
  for (const isEnabled of [false, true, false]) await change(isEnabled);
});

test('deletion protection changes every 15 seconds', async () => {
  const table = await NotesTable.open({ DeletionProtectionEnabled: true }, atOnce);
  await table.update({ DeletionProtectionEnabled: false });
  table.clock.advance(14_999);
  await table.isRejected(
    { DeletionProtectionEnabled: true },
    'ThrottlingException: Deletion protection setting for table notes modified within the previous 15000 milliseconds. Please try again after 2026-07-25T10:48:35.000Z',
  );
  table.clock.advance(1);
  await table.update({ DeletionProtectionEnabled: true });
});

test('the throughput of all tables and indexes has a quota', async () => {
  const table = await NotesTable.open({ ...provisioned, ProvisionedThroughput: units(40_000, 1) }, atOnce);
  const definition = creation('byColour').GlobalSecondaryIndexUpdates?.[0]?.Create;
  await table.update({
    ...creation('byColour'),
    GlobalSecondaryIndexUpdates: [
      {
        Create: {
          IndexName: '',
          KeySchema: [],
          Projection: {},
          ...definition,
          ProvisionedThroughput: units(39_990, 1),
        },
      },
    ],
  });
  const quota = (requested: number) =>
    `This request would have caused the ReadCapacityUnits limit to be exceeded for the account in us-east-1. Current ReadCapacityUnits reserved by the account: 79990. Limit: 80000. Requested: ${requested}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`;
  const others = {
    TableName: 'others',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' as const }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' as const }],
  };
  const create = (read: number) =>
    table.db.execute('CreateTable', { ...others, ProvisionedThroughput: units(read, 1) }).then(
      () => 'created',
      ({ message }: Error) => message,
    );
  assert.is(await create(11), quota(11));
  assert.is(await create(10), 'created');
  await table.update({
    GlobalSecondaryIndexUpdates: [{ Update: { IndexName: 'byColour', ProvisionedThroughput: units(39_980, 2) } }],
  });
  await table.isRejected(
    { GlobalSecondaryIndexUpdates: [{ Update: { IndexName: 'byColour', ProvisionedThroughput: units(39_991, 2) } }] },
    `LimitExceededException: ${quota(11)}`,
  );
});

test('warm and on-demand throughput without a value alone are no update', async () => {
  const table = await NotesTable.open({}, atOnce);
  const error = await thrownBy(table.update({ WarmThroughput: {}, OnDemandThroughput: {} }));
  assert.match(
    String(error),
    /^ValidationException: At least one of .* DeletionProtectionEnabled or TableClass is required$/,
  );
});

test('a KMS key can be given by its id, alias or ARN', async () => {
  const table = await NotesTable.open({}, atOnce);
  const arn = 'arn:aws:kms:us-east-1:000000000000:';
  const keys = [
    ['1234', `${arn}key/1234`],
    ['alias/films', `${arn}alias/films`],
    [`${arn}key/5678`, `${arn}key/5678`],
  ] as const;
  for (const [KMSMasterKeyId, expected] of keys) {
    await table.update({ SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId } });
    assert.is((await table.describe()).SSEDescription?.KMSMasterKeyArn, expected);
  }
  await table.update({ SSESpecification: { Enabled: true } });
  const withDefault = await table.describe();
  await table.isRejected(
    { SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'alias/aws/dynamodb' } },
    'ValidationException: One or more parameter values were invalid: Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key',
  );
  assert.match(String(withDefault.SSEDescription?.KMSMasterKeyArn), /:key\/[0-9a-f-]{36}$/);
});

test('members that are not implemented are named, after the checks of the service', async () => {
  const table = await NotesTable.open({}, atOnce);
  const changes = {
    ReplicaUpdates: [{ Create: { RegionName: 'us-west-2' } }],
    GlobalTableWitnessUpdates: [{ Create: { RegionName: 'us-west-2' } }],
    MultiRegionConsistency: 'STRONG',
    GlobalTableSettingsReplicationMode: 'ENABLED',
    DisassociationProtectionEnabled: true,
    VectorIndexUpdates: [],
  } as const;
  for (const [member, value] of Object.entries(changes)) {
    await table.isRejected(
      { [member]: value },
      `NotImplementedError: UpdateTable with ${member} is not implemented by this adapter`,
    );
  }
  await table.isRejected(
    { ReplicaUpdates: [...changes.ReplicaUpdates], TableClass: 'STANDARD' },
    'ValidationException: One or more parameter values were invalid: TableClass modification must be the only operation in the request',
  );
  await table.isRejected(
    { ReplicaUpdates: [] },
    "ValidationException: 1 validation error detected: Value '[]' at 'replicaUpdates' failed to satisfy constraint: Member must have length greater than or equal to 1",
  );
});

test.run();
