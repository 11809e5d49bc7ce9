import * as assert from 'uvu/assert';
import { type Account, emptyAccount, withNewOwner } from '../../../../src/adapters/memory/account/account.ts';
import type { AccountEvent } from '../../../../src/adapters/memory/account/account-event.ts';
import { dueEvent } from '../../../../src/adapters/memory/account/agenda.ts';
import { schedule } from '../../../../src/adapters/memory/account/schedule.ts';
import { runDueEvents } from '../../../../src/adapters/memory/event-handlers.ts';
import { walk } from '../../../../src/adapters/memory/storage/ordered-map.ts';
import { suite } from '../../../support/suite.ts';
import { plainEnvironment } from '../test-tables.ts';

const test = suite('agenda');

const at = (nowMs: number) => ({ ...plainEnvironment, nowMs });

test('orders events by due time, then by the order in which they were scheduled', () => {
  const account = scheduled(['c', 30], ['a', 10], ['b1', 20], ['b2', 20]);
  assert.equal(namesIn(account), ['a', 'b1', 'b2', 'c']);
});

test('an event is due at its time, not before', () => {
  const account = scheduled(['a', 10]);
  assert.is(dueEvent(account.agenda, 9), undefined);
  assert.equal(dueEvent(account.agenda, 10)?.time, { dueMs: 10, sequenceNumber: 1 });
});

test('an account whose next event is not due is returned as it is', () => {
  const account = scheduled(['a', 10]);
  assert.is(runDueEvents(account, at(9)), account);
});

test('removes events after they run, even those without a subject', () => {
  const after = runDueEvents(scheduled(['a', 10], ['b', 20], ['c', 30]), at(20));
  assert.equal(namesIn(after), ['c']);
});

test('a kept account does not see later events', () => {
  const kept = scheduled(['a', 10]);
  runDueEvents(schedule(withNewOwner(kept), 5, event('b')), at(10));
  assert.equal(namesIn(kept), ['a']);
});

test.run();

function scheduled(...events: readonly (readonly [string, number])[]): Account {
  return events.reduce((account, [name, dueMs]) => schedule(account, dueMs, event(name)), emptyAccount());
}

function event(tableName: string): AccountEvent {
  return { kind: 'table created', tableName, tableId: tableName };
}

function namesIn({ agenda }: Account): string[] {
  const names: string[] = [];
  walk(agenda, {}, (each) => names.push('tableName' in each ? each.tableName : '') > 0);
  return names;
}
