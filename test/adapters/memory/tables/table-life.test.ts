import * as assert from 'uvu/assert';
import { type Account, emptyAccount, tableOf, withTable } from '../../../../src/adapters/memory/account/account.ts';
import type { TableStatus } from '../../../../src/adapters/memory/account/table-details.ts';
import { runDueEvents } from '../../../../src/adapters/memory/event-handlers.ts';
import { availableTable } from '../../../../src/adapters/memory/tables/find-table.ts';
import {
  servesRequests,
  withStatus,
  withTableBeingCreated,
  withTableBeingDeleted,
} from '../../../../src/adapters/memory/tables/table-life.ts';
import { suite } from '../../../support/suite.ts';
import { plainEnvironment, tableNamed } from '../test-tables.ts';

const test = suite('life of a table');

const timing = { nowMs: 100, tableDelayMs: 10 };
const at = (nowMs: number) => ({ ...plainEnvironment, nowMs });

test('a table serves requests while it is ACTIVE or UPDATING', () => {
  const statuses: readonly TableStatus[] = ['CREATING', 'UPDATING', 'ACTIVE', 'DELETING'];
  assert.equal(statuses.filter(servesRequests), ['UPDATING', 'ACTIVE']);
  for (const status of statuses) {
    const account = withTable(emptyAccount(), tableNamed('things', status));
    if (servesRequests(status)) assert.is(availableTable(account, 'things').schema.name, 'things');
    else assert.throws(() => availableTable(account, 'things'), /Requested resource not found/);
  }
});

test('the indexes of a table share its status', () => {
  const keyTypes = { id: 'N', at: 'N' } as const;
  const index = { name: 'byTime', kind: 'global', key: { partition: ['at'], sort: [] }, keyTypes } as const;
  const table = tableNamed('things', 'CREATING', { indexes: [{ ...index, projection: { type: 'ALL' } }], keyTypes });
  assert.is(withStatus(table, 'DELETING').indexes[0]?.status, 'DELETING');
  const created = runDueEvents(withTableBeingCreated(emptyAccount(), withStatus(table, 'CREATING'), timing), at(110));
  assert.is(tableOf(created, 'things')?.indexes[0]?.status, 'ACTIVE');
});

test('a new table becomes ACTIVE after the delay, a deleted one disappears', () => {
  const creating = withTableBeingCreated(emptyAccount(), tableNamed('things', 'CREATING'), timing);
  assert.is(statusIn(runDueEvents(creating, at(109))), 'CREATING');
  const active = runDueEvents(creating, at(110));
  assert.is(statusIn(active), 'ACTIVE');
  const deleting = withTableBeingDeleted(active, tableNamed('things', 'DELETING'), { ...timing, nowMs: 110 });
  assert.is(statusIn(runDueEvents(deleting, at(119))), 'DELETING');
  assert.is(runDueEvents(deleting, at(120)).tables.size, 0);
});

test('without a delay, tables are created and deleted at once', () => {
  const atOnce = { nowMs: 0, tableDelayMs: 0 };
  const active = withTableBeingCreated(emptyAccount(), tableNamed('things', 'CREATING'), atOnce);
  assert.is(statusIn(active), 'ACTIVE');
  assert.is(withTableBeingDeleted(active, tableNamed('things', 'DELETING'), atOnce).tables.size, 0);
});

test('the end of a deletion does not remove a later table with the same name', () => {
  const deleting = withTableBeingDeleted(emptyAccount(), tableNamed('things', 'DELETING'), timing);
  const later = tableNamed('things');
  const account = withTable(deleting, { ...later, details: { ...later.details, id: 'another' } });
  assert.is(statusIn(runDueEvents(account, at(200))), 'ACTIVE');
});

test.run();

function statusIn(account: Account): TableStatus | undefined {
  return tableOf(account, 'things')?.details.status;
}
