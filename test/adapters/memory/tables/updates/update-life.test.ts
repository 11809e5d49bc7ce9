import { decodeSnapshot, encodeSnapshot } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { suite } from '../../../../support/suite.ts';
import { errorOf } from '../../operations/orders.ts';
import { byColour, type Change, creation, deletion, NotesTable, provisioned, units } from './open-table.ts';

const test = suite('life of an update');

const inUse = 'ResourceInUseException: Attempt to change a resource which is still in use: ';
const onlyOne =
  'LimitExceededException: Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table';

test('throughput changes for a second, and shows its old value until then', async () => {
  const table = await NotesTable.open(provisioned);
  await table.update({ ProvisionedThroughput: units(6, 5) });
  table.clock.advance(999);
  const updating = await table.describe();
  assert.equal([updating.TableStatus, updating.ProvisionedThroughput?.ReadCapacityUnits], ['UPDATING', 5]);
  await table.put('a', 'red');
  await table.isRejected(
    { ProvisionedThroughput: units(7, 5) },
    `${inUse}Table IOPS are currently being updated. Table: notes`,
  );
  table.clock.advance(1);
  const active = await table.describe();
  assert.equal([active.TableStatus, active.ProvisionedThroughput?.ReadCapacityUnits], ['ACTIVE', 6]);
});

test('an index whose throughput changes is UPDATING too', async () => {
  const table = await NotesTable.open(provisioned);
  const definition = byColour.GlobalSecondaryIndexUpdates?.[0]?.Create;
  await table.update({
    ...byColour,
    GlobalSecondaryIndexUpdates: [
      { Create: { IndexName: 'x', KeySchema: [], Projection: {}, ...definition, ProvisionedThroughput: units(1, 1) } },
    ],
  });
  table.clock.advance(700_000);
  await table.update({
    GlobalSecondaryIndexUpdates: [{ Update: { IndexName: 'byColour', ProvisionedThroughput: units(2, 2) } }],
  });
  const statuses = async () => {
    const { TableStatus, GlobalSecondaryIndexes } = await table.describe();
    const [index] = GlobalSecondaryIndexes ?? [];
    return [TableStatus, index?.IndexStatus, index?.ProvisionedThroughput?.ReadCapacityUnits];
  };
  assert.equal(await statuses(), ['UPDATING', 'UPDATING', 1]);
  await table.scanIndex();
  table.clock.advance(1000);
  assert.equal(await statuses(), ['ACTIVE', 'ACTIVE', 2]);
});

test('a switch of billing mode takes longer, and shows at once', async () => {
  const table = await NotesTable.open();
  const updating = await table.update(provisioned);
  assert.equal([updating.TableStatus, updating.ProvisionedThroughput?.ReadCapacityUnits], ['UPDATING', 5]);
  await table.isRejected(
    { OnDemandThroughput: { MaxReadRequestUnits: 1 } },
    `${inUse}OnDemandThroughput cannot be updated while BillingMode update is in progress`,
  );
  table.clock.advance(129_999);
  assert.is(await table.status(), 'UPDATING');
  table.clock.advance(1);
  assert.is(await table.status(), 'ACTIVE');
});

test('a table class changes for five seconds, one change at a time', async () => {
  const table = await NotesTable.open();
  await table.update({ TableClass: 'STANDARD_INFREQUENT_ACCESS' });
  await table.isRejected(
    { TableClass: 'STANDARD' },
    `${inUse}Can't update table class when a table class update is in progress. Table: notes TableClassUpdateInProgress: STANDARD_INFREQUENT_ACCESS`,
  );
  await table.isRejected(byColour, `${inUse}Table: notes is being used.`);
  table.clock.advance(5000);
  assert.is((await table.describe()).TableClassSummary?.TableClass, 'STANDARD_INFREQUENT_ACCESS');
});

test('encryption changes for 22 seconds while the table is ACTIVE', async () => {
  const table = await NotesTable.open();
  await table.update({ SSESpecification: { Enabled: true } });
  const during = await table.describe();
  assert.equal([during.TableStatus, during.SSEDescription], ['ACTIVE', { Status: 'UPDATING' }]);
  await table.isRejected(
    { SSESpecification: { Enabled: false } },
    `${inUse}Server-Side Encryption is still being updated`,
  );
  await table.update({ TableClass: 'STANDARD_INFREQUENT_ACCESS' });
  table.clock.advance(22_000);
  const after = await table.describe();
  assert.equal([after.TableStatus, after.SSEDescription?.Status], ['ACTIVE', 'ENABLED']);
});

