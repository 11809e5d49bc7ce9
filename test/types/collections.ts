// Collections: exact types, and uses that must not compile. Compiled, never run.
import {
  type Collection,
  type CollectionItemOf,
  collection,
  type DynamoDb,
  type EntityOf,
  entity,
  key,
  number,
  oneOf,
  padded,
  string,
  table,
} from 'dynarepo';
import type { Grouped, IndexPartitionKeyOf } from 'dynarepo/types';
import type { Equal, Expect } from './equal.ts';

const App = table('app', {
  key: { partition: 'pk', sort: 'sk' },
  indexes: { gsi1: { partition: 'gsi1pk', sort: 'gsi1sk', projection: 'KEYS_ONLY' } },
});
const Customer = entity('Customer', {
  table: App,
  attributes: { id: string(), office: string(), name: string() },
  key: { partition: key`CUSTOMER#${'id'}`, sort: key`PROFILE` },
  indexes: { gsi1: { partition: key`OFFICE#${'office'}`, sort: key`CUSTOMER`, projection: 'KEYS_ONLY' } },
});
// It has the attributes of Customer and more: the type with fewer must not take its place.
const Member = entity('Member', {
  table: App,
  attributes: { id: string(), office: string(), name: string(), since: number() },
  key: { partition: key`CUSTOMER#${'id'}`, sort: key`MEMBER` },
  indexes: {
    inOffice: { on: 'gsi1', partition: key`OFFICE#${'office'}`, sort: key`MEMBER#${'id'}`, projection: 'KEYS_ONLY' },
  },
});
const Invoice = entity('Invoice', {
  table: App,
  attributes: { customerId: string(), number: number(), status: oneOf('open', 'paid') },
  key: { partition: key`CUSTOMER#${'customerId'}`, sort: key`INVOICE#${padded('number', 8)}` },
});

/** The types of results. */
export type Results = [
  Expect<
    Equal<
      Grouped<CollectionItemOf<typeof Customer | typeof Invoice>>,
      { Customer: EntityOf<typeof Customer>[]; Invoice: EntityOf<typeof Invoice>[] }
    >
  >,
  Expect<Equal<IndexPartitionKeyOf<typeof Member, 'inOffice'>, { office: string }>>,
];

/** Uses of a collection. */
export async function uses(db: DynamoDb): Promise<void> {
  const account = collection(db, [Customer, Member, Invoice]);
  const typed: Expect<Equal<typeof account, Collection<typeof Customer | typeof Member | typeof Invoice>>> = true;
  for await (const each of account.query(Invoice, { customerId: 'c1' })) {
    if (each.entity === 'Invoice') {
      const status: 'open' | 'paid' = each.value.status;
      // @ts-expect-error an attribute of another entity
      each.value.name.concat(status);
    }
    // @ts-expect-error no member has the name
    if (each.entity === 'Nope') return;
  }
  const grouped = await account.query(Customer, { id: 'c1' }).grouped();
  grouped.Member[0]?.since.toFixed(typed ? 1 : 0);
  // @ts-expect-error no member has the name
  grouped.Nope;
  const indexed = await collection(db, [Customer, Member]).index(Member, 'inOffice').query({ office: 'o' }).grouped();
  const exact: Expect<
    Equal<typeof indexed, { Customer: { id: string; office: string }[]; Member: { id: string; office: string }[] }>
  > = true;
  await account.query(Customer, { id: exact ? 'c1' : 'c2' }, { maxItems: 1 }).page();
  // @ts-expect-error the partition key of another member
  account.query(Customer, { customerId: 'c1' });
  // @ts-expect-error the sort key
  account.query(Invoice, { customerId: 'c1', number: 1 });
  // @ts-expect-error an entity that is not a member
  collection(db, [Customer]).query(Invoice, { customerId: 'c1' });
  // @ts-expect-error a filter has no attributes to stand on
  account.query(Customer, { id: 'c1' }, { filter: () => undefined });
  // @ts-expect-error an index that the member does not have
  account.index(Invoice, 'gsi1');
}
