import * as assert from 'uvu/assert';
import { longestExpiryMs, timeToLiveIntervalMs } from '../../../../src/domain/limits.ts';
import { comparisonCount } from '../../../../src/domain/values/comparison-count.ts';
import { suite } from '../../../support/suite.ts';
import { thrownBy } from '../thrown-by.ts';
import { ExpiringItems, sessions, startSeconds } from './expiring-items.ts';

const test = suite('time to live');

const minute = 60_000;
const tooSoon = 'ValidationException: Time to live has been modified multiple times within a fixed interval';

test('deletes an item from the table and its index ten minutes after its expiry', async () => {
  const { clock, put, ids } = bound(await ExpiringItems.open());
  await put('a', 60);
  await put('b', 90);
  await put('never', 1e9);
  clock.advance(11 * minute - 1);
  assert.is(await ids(), 'a b never');
  clock.advance(1);
  assert.is(await ids(), 'b never');
  clock.advance(minute);
  assert.is(await ids(), 'never');
});

test('deletes an item that had expired when it was written after the delay too', async () => {
  const { clock, put, ids } = bound(await ExpiringItems.open({ sweepDelayMs: 1000 }));
  await put('a', -3600);
  clock.advance(999);
  assert.is(await ids(), 'a');
  clock.advance(1);
  assert.is(await ids(), '');
});

test('deletes at the expiry without a delay, by the time of the latest version of the item', async () => {
  const { clock, put, ids } = bound(await ExpiringItems.open({ sweepDelayMs: 0 }));
  await put('a', 10);
  await put('b', 20);
  clock.advance(9999);
  assert.is(await ids(), 'a b');
  await put('a', 30);
  clock.advance(1);
  assert.is(await ids(), 'a b');
  await put('b', 15);
  clock.advance(5000);
  assert.is(await ids(), 'a');
  clock.advance(15_000);
  assert.is(await ids(), '');
});

const values: readonly (readonly [string, Parameters<ExpiringItems['putValue']>[1], isDeleted: boolean])[] = [
  ['a number of seconds', { N: String(startSeconds - 1) }, true],
  ['a fraction', { N: `${startSeconds - 1}.5` }, true],
  ['an exponent', { N: '1.7e9' }, true],
  ['the present second', { N: String(startSeconds) }, true],
  ['the next millisecond', { N: `${startSeconds}.001` }, false],
  ['milliseconds', { N: String(startSeconds * 1000) }, false],
  ['just five years ago', { N: String(startSeconds - longestExpiryMs / 1000) }, true],
  ['more than five years ago', { N: String(startSeconds - longestExpiryMs / 1000 - 1) }, false],
  ['zero', { N: '0' }, false],
  ['a negative number', { N: '-1' }, false],
  ['a text', { S: String(startSeconds - 1) }, false],
  ['a set of numbers', { NS: [String(startSeconds - 1)] }, false],
  ['a number in a map', { M: { expires: { N: String(startSeconds - 1) } } }, false],
  ['a number in a list', { L: [{ N: String(startSeconds - 1) }] }, false],
  ['null', { NULL: true }, false],
];
for (const [what, value, isDeleted] of values) {
  test(`${isDeleted ? 'deletes' : 'keeps'} an item whose attribute is ${what}`, async () => {
    const { db, putValue, ids } = bound(await ExpiringItems.open());
    await putValue('a', value);
    assert.is(db.sweepExpiredItems(), isDeleted ? 1 : 0);
    assert.is(await ids(), isDeleted ? '' : 'a');
  });
}

test('five years are counted when an item is deleted, not when it is written', async () => {
  const { clock, put, ids } = bound(await ExpiringItems.open({ sweepDelayMs: 1000 }));
  await put('a', -longestExpiryMs / 1000);
  clock.advance(1001);
  assert.is(await ids(), 'a');
});

test('an expired item can be read, updated and kept alive until it is deleted', async () => {
  const { clock, db, put, ids } = bound(await ExpiringItems.open());
  await put('a', 1);
  clock.advance(5 * minute);
  await db.execute('UpdateItem', {
    TableName: 'sessions',
    Key: { id: { S: 'a' } },
    UpdateExpression: 'SET expires = expires + :day',
    ConditionExpression: 'attribute_exists(id)',
    ExpressionAttributeValues: { ':day': { N: '86400' } },
  });
  clock.advance(60 * minute);
  assert.is(await ids(), 'a');
  await db.execute('UpdateItem', {
    TableName: 'sessions',
    Key: { id: { S: 'a' } },
    UpdateExpression: 'REMOVE expires',
  });
  clock.advance(30 * 24 * 60 * minute);
  assert.is(await ids(), 'a');
});