test('a new index is allocated first, and then backfilled while the table is ACTIVE', async () => {
  const table = await NotesTable.open();
  await table.put('a', 'red');
  await table.update(byColour);
  const phase = async () => {
    const { TableStatus, GlobalSecondaryIndexes } = await table.describe();
    const [index] = GlobalSecondaryIndexes ?? [];
    return [TableStatus, index?.IndexStatus, index?.Backfilling];
  };
  assert.equal(await phase(), ['UPDATING', 'CREATING', false]);
  const notThere = 'The table does not have the specified index: byColour';
  assert.is((await errorOf(table.scanIndex())).message, notThere);
  table.clock.advance(40_000);
  assert.equal(await phase(), ['ACTIVE', 'CREATING', true]);
  const notReady = 'Cannot read from backfilling global secondary index: byColour';
  assert.is((await errorOf(table.scanIndex())).message, notReady);
  await table.put('b', 'blue');
  table.clock.advance(600_000);
  assert.equal(await phase(), ['ACTIVE', 'ACTIVE', undefined]);
  assert.is((await table.scanIndex()).Count, 2);
});

test('while an index is allocated, other updates are rejected', async () => {
  const table = await NotesTable.open();
  await table.update(byColour);
  const rejected: readonly (readonly [Change, string])[] = [
    [
      deletion('byColour'),
      `${inUse}Index creation is in resource allocation phase. Retry deletion during backfilling phase or when the index is active. Table: notes Index: byColour`,
    ],
    [
      {
        GlobalSecondaryIndexUpdates: [
          { Update: { IndexName: 'byColour', OnDemandThroughput: { MaxReadRequestUnits: 1 } } },
        ],
      },
      `${inUse}Index is being created but is not backfilling yet.  Table: notes Index: byColour`,
    ],
    [provisioned, `${inUse}Can't change table IOPS when an index is being created. Table: notes Indexes: [byColour]`],
    [creation('another'), onlyOne],
    [deletion('another'), onlyOne],
    [{ TableClass: 'STANDARD' }, `${inUse}Table: notes is being used.`],
    [
      { DeletionProtectionEnabled: true },
      'ResourceInUseException: Table needs to be in ACTIVE status to modify deletion protection setting.',
    ],
  ];
  for (const [change, expected] of rejected) await table.isRejected(change, expected);
});

test('while an index is backfilled, the table can be updated, and the index deleted, but no other created', async () => {
  const table = await NotesTable.open();
  await table.update(byColour);
  table.clock.advance(40_000);
  await table.isRejected(creation('another'), onlyOne);
  await table.update({ OnDemandThroughput: { MaxReadRequestUnits: 1 } });
  table.clock.advance(1000);
  const { GlobalSecondaryIndexes } = await table.update(deletion('byColour'));
  assert.is(GlobalSecondaryIndexes?.[0]?.IndexStatus, 'DELETING');
  assert.equal(
    (await table.describe()).AttributeDefinitions?.map(({ AttributeName }) => AttributeName),
    ['id'],
  );
  await table.isRejected(deletion('byColour'), `${inUse}Index is being deleted. Table: notes Index: byColour`);
  await table.isRejected(creation('another'), onlyOne);
  assert.is((await errorOf(table.scanIndex())).name, 'ValidationException');
  table.clock.advance(40_000);
  assert.is((await table.describe()).GlobalSecondaryIndexes, undefined);
});

test('an index whose throughput changes while it is backfilled stays CREATING until the backfill ends', async () => {
  const table = await NotesTable.open();
  await table.put('a', 'red');
  await table.update(byColour);
  table.clock.advance(40_000);
  const OnDemandThroughput = { MaxReadRequestUnits: 5 };
  await table.update({ GlobalSecondaryIndexUpdates: [{ Update: { IndexName: 'byColour', OnDemandThroughput } }] });
  const index = async () => {
    const { IndexStatus, Backfilling, ...others } = (await table.describe()).GlobalSecondaryIndexes?.[0] ?? {};
    return [IndexStatus, Backfilling, others.OnDemandThroughput];
  };
  assert.equal(await index(), ['CREATING', true, OnDemandThroughput]);
  table.clock.advance(599_999);
  assert.equal(await index(), ['CREATING', true, OnDemandThroughput]);
  assert.match((await errorOf(table.scanIndex())).message, 'backfilling');
  table.clock.advance(1);
  assert.equal(await index(), ['ACTIVE', undefined, OnDemandThroughput]);
  assert.is((await table.scanIndex()).Count, 1);
});

