// Key templates and tables of several entities: exact types, and uses that must not compile. Compiled, never run.
import {
  type AnyEntity,
  beginsWith,
  between,
  type ChangesOf,
  type DynamoDb,
  type EntityOf,
  EntityRepository,
  entity,
  gt,
  gte,
  type IndexEntityOf,
  isoDate,
  type KeyOf,
  key,
  type NewOf,
  number,
  oneOf,
  padded,
  type Repository,
  repository,
  string,
  stringSet,
  table,
  textOf,
  version,
} from 'dynarepo';
import type { IndexQueryKeyOf, PartitionKeyOf, QueryKeyOf } from 'dynarepo/types';
import type { Equal, Expect } from './equal.ts';

const App = table('app', {
  key: { partition: 'pk', sort: 'sk' },
  indexes: { gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' }, gsi2: { partition: { name: 'n', type: 'N' } } },
  timeToLive: 'expires',
  stream: 'NEW_AND_OLD_IMAGES',
  tags: { team: 'sales' },
});
const attributes = {
  customerId: string(),
  number: number(),
  status: oneOf('open', 'paid'),
  tags: stringSet(),
  note: string().optional(),
  at: isoDate(),
  version: version(),
};
const invoiceKey = { partition: key`CUSTOMER#${'customerId'}`, sort: key`INVOICE#${padded('number', 8)}` };

const Invoice = entity('Invoice', {
  table: App,
  attributes,
  key: invoiceKey,
  indexes: {
    byStatus: {
      on: 'gsi1',
      partition: key`INVOICE#${'status'}`,
      sort: key`${padded('number', 8)}`,
      projection: 'KEYS_ONLY',
    },
  },
});
const Customer = entity('Customer', {
  table: App,
  attributes: { id: string(), name: string() },
  key: { partition: key`CUSTOMER#${'id'}`, sort: key`PROFILE` },
});
const Log = entity('Log', {
  table: App,
  attributes: { tenant: string(), region: string(), year: number(), month: number(), day: number() },
  key: {
    partition: key`T#${'tenant'}#R#${'region'}`,
    sort: key`L#${padded('year', 4)}-${padded('month', 2)}-${padded('day', 2)}`,
  },
});
const Mixed = entity('Mixed', {
  table: App,
  attributes: { id: string(), n: number() },
  key: { partition: 'id', sort: key`M#${'id'}#${padded('n', 3)}` },
});

/** Keys consist of the properties in the templates. */
export type Keys = [
  Expect<Equal<KeyOf<typeof Invoice>, { customerId: string; number: number }>>,
  Expect<Equal<KeyOf<typeof Customer>, { id: string }>>,
  Expect<Equal<KeyOf<typeof Log>, { tenant: string; region: string; year: number; month: number; day: number }>>,
  Expect<Equal<KeyOf<typeof Mixed>, { id: string; n: number }>>,
  Expect<Equal<QueryKeyOf<typeof Customer>, { id: string }>>,
  Expect<Equal<PartitionKeyOf<typeof Log>, { tenant: string; region: string }>>,
  Expect<Equal<PartitionKeyOf<typeof Mixed>, { id: string }>>,
  Expect<Equal<keyof IndexEntityOf<typeof Invoice, 'byStatus'>, 'customerId' | 'number' | 'status'>>,
  Expect<Equal<keyof ChangesOf<typeof Invoice>, 'status' | 'tags' | 'note' | 'at'>>,
  Expect<Equal<(typeof Invoice)['name'], 'Invoice'>>,
];

/** A condition can be on the property after those with values. */
export const queries: readonly QueryKeyOf<typeof Log>[] = [
  { tenant: 't', region: 'r' },
  { tenant: 't', region: 'r', year: 2024 },
  { tenant: 't', region: 'r', year: gte(2024) },
  { tenant: 't', region: 'r', year: 2024, month: gte(3) },
  { tenant: 't', region: 'r', year: 2024, month: 3, day: between(1, 9) },
  // @ts-expect-error a condition before a value
  { tenant: 't', region: 'r', year: gte(2024), month: 3 },
  // @ts-expect-error a gap
  { tenant: 't', region: 'r', year: 2024, day: 3 },
  // @ts-expect-error half of the partition key
  { tenant: 't', year: 2024 },
];
/** A property can be in both keys. */
export const mixed: QueryKeyOf<typeof Mixed> = { id: 'x', n: gt(1) };
/** An index is queried by the properties in its templates. */
export const open: IndexQueryKeyOf<typeof Invoice, 'byStatus'> = { status: 'open', number: between(1, 9) };

/** An application's own interface and class, and code for any entity. */
export interface InvoiceRepository
  extends Repository<EntityOf<typeof Invoice>, KeyOf<typeof Invoice>, NewOf<typeof Invoice>> {
  open(): Promise<IndexEntityOf<typeof Invoice, 'byStatus'>[]>;
}
/** The class. */
export class StoredInvoices extends EntityRepository<typeof Invoice> implements InvoiceRepository {
  constructor(db: DynamoDb) {
    super(Invoice, db);
  }

  open(): Promise<IndexEntityOf<typeof Invoice, 'byStatus'>[]> {
    return this.index('byStatus').query({ status: 'open' }).all();
  }
}
/** For any entity. */
export function found<E extends AnyEntity>(of: E, db: DynamoDb, by: KeyOf<E>): Promise<EntityOf<E> | undefined> {
  return repository(of, db).get(by);
}

/** Definitions that must not compile. */
export function definitions(): void {
  // @ts-expect-error an attribute that is not declared
  entity('A', { table: App, attributes, key: { partition: key`C#${'customer'}`, sort: key`P` } });
  // @ts-expect-error an attribute that is not declared, as a text
  entity('A', { table: App, attributes, key: { partition: key`C`, sort: key`I#${textOf('nmber')}` } });
  // @ts-expect-error an attribute that is not declared, padded
  entity('A', { table: App, attributes, key: { partition: key`C`, sort: key`I#${padded('nmber', 8)}` } });
  // @ts-expect-error a set
  entity('A', { table: App, attributes, key: { partition: key`C#${'tags'}` } });
  // @ts-expect-error an optional attribute in the primary key
  entity('A', { table: App, attributes, key: { partition: key`C#${'note'}` } });
  // @ts-expect-error the version in the primary key
  entity('A', { table: App, attributes, key: { partition: key`C#${'version'}` } });
  // @ts-expect-error a second attribute that is not declared
  entity('A', { table: App, attributes, key: { partition: key`C#${'customerId'}#${'nope'}` } });
  // @ts-expect-error an index that the table does not have
  entity('A', { table: App, attributes, key: invoiceKey, indexes: { x: { on: 'gsi3', partition: 'status' } } });
  // @ts-expect-error an attribute that is not declared, in the template of an index
  entity('A', { table: App, attributes, key: invoiceKey, indexes: { x: { on: 'gsi1', partition: key`S#${'stat'}` } } });
  // @ts-expect-error an index of a table that has no definition
  entity('A', { table: 'a', attributes, key: { partition: 'at' }, indexes: { x: { on: 'x', partition: 'status' } } });
  // @ts-expect-error a member that definitions do not have
  entity('A', { table: 'a', attributes, key: { partition: 'customerId' }, uniqe: ['status'] });
  // @ts-expect-error a number in a template
  key`x${5}`;
  // @ts-expect-error no width
  padded('number');
  // @ts-expect-error a letter case that does not exist
  textOf('customerId', { case: 'title' });
  // @ts-expect-error no key
  table('app', { indexes: {} });
  // @ts-expect-error several attributes in the key of a table
  table('app', { key: { partition: ['a', 'b'] } });
  // @ts-expect-error a data type that keys do not have
  table('app', { key: { partition: { name: 'a', type: 'BOOL' } } });
  // @ts-expect-error a stream view that DynamoDB does not have
  table('app', { key: { partition: 'a' }, stream: 'ALL' });
}

/** Uses that must not compile. */
export function uses(db: DynamoDb): void {
  const invoices = repository(Invoice, db);
  // @ts-expect-error half of a key
  void invoices.get({ customerId: 'c' });
  // @ts-expect-error a property that the key does not have
  void invoices.get({ customerId: 'c', nmber: 1 });
  // @ts-expect-error the stored attributes
  void invoices.get({ pk: 'CUSTOMER#c', sk: 'INVOICE#00000001' });
  // @ts-expect-error a condition on the partition key
  invoices.query({ customerId: beginsWith('c') });
  // @ts-expect-error a condition of another type
  invoices.query({ customerId: 'c', number: gte('1') });
  // @ts-expect-error a prefix of a number
  invoices.query({ customerId: 'c', number: beginsWith('1') });
  // @ts-expect-error a property of the key among the changes
  void invoices.update({ customerId: 'c', number: 1 }, { number: 2 });
  // @ts-expect-error a change of a property of the key
  void invoices.update({ customerId: 'c', number: 1 }, (u) => [u.number.add(1)]);
  // @ts-expect-error an index of the table that the entity does not use
  invoices.index('gsi1');
}

/** Entities written inline keep their types. */
export async function inline(db: DynamoDb): Promise<void> {
  const logs = repository(
    entity('Inline', {
      table: App,
      attributes: { id: string(), n: number(), name: string() },
      key: { partition: key`I#${'id'}`, sort: key`N#${padded('n', 3)}` },
      indexes: { byName: { on: 'gsi1', partition: key`N#${'name'}`, sort: 'id' } },
    }),
    db,
  );
  await logs.get({ id: 'a', n: 1 });
  logs.index('byName').query({ name: 'x', id: beginsWith('a') });
  // @ts-expect-error an attribute that is not part of the key
  await logs.get({ id: 'a', n: 1, name: 'x' });
}
