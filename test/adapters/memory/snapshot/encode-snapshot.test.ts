import { decodeSnapshot, encodeSnapshot, ManualClock, MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import type { Input, Item } from '../../../../src/domain/dynamodb.ts';
import { DynarepoError } from '../../../../src/domain/errors.ts';
import { tokenLifetimeMs } from '../../../../src/domain/limits.ts';
import { setAttribute } from '../../../../src/domain/values/attribute-value.ts';
import { suite } from '../../../support/suite.ts';

const test = suite('encoded snapshot');

const orders: Input<'CreateTable'> = {
  TableName: 'orders',
  AttributeDefinitions: [
    { AttributeName: 'id', AttributeType: 'S' },
    { AttributeName: '__proto__', AttributeType: 'B' },
  ],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'odd',
      KeySchema: [{ AttributeName: '__proto__', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['list'] },
      ProvisionedThroughput: { ReadCapacityUnits: 3, WriteCapacityUnits: 4 },
    },
  ],
  ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 2 },
};

const gone: Input<'CreateTable'> = {
  TableName: 'gone',
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  BillingMode: 'PAY_PER_REQUEST',
  TableClass: 'STANDARD',
};

const item: Item = { id: { S: 'a\ud800' }, list: { L: [{ BS: [new Uint8Array([1]), new Uint8Array([2, 255])] }] } };
setAttribute(item, '__proto__', { B: new Uint8Array([0]) });

/** A database with two tables, one of which is DELETING. */
async function opened(clock: ManualClock = new ManualClock(1000)): Promise<MemoryDynamoDb> {
  const db = new MemoryDynamoDb({ clock, tableDelayMs: 10 });
  await db.execute('CreateTable', gone);
  await db.execute('CreateTable', orders);
  clock.advance(10);
  await db.execute('PutItem', { TableName: 'orders', Item: item });
  await db.execute('DeleteTable', { TableName: 'gone' });
  return db;
}

const statistics = '{"period":0,"table":{"itemCount":0,"sizeBytes":0},"indexes":{"odd":{"itemCount":0,"sizeBytes":0}}}';
const keyTypes = '{"id":"S","__proto__":"B"}';
const lines = [
  '{"dynarepo snapshot":1}',
  '{"room":"counters"}',
  '{"counters":{"requests":4,"tablesCreated":2,"eventsScheduled":3,"streamsCreated":0}}',
  '{"room":"agenda"}',
  '{"event":{"key":{"dueMs":1020,"sequenceNumber":3},"value":{"kind":"table deleted","tableName":"gone","tableId":"00000000-0000-4000-8000-000000000001"}}}',
  '{"room":"tables"}',
  '{"table":{"schema":{"name":"gone","key":{"partition":["id"],"sort":[]},"keyTypes":{"id":"S"}},"details":{"status":"DELETING","id":"00000000-0000-4000-8000-000000000001","arn":"arn:aws:dynamodb:us-east-1:000000000000:table/gone","createdAtMs":1000,"billing":{"mode":"PAY_PER_REQUEST"},"tableClass":"STANDARD","deletionProtection":false}}}',
  `{"table":{"schema":{"name":"orders","key":{"partition":["id"],"sort":[]},"keyTypes":${keyTypes}},"details":{"status":"ACTIVE","id":"00000000-0000-4000-8000-000000000002","arn":"arn:aws:dynamodb:us-east-1:000000000000:table/orders","createdAtMs":1000,"billing":{"mode":"PROVISIONED","capacity":{"read":1,"write":2},"indexCapacity":{"odd":{"read":3,"write":4}}},"deletionProtection":false,"statistics":${statistics}}}}`,
  `{"index":{"schema":{"name":"odd","kind":"global","key":{"partition":["__proto__"],"sort":[]},"keyTypes":${keyTypes},"projection":{"type":"INCLUDE","attributes":["list"]}},"status":"ACTIVE"}}`,
  '{"item":{"id":{"S":"a\\ud800"},"list":{"L":[{"BS":["AQ==","Av8="]}]},"__proto__":{"B":"AA=="}}}',
  '{"room":"streams"}',
  '{"room":"tokens"}',
  '{"end":12}',
];

test('has a line for each room, table, index and item, and the same lines for the same account', async () => {
  assert.equal([...encodeSnapshot((await opened()).snapshot())], lines);
  assert.equal([...encodeSnapshot((await opened()).snapshot())], lines);
});

