import { AbortedError, type DynamoDb, ServiceError, TimeoutError } from 'dynarepo';
import type { TableDescription } from 'dynarepo/types';
import * as assert from 'uvu/assert';
import { toConnection } from '../../src/repositories/connection.ts';
import { findTable, waitUntilActive, waitUntilGone } from '../../src/repositories/table-wait.ts';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { thrown } from './open-repository.ts';

const test = suite('waiting for tables');

const active: TableDescription = { TableStatus: 'ACTIVE', ItemCount: 1 };
const creating: TableDescription = { TableStatus: 'CREATING' };

/** Creates a database that reports these states in order, then the last one; `undefined`: the table does not exist. */
function reporting(states: readonly (TableDescription | undefined)[]) {
  const slept: number[] = [];
  const left = [...states];
  const execute = async () => {
    const Table = left.length > 1 ? left.shift() : left[0];
    if (Table === undefined) throw new ServiceError('ResourceNotFoundException', 'not found');
    return { Table };
  };
  const db: DynamoDb = { execute: execute as DynamoDb['execute'] }; // only DescribeTable is called
  const connection = toConnection(db, { retry: { clock: instantClock(slept), deadlineMs: 0 } });
  return { connection, slept };
}

const readiness: readonly (readonly [
  what: string,
  states: readonly (TableDescription | undefined)[],
  waits: number,
])[] = [
  ['is ready', [active], 0],
  ['is being created', [creating, creating, active], 2],
  ['the service does not know at first', [undefined, creating, active], 2],
  ['is being changed', [{ TableStatus: 'UPDATING' }, active], 1],
  [
    'has an index that is being created',
    [{ ...active, GlobalSecondaryIndexes: [{ IndexStatus: 'ACTIVE' }, { IndexStatus: 'CREATING' }] }, active],
    1,
  ],
  ['has indexes that are ready', [{ ...active, GlobalSecondaryIndexes: [{ IndexStatus: 'ACTIVE' }] }], 0],
  ['has local indexes, which have no status', [{ ...active, LocalSecondaryIndexes: [{ IndexName: 'a' }] }], 0],
];
for (const [what, states, waits] of readiness) {
  test(`waits ${waits} times for a table that ${what}, and returns its description`, async () => {
    const { connection, slept } = reporting(states);
    assert.is((await waitUntilActive(connection, 'films')).ItemCount, 1);
    assert.is(slept.length, waits);
  });
}

test('waits until a table that is being deleted no longer exists', async () => {
  const { connection, slept } = reporting([active, { TableStatus: 'DELETING' }, undefined]);
  await waitUntilGone(connection, 'films');
  assert.is(slept.length, 2);
});

test('delays double up to one second, and the last one ends at the timeout', async () => {
  const { connection, slept } = reporting([creating]);
  const error = await thrown(TimeoutError, () => waitUntilActive(connection, 'films', { timeoutMs: 4000 }));
  assert.is(error.message, 'table films is not active after 4000 ms: table CREATING');
  assert.equal(slept, [100, 200, 400, 800, 1000, 1000, 500]);
});

test('a table that still exists after five minutes is an error', async () => {
  const { connection } = reporting([active]);
  const error = await thrown(TimeoutError, () => waitUntilGone(connection, 'films'));
  assert.is(error.message, 'table films still exists after 300000 ms');
  assert.is(connection.retry.clock.nowMs(), 300_000);
});

test('a wait ends when it is aborted', async () => {
  const { connection } = reporting([creating]);
  await thrown(AbortedError, () => waitUntilActive(connection, 'films', { abortSignal: AbortSignal.abort() }));
});

test('a missing table is undefined, and any other error is thrown', async () => {
  assert.is(await findTable(reporting([undefined]).connection, 'films'), undefined);
  assert.equal(await findTable(reporting([creating]).connection, 'films'), creating);
  const execute = async () => {
    throw new ServiceError('AccessDeniedException', 'no');
  };
  const denied = toConnection({ execute }, { retry: false });
  assert.is((await thrown(ServiceError, () => findTable(denied, 'films'))).name, 'AccessDeniedException');
});

test.run();
