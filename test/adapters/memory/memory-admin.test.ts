import * as assert from 'uvu/assert';
import { createServer } from '../../../src/adapters/http/server.ts';
import { memoryAdmin } from '../../../src/adapters/memory/memory-admin.ts';
import { suite } from '../../support/suite.ts';
import { openNotes } from './operations/orders.ts';

const test = suite('admin of a database in memory');

async function opened() {
  const db = await openNotes();
  const put = (id: string) => db.execute('PutItem', { TableName: 'notes', Item: { id: { S: id } } });
  const count = async () => (await db.execute('Scan', { TableName: 'notes', Select: 'COUNT' })).Count;
  return { db, put, count };
}

test('resets to the start and restores snapshots more than once', async () => {
  const { db, put, count } = await opened();
  await put('a');
  const admin = memoryAdmin(db);
  await put('b');
  const two = admin.snapshot();
  await put('c');
  const three = admin.snapshot();
  for (let times = 0; times < 2; times += 1) {
    admin.reset();
    assert.is(await count(), 1);
    assert.ok(admin.restore(two));
    assert.is(await count(), 2);
    assert.ok(admin.restore(three));
    assert.is(await count(), 3);
  }
});

test('deletes a snapshot, whose name no later one has', async () => {
  const { db, put, count } = await opened();
  const admin = memoryAdmin(db);
  const first = admin.snapshot();
  await put('a');
  const second = admin.snapshot();
  assert.ok(admin.deleteSnapshot(first));
  assert.not(admin.deleteSnapshot(first));
  assert.not(admin.restore(first));
  await put('b');
  assert.not([first, second].includes(admin.snapshot()));
  assert.ok(admin.restore(second));
  assert.is(await count(), 1);
});

test('changes nothing if the snapshot does not exist', async () => {
  const { db, put, count } = await opened();
  const admin = memoryAdmin(db);
  await put('a');
  for (const name of ['', '1', 'constructor']) assert.not(admin.restore(name));
  assert.is(await count(), 1);
});

test('executes the admin requests of a server', async () => {
  const { db, put, count } = await opened();
  const server = createServer(db, { port: 0, admin: memoryAdmin(db) });
  const endpoint = await server.listen();
  const post = (action: string, body = '') => fetch(`${endpoint}/_dynarepo/${action}`, { method: 'POST', body });
  await put('a');
  const snapshot = await (await post('snapshot')).text();
  await post('reset');
  assert.is(await count(), 0);
  assert.is((await post('restore', snapshot)).status, 200);
  assert.is(await count(), 1);
  await server.close();
});

test.run();
