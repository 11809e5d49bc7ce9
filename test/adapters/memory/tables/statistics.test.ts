import type { MemoryDynamoDbOptions } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { suite } from '../../../support/suite.ts';
import { byColour, NotesTable } from './updates/open-table.ts';

const test = suite('statistics of tables');

const hourMs = 60 * 60 * 1000;
const itemBytes = 2 + 1 + 6 + 3;

/** Opens the table at 10:48; the six hours began at 6:00. */
function open(statistics: MemoryDynamoDbOptions['statistics']): Promise<NotesTable> {
  return NotesTable.open({}, { tableDelayMs: 0, statistics });
}

async function counts(table: NotesTable): Promise<unknown[]> {
  const { ItemCount, TableSizeBytes, GlobalSecondaryIndexes } = await table.describe();
  const index = GlobalSecondaryIndexes?.[0];
  return [ItemCount, TableSizeBytes, index?.ItemCount, index?.IndexSizeBytes];
}

test('are exact by default', async () => {
  const table = await open(undefined);
  await table.update(byColour);
  await table.put('a', 'red');
  assert.equal(await counts(table), [1, itemBytes, 1, itemBytes]);
});

test('can be those of the last of every six hours', async () => {
  const table = await open('six-hourly');
  await table.update(byColour);
  await table.put('a', 'red');
  assert.equal(await counts(table), [0, 0, 0, 0]);
  table.clock.advance(Date.UTC(2026, 6, 25, 11, 59, 59, 999) - table.clock.nowMs());
  await table.put('b', 'red');
  assert.equal(await counts(table), [0, 0, 0, 0]);
  table.clock.advance(1);
  assert.equal(await counts(table), [2, 2 * itemBytes, 2, 2 * itemBytes]);
  await table.put('c', 'red');
  assert.equal(await counts(table), [2, 2 * itemBytes, 2, 2 * itemBytes]);
  table.clock.advance(6 * hourMs);
  assert.equal(await counts(table), [3, 3 * itemBytes, 3, 3 * itemBytes]);
  table.clock.advance(1000 * hourMs);
  assert.equal(await counts(table), [3, 3 * itemBytes, 3, 3 * itemBytes]);
});

test('of a new index begin with the next six hours', async () => {
  const table = await open('six-hourly');
  await table.put('a', 'red');
  table.clock.advance(6 * hourMs);
  await table.update(byColour);
  assert.equal(await counts(table), [1, itemBytes, 0, 0]);
  table.clock.advance(6 * hourMs);
  assert.equal(await counts(table), [1, itemBytes, 1, itemBytes]);
});

test('are the same in a database with other settings that holds a snapshot', async () => {
  const table = await open('six-hourly');
  await table.put('a', 'red');
  const fork = table.db.fork({ statistics: 'exact' });
  assert.is((await fork.execute('DescribeTable', { TableName: 'notes' })).Table?.ItemCount, 1);
  const again = fork.fork({ statistics: 'six-hourly' });
  assert.is((await again.execute('DescribeTable', { TableName: 'notes' })).Table?.ItemCount, 0);
});

test.run();
