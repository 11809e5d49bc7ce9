import { attempt, entity, repository, string, TransactionError, transactWrite } from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { badInput, thrown } from './open-repository.ts';

const Seat = entity('Seat', {
  table: 'seats',
  attributes: { seat: string(), guest: string() },
  key: { partition: 'seat' },
});

const test = suite('attempt');

test('returns the value or the conflict of a write, and throws every other error', async () => {
  const seats = repository(Seat, new MemoryDynamoDb());
  await seats.table.ensure();
  assert.equal(await attempt(seats.create({ seat: '1A', guest: 'Ann' })), {
    ok: true,
    value: { seat: '1A', guest: 'Ann' },
  });
  const second = await attempt(seats.create({ seat: '1A', guest: 'Bob' }));
  assert.is(second.ok, false);
  assert.equal(second.ok ? undefined : second.conflict.found, { seat: '1A', guest: 'Ann' });
  await badInput(() => attempt(seats.create({ seat: '', guest: 'Bob' })));
});

test('returns the conflict of a transaction, with the reasons of all requests', async () => {
  const db = new MemoryDynamoDb();
  const seats = repository(Seat, db);
  await seats.table.ensure();
  await seats.create({ seat: '1A', guest: 'Ann' });
  const { requests } = seats;
  const outcome = await attempt(
    transactWrite(db, [
      requests.create({ seat: '1B', guest: 'Bob' }),
      requests.create({ seat: '1A', guest: 'Bob' }),
      requests.update({ seat: '1C' }, { guest: 'Cy' }),
    ]),
  );
  assert.is(outcome.ok, false);
  assert.equal(outcome.ok ? undefined : outcome.conflict.found, { seat: '1A', guest: 'Ann' });
  const reasons = outcome.ok ? [] : (outcome.transaction?.reasons ?? []);
  assert.equal(
    reasons.map(({ error }) => error?.code),
    [undefined, 'CONFLICT', 'ITEM_NOT_FOUND'],
  );
  const missing = transactWrite(db, [requests.update({ seat: '1C' }, { guest: 'Cy' })]);
  await thrown(TransactionError, () => attempt(missing));
});

test.run();