test('is decoded to the same account, with its indexes and what is due, and leaves further lines alone', async () => {
  const clock = new ManualClock(1010);
  const db = new MemoryDynamoDb({ clock });
  const rest = [...lines.map((line) => `${line}\n`), 'more', 'and more'][Symbol.iterator]();
  db.restore(decodeSnapshot({ [Symbol.iterator]: () => rest }));
  assert.equal([...rest], ['more', 'and more']);
  const original = await opened();
  for (const TableName of ['orders', 'gone']) {
    const [found, expected] = [db, original].map((each) => each.execute('DescribeTable', { TableName }));
    assert.equal(await found, { ...(await expected), requestId: (await found)?.requestId });
  }
  const scans = [db, original].map((each) => each.execute('Scan', { TableName: 'orders', IndexName: 'odd' }));
  const [found, expected] = (await Promise.all(scans)).map(({ Items }) => JSON.stringify(Items));
  assert.is(found, expected);
  clock.advance(10);
  assert.equal((await db.execute('ListTables', {})).TableNames, ['orders']);
});

test('from before tables could be updated is decoded too', () => {
  const before = lines.map((line) => line.replace(`,"statistics":${statistics}`, ''));
  assert.is.not(before.join(), lines.join());
  const db = new MemoryDynamoDb();
  db.restore(decodeSnapshot(before));
  assert.equal([...encodeSnapshot(db.snapshot())], before);
});

test('has an update in progress, and what it changes when it ends', async () => {
  const clock = new ManualClock(1000);
  const db = await opened(clock);
  const capacity = { ReadCapacityUnits: 7, WriteCapacityUnits: 2 };
  await db.execute('UpdateTable', { TableName: 'orders', ProvisionedThroughput: capacity });
  const restored = new MemoryDynamoDb({ clock });
  restored.restore(decodeSnapshot(encodeSnapshot(db.snapshot())));
  const describe = async () => (await restored.execute('DescribeTable', { TableName: 'orders' })).Table;
  assert.is((await describe())?.TableStatus, 'UPDATING');
  clock.advance(10);
  const table = await describe();
  assert.equal([table?.TableStatus, table?.ProvisionedThroughput?.ReadCapacityUnits], ['ACTIVE', 7]);
});

test('has the tags of a table, if there are any', async () => {
  const db = new MemoryDynamoDb();
  await db.execute('CreateTable', {
    ...gone,
    Tags: [
      { Key: 'team', Value: 'films' },
      { Key: '__proto__', Value: '' },
    ],
  });
  const encoded = [...encodeSnapshot(db.snapshot())];
  assert.ok(encoded.some((line) => line.includes('"tags":{"team":"films","__proto__":""}')));
  db.restore(decodeSnapshot(encoded));
  assert.equal([...encodeSnapshot(db.snapshot())], encoded);
});

