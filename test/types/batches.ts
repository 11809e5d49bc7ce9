// Batches: exact types, and uses that must not compile. Compiled, never run.
import { batchGet, batchWrite, type DynamoDb, type EntityOf, entity, number, repository, string } from 'dynarepo';
import type { Equal, Expect } from './equal.ts';

const User = entity('User', { table: 'users', attributes: { id: string(), name: string() }, key: { partition: 'id' } });
const Stock = entity('Stock', {
  table: 'stock',
  attributes: { sku: string(), left: number() },
  key: { partition: 'sku' },
});
type User = EntityOf<typeof User>;
type Stock = EntityOf<typeof Stock>;

/** Uses of batches. */
export async function uses(db: DynamoDb, stream: AsyncIterable<User>, keys: readonly { id: string }[]): Promise<void> {
  const [users, stocks] = [repository(User, db), repository(Stock, db)];
  const written = await batchWrite(db, [
    users.requests.put({ id: 'a', name: 'b' }),
    stocks.requests.delete({ sku: 'c' }),
  ]);
  const read = await batchGet(db, [
    users.requests.get({ id: 'a' }, { attributes: ['name'] }),
    stocks.requests.get({ sku: 'c' }),
  ]);
  const many = await batchGet(
    db,
    keys.map((key) => users.requests.get(key)),
  );
  const counted = await batchWrite(db, new Set([users.requests.delete({ id: 'a' })]));
  const stored = await users.writeMany({ put: [{ id: 'a', name: 'b' }] });
  const streamed = await users.writeMany({ put: stream, delete: [{ id: 'a' }] });
  const results: [
    Expect<Equal<typeof written, [User, undefined]>>,
    Expect<Equal<typeof read, [{ name: string } | undefined, Stock | undefined]>>,
    Expect<Equal<typeof many, (User | undefined)[]>>,
    Expect<Equal<typeof counted, number>>,
    Expect<Equal<typeof stored, User[]>>,
    Expect<Equal<typeof streamed, number>>,
  ] = [true, true, true, true, true, true];
  await users.getMany(keys, { onMissing: (key) => key.id.concat(String(results.length)) });
  // @ts-expect-error an update
  await batchWrite(db, [users.requests.update({ id: 'a' }, { name: 'b' })]);
  // @ts-expect-error a read
  await batchWrite(db, [users.requests.get({ id: 'a' })]);
  // @ts-expect-error a write
  await batchGet(db, [users.requests.put({ id: 'a', name: 'b' })]);
  // @ts-expect-error entities of another type
  await users.writeMany({ put: new Set([{ sku: 'c', left: 1 }]) });
  // @ts-expect-error a key has no such attribute
  await users.getMany(keys, { onMissing: (key) => key.name });
}
