import { attempt, entity, repository, string } from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { badInput } from './open-repository.ts';

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

test.run();
