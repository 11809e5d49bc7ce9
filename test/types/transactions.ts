// Types of transactions, and invalid uses; the type check fails if one is wrong. Compiled, never run.
import {
  type DynamoDb,
  entity,
  number,
  repository,
  string,
  transactGet,
  transactWrite,
  UnitOfWork,
  version,
} from 'dynarepo';
import type { Equal, Expect } from './equal.ts';

const User = entity('User', {
  table: 'users',
  attributes: { id: string(), email: string(), version: version() },
  key: { partition: 'id' },
});
const Order = entity('Order', {
  table: 'orders',
  attributes: { customer: string(), number: number(), note: string().optional() },
  key: { partition: 'customer', sort: 'number' },
});
interface User {
  id: string;
  email: string;
  version: number;
}
interface Order {
  customer: string;
  number: number;
  note?: string;
}

/** The results of transactions. */
export async function results(db: DynamoDb, user: User): Promise<unknown> {
  const [users, orders] = [repository(User, db).requests, repository(Order, db).requests];
  const read = await transactGet(db, [users.get({ id: 'a' }), orders.get({ customer: 'a', number: 1 })]);
  const list = await transactGet(
    db,
    ['a', 'b'].map((id) => users.get({ id })),
  );
  const written = await transactWrite(db, [
    users.create({ id: 'a', email: '' }),
    users.save(user),
    users.update(user, { email: 'x' }),
    users.delete(user),
    users.check(user),
    orders.put({ customer: 'a', number: 1 }),
  ]);
  const puts = await transactWrite(
    db,
    [1, 2].map((number) => orders.put({ customer: 'a', number })),
    { token: 't' },
  );
  type Results = [
    Expect<Equal<typeof read, [User | undefined, Order | undefined]>>,
    Expect<Equal<typeof list, (User | undefined)[]>>,
    Expect<Equal<typeof written, [User, User | undefined, undefined, undefined, undefined, Order]>>,
    Expect<Equal<typeof puts, Order[]>>,
  ];
  const checked: Results = [true, true, true, true];
  return checked;
}

/** Requests that a transaction rejects. */
export async function rejected(db: DynamoDb): Promise<void> {
  const { requests } = repository(User, db);
  const key = { id: 'a' };
  // @ts-expect-error a read among writes
  await transactWrite(db, [requests.get(key)]);
  // @ts-expect-error a write that is being executed already
  await transactWrite(db, [repository(User, db).delete(key)]);
  // @ts-expect-error a write among reads
  await transactGet(db, [requests.delete(key)]);
  // @ts-expect-error a query among reads
  await transactGet(db, [requests.query(key)]);
  // @ts-expect-error a token among the options of reads
  await transactGet(db, [requests.get(key)], { token: 't' });
  // @ts-expect-error a check of a key without a condition
  requests.check(key);
  // @ts-expect-error a check of a key without a condition
  requests.check(key, {});
  // @ts-expect-error a condition that is not one
  requests.check(key, { condition: (u) => u.email });
}

/** Changes of a unit of work. */
export function changes(db: DynamoDb, user: User): unknown {
  const work = new UnitOfWork(db);
  const created = work.create(Order, { customer: 'a', number: 1 });
  const saved = work.save(User, user);
  work.update(User, user, { email: 'x' });
  // @ts-expect-error an attribute of another entity
  work.update(Order, user, { email: 'x' });
  // @ts-expect-error a required attribute is missing
  work.create(User, { id: 'a' });
  // @ts-expect-error a check of a key without a condition
  work.check(User, { id: 'a' });
  // @ts-expect-error a read
  work.add(repository(User, db).requests.get(user));
  type Results = [Expect<Equal<typeof created.result, Order>>, Expect<Equal<typeof saved.result, User | undefined>>];
  const checked: Results = [true, true];
  return checked;
}
