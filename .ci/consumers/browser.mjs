// What a browser runs: entities on the memory adapter, with nothing of Node. The promise is for who started it.
import { beginsWith, binary, entity, isoDate, number, repository, string, stringSet } from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';

const User = entity('User', {
  table: 'users',
  attributes: {
    id: string(),
    name: string(),
    age: number().optional(),
    tags: stringSet().optional(),
    bornAt: isoDate().optional(),
    photo: binary().optional(),
  },
  key: { partition: 'id', sort: 'name' },
});

async function exercise() {
  const db = new MemoryDynamoDb();
  const users = repository(User, db);
  await users.table.ensure();
  const jane = { id: 'ü', name: 'Jane', tags: new Set(['a']), bornAt: new Date(0), photo: Uint8Array.of(1) };
  await users.create(jane);
  await users.put({ id: 'ü', name: 'x'.repeat(100) });
  const { cursor } = await users.query({ id: 'ü' }).page({ pageSize: 1 });
  const { items } = await users.query({ id: 'ü' }).page({ pageSize: 1, cursor });
  await repository(User, db.fork()).delete({ id: 'ü', name: 'Jane' });
  await users.update({ id: 'ü', name: 'Jane' }, { age: 30 });
  const found = await users.query({ id: 'ü', name: beginsWith('J') }).all();
  if (items[0]?.name.length !== 100 || found[0]?.age !== 30) throw new Error('what was stored did not come back');
}

globalThis.exercised = exercise();