test('finds the items that are there when it is enabled, and none after it was disabled', async () => {
  const items = new ExpiringItems({ sweepDelayMs: 1000 });
  const { clock, db, put, ids, change } = bound(items);
  await db.execute('CreateTable', sessions);
  await put('a', -10);
  await put('b', 10);
  clock.advance(minute);
  assert.is(await ids(), 'a b');
  await change(true);
  clock.advance(1000);
  assert.is(await ids(), '');
  await put('c', 3600);
  clock.advance(timeToLiveIntervalMs);
  await change(false);
  clock.advance(24 * 60 * minute);
  assert.is(await ids(), 'c');
  assert.is(db.sweepExpiredItems(), 0);
  await change(true, 'other');
  assert.is(db.sweepExpiredItems(), 0);
  assert.is(await items.description(), 'ENABLED other');
});

test('works for a key attribute', async () => {
  const { clock, db } = new ExpiringItems({ sweepDelayMs: 0 });
  const [AttributeName, TableName] = ['at', 'events'];
  await db.execute('CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName, AttributeType: 'N' }],
    KeySchema: [{ AttributeName, KeyType: 'HASH' }],
  });
  await db.execute('UpdateTimeToLive', { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName } });
  await db.execute('PutItem', { TableName, Item: { at: { N: String(startSeconds + 1) } } });
  clock.advance(1000);
  assert.is((await db.execute('Scan', { TableName })).Count, 0);
});

test('can be changed again after half an hour, and a rejected change does not count', async () => {
  const { clock, change } = bound(await ExpiringItems.open());
  clock.advance(timeToLiveIntervalMs - 1);
  assert.is(String(await thrownBy(change(false))), tooSoon);
  clock.advance(1);
  await change(false);
  assert.is(String(await thrownBy(change(true))), tooSoon);
  assert.match(String(await thrownBy(change(false))), 'TimeToLive is already disabled');
});

test('is ENABLING and DISABLING for the delay of tables, and deletes items while it is DISABLING', async () => {
  const items = new ExpiringItems({ tableDelayMs: 1000, sweepDelayMs: 100 });
  const { clock, db, put, ids, change } = bound(items);
  await db.execute('CreateTable', sessions);
  const noTable = 'ResourceNotFoundException: Requested resource not found: Table: sessions not found';
  assert.is(String(await thrownBy(change(true))), noTable);
  const state = (status: string) =>
    `ValidationException: Cannot describe time to live while table is in ${status} state: Current table state is ${status}`;
  assert.is(String(await thrownBy(items.description())), state('CREATING'));
  clock.advance(1000);
  await put('a', -1);
  await change(true);
  assert.is(await items.description(), 'ENABLING expires');
  assert.match(String(await thrownBy(change(true))), 'TimeToLive is already enabled');
  assert.is(String(await thrownBy(change(false))), tooSoon);
  clock.advance(999);
  assert.is(await ids(), 'a');
  assert.is(await items.description(), 'ENABLING expires');
  clock.advance(1);
  assert.is(await items.description(), 'ENABLED expires');
  clock.advance(100);
  assert.is(await ids(), '');
  clock.advance(timeToLiveIntervalMs);
  await put('b', -1);
  await change(false);
  assert.is(await items.description(), 'DISABLING expires');
  assert.is(String(await thrownBy(change(true))), tooSoon);
  clock.advance(100);
  assert.is(await ids(), '');
  clock.advance(900);
  assert.is(await items.description(), 'DISABLED');
  clock.advance(timeToLiveIntervalMs);
  await db.execute('DeleteTable', { TableName: 'sessions' });
  assert.is(String(await thrownBy(items.description())), state('DELETING'));
  await change(true);
});

test('a deleted table leaves no sweep for a later one of the same name', async () => {
  const { clock, db, put, ids, change } = bound(await ExpiringItems.open({ sweepDelayMs: 0 }));
  await put('a', 10);
  await db.execute('DeleteTable', { TableName: 'sessions' });
  await db.execute('CreateTable', sessions);
  await put('a', 10);
  clock.advance(20_000);
  assert.is(await ids(), 'a');
  await change(true);
  assert.is(await ids(), '');
});

test('a sweep charges nothing, and does not look at items that have not expired', async () => {
  const { db, put, ids } = bound(await ExpiringItems.open());
  for (let id = 0; id < 2000; id += 1) await put(`later ${id}`, 1e6 + id);
  await put('a', -1);
  const before = comparisonCount.value;
  assert.is(db.sweepExpiredItems(), 1);
  const comparisons = comparisonCount.value - before;
  assert.ok(comparisons < 200, `${comparisons} comparisons`);
  assert.not((await ids()).includes('a '));
});

for (const sweepDelayMs of [-1, Number.NaN, Number.POSITIVE_INFINITY, '5' as never]) {
  test(`rejects a sweep delay of ${sweepDelayMs}`, () => {
    const expected = /^the option sweepDelayMs of MemoryDynamoDb must be a finite number of milliseconds, 0 or more$/;
    assert.throws(() => new ExpiringItems({ sweepDelayMs }), expected);
  });
}

test.run();

/** The members of a subject, with bound methods. */
function bound(items: ExpiringItems) {
  const { clock, db } = items;
  return {
    clock,
    db,
    put: items.put.bind(items),
    putValue: items.putValue.bind(items),
    ids: items.ids.bind(items),
    change: items.change.bind(items),
  };
}