test('warm throughput that stays the same is ACTIVE during another update, also in a restored snapshot', async () => {
  const table = await NotesTable.open();
  await table.update({ WarmThroughput: { ReadUnitsPerSecond: 13_000 } });
  assert.is((await table.describe()).WarmThroughput?.Status, 'UPDATING');
  table.clock.advance(1000);
  await table.update({ OnDemandThroughput: { MaxReadRequestUnits: 5 } });
  table.db.restore(await decodeSnapshot(encodeSnapshot(table.db.snapshot())));
  const { TableStatus, WarmThroughput } = await table.describe();
  assert.equal([TableStatus, WarmThroughput?.Status], ['UPDATING', 'ACTIVE']);
});

test('the end of a backfill does not concern a later index with the same name', async () => {
  const table = await NotesTable.open();
  await table.update(byColour);
  table.clock.advance(40_000);
  await table.update(deletion('byColour'));
  table.clock.advance(40_000);
  await table.update(byColour);
  const status = async () => (await table.describe()).GlobalSecondaryIndexes?.[0]?.IndexStatus;
  table.clock.advance(639_999);
  assert.is(await status(), 'CREATING');
  table.clock.advance(1);
  assert.is(await status(), 'ACTIVE');
});

test('a table is not deleted while it is updated', async () => {
  const table = await NotesTable.open();
  const remove = () => table.db.execute('DeleteTable', { TableName: 'notes' });
  const expectInUse = async (text: string) => assert.is(String(await errorOf(remove())), `${inUse}${text}`);
  await table.update({ TableClass: 'STANDARD_INFREQUENT_ACCESS' });
  await expectInUse('Table: notes is in the process of being updated.');
  table.clock.advance(5000);
  await table.update(byColour);
  await expectInUse('Cannot delete table while indexes are being created, updated, or deleted.');
  table.clock.advance(40_000);
  await expectInUse('Cannot delete table while indexes are being created, updated, or deleted.');
  table.clock.advance(600_000);
  await remove();
});

test('a table that is being created or deleted is not updated', async () => {
  const table = new NotesTable();
  await table.create();
  await table.isRejected(provisioned, `${inUse}Table is being created: notes`);
  const notActive = 'ResourceInUseException: Table needs to be in ACTIVE status to modify deletion protection setting.';
  await table.isRejected({ DeletionProtectionEnabled: true }, notActive);
  assert.is(String(await errorOf(table.create())), `${inUse}Table is being created: notes`);
  table.clock.advance(6000);
  await table.db.execute('DeleteTable', { TableName: 'notes' });
  await table.isRejected(provisioned, `${inUse}Table is being deleted: notes`);
  assert.is(String(await errorOf(table.create())), 'ResourceInUseException: Table already exists: notes');
});

test('the end of an update does not concern a later table with the same name', async () => {
  const table = await NotesTable.open({}, { tableDelayMs: 'service' });
  await table.update({ SSESpecification: { Enabled: true } });
  await table.db.execute('DeleteTable', { TableName: 'notes' });
  table.clock.advance(6000);
  await table.create();
  table.clock.advance(6000);
  await table.update({ SSESpecification: { Enabled: true } });
  table.clock.advance(10_000);
  assert.equal((await table.describe()).SSEDescription, { Status: 'UPDATING' });
});

test('each step takes the delay of the database', async () => {
  const table = await NotesTable.open({}, { tableDelayMs: 10 });
  await table.update(byColour);
  table.clock.advance(9);
  assert.is(await table.status(), 'UPDATING');
  table.clock.advance(1);
  assert.is((await table.describe()).GlobalSecondaryIndexes?.[0]?.Backfilling, true);
  table.clock.advance(10);
  assert.is((await table.describe()).GlobalSecondaryIndexes?.[0]?.IndexStatus, 'ACTIVE');
});

test.run();