test('has the tokens of transactions: a decoded account executes none twice, and forgets them at the same time', async () => {
  const clock = new ManualClock(1000);
  const db = await opened(clock);
  const add = { TableName: 'orders', Key: { id: { S: 'n' } }, UpdateExpression: 'ADD n :one' };
  const transaction = {
    TransactItems: [{ Update: { ...add, ExpressionAttributeValues: { ':one': { N: '1' } } } }],
    ClientRequestToken: 'token',
  };
  await db.execute('TransactWriteItems', transaction);
  const encoded = [...encodeSnapshot(db.snapshot())];
  assert.match(
    encoded.at(-2) ?? '',
    /^\{"token":\{"key":"token","value":\{"fingerprint":"[^"]+","sizesBytes":\[6\]\}\}\}$/,
  );
  const decoded = new MemoryDynamoDb({ clock });
  decoded.restore(decodeSnapshot(encoded));
  assert.equal([...encodeSnapshot(decoded.snapshot())], encoded);
  const count = async () => {
    await decoded.execute('TransactWriteItems', transaction);
    return (await decoded.execute('GetItem', { TableName: 'orders', Key: add.Key })).Item?.n?.N;
  };
  assert.is(await count(), '1');
  clock.advance(tokenLifetimeMs - 1);
  assert.is(await count(), '1');
  clock.advance(1);
  assert.is(await count(), '2');
});

test('of an empty account is decoded too, and one from a time without some of the rooms', async () => {
  const nothing = ['{"dynarepo snapshot":1}', '{"end":1}'];
  const db = new MemoryDynamoDb();
  const before = db.snapshot();
  await db.execute('CreateTable', gone);
  db.restore(decodeSnapshot(nothing));
  assert.equal([...encodeSnapshot(db.snapshot())], [...encodeSnapshot(before)]);
});

test('from a time before streams is decoded', () => {
  const older = lines
    .filter((line) => line !== '{"room":"streams"}')
    .map((line) => line.replace(',"streamsCreated":0', ''));
  const db = new MemoryDynamoDb();
  db.restore(decodeSnapshot(older.with(-1, '{"end":11}')));
  assert.equal([...encodeSnapshot(db.snapshot())], lines);
});

const [table = '', index = '', stored = ''] = lines.slice(7, 10);
const damages: readonly (readonly [string, (lines: string[]) => readonly string[], string])[] = [
  ['nothing', () => [], 'line 1 of the snapshot: the line is missing'],
  ['an empty line', () => [''], 'line 1 of the snapshot: the line is not JSON'],
  ['another first line', () => ['{"dynarepo":1}'], 'line 1 of the snapshot: no snapshot begins with it'],
  [
    'a later version',
    () => ['{"dynarepo snapshot":2}'],
    'line 1 of the snapshot: it was written by a later dynarepo, in format 2',
  ],
  ['no end', (all) => all.slice(0, -1), 'line 13 of the snapshot: the line is missing'],
  ['half a line', (all) => [...all.slice(0, 9), stored.slice(0, 30)], 'line 10 of the snapshot: the line is not JSON'],
  ['a list', (all) => all.with(4, '[]'), 'line 5 of the snapshot: the line is not an object'],
  ['two members', (all) => all.with(9, '{"item":{},"table":{}}'), 'line 10 of the snapshot: the line has not exactly'],
  ['a line less', (all) => all.toSpliced(9, 1), 'line 12 of the snapshot: it counts 12 lines before it, not 11'],
  ['an unknown room', (all) => all.with(3, '{"room":"attic"}'), 'line 4 of the snapshot: unknown room: "attic"'],
  [
    'a room twice',
    (all) => all.toSpliced(10, 0, '{"room":"agenda"}'),
    'line 11 of the snapshot: unknown room: "agenda"',
  ],
  [
    'another kind of line',
    (all) => all.with(9, '{"event":{}}'),
    'line 10 of the snapshot: unknown kind of line: event',
  ],
  ['no counters', (all) => all.with(2, '{"counters":{}}'), 'line 3 of the snapshot: counters.requests is not a count'],
  [
    'counters twice',
    (all) => all.toSpliced(2, 0, lines[2] ?? ''),
    'line 4 of the snapshot: counters is out of order or repeated',
  ],
  [
    'an event twice',
    (all) => all.toSpliced(4, 0, lines[4] ?? ''),
    'line 6 of the snapshot: event is out of order or repeated',
  ],
  [
    'an unknown event',
    (all) => all.with(4, (lines[4] ?? '').replace('table deleted', 'sunrise')),
    'line 5 of the snapshot: event.value.kind is not one of ',
  ],
  ['a table twice', (all) => all.toSpliced(8, 0, table), 'line 9 of the snapshot: table is out of order or repeated'],
  ['an index twice', (all) => all.toSpliced(9, 0, index), 'line 10 of the snapshot: index is out of order or repeated'],
  ['an index last', (all) => all.toSpliced(10, 0, index), 'line 11 of the snapshot: index is out of order or repeated'],
  ['an item twice', (all) => all.toSpliced(9, 0, stored), 'line 11 of the snapshot: item is out of order or repeated'],
  ['an item first', (all) => all.toSpliced(6, 0, stored), 'line 7 of the snapshot: item is out of order or repeated'],
  [
    'an unknown member',
    (all) => all.with(7, table.replace('"arn"', '"urn"')),
    'line 8 of the snapshot: table.details has the unknown member urn',
  ],
  [
    'a wrong status',
    (all) => all.with(8, index.replace('ACTIVE', 'active')),
    'line 9 of the snapshot: index.status is not one of CREATING, UPDATING, ACTIVE, DELETING',
  ],
  [
    'a wrong list',
    (all) => all.with(8, index.replace('["list"]', '"list"')),
    'line 9 of the snapshot: index.schema.projection.attributes is not a list',
  ],
  [
    'a wrong element',
    (all) => all.with(8, index.replace('["list"]', '["list",1]')),
    'line 9 of the snapshot: index.schema.projection.attributes[1] is not a text',
  ],
  [
    'bytes that are none',
    (all) => all.with(9, stored.replace('AQ==', 'AQ=')),
    'line 10 of the snapshot: item has bytes that are not base64',
  ],
  [
    'a value of a wrong type',
    (all) => all.with(9, stored.replace('{"L":[', '{"L":[5,')),
    'line 10 of the snapshot: item has a value of a wrong type',
  ],
  [
    'a malformed number',
    (all) => all.with(9, stored.replace('{"L":[', '{"L":[{"N":"x"},')),
    'line 10 of the snapshot: item: The parameter cannot be converted to a numeric value: x',
  ],
  [
    'an item without its key',
    (all) => all.with(9, stored.replace('"id"', '"di"')),
    'line 10 of the snapshot: item: One or more parameter values were invalid: Missing the key id in the item',
  ],
  [
    'an item that nests deeply',
    (all) => all.with(9, `{"item":{"id":${'{"M":{"a":'.repeat(50_000)}{"B":"?"}${'}}'.repeat(50_000)}}}`),
    'line 10 of the snapshot: item',
  ],
];
for (const [what, damage, message] of damages) {
  test(`with ${what} is rejected, by the number of its line`, () => {
    try {
      decodeSnapshot(damage([...lines]));
      assert.unreachable();
    } catch (error) {
      if (!(error instanceof DynarepoError)) throw error;
      assert.is(error.code, 'BAD_INPUT');
      assert.is(error.message.slice(0, message.length), message);
    }
  });
}

test.run();
