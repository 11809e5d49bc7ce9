// Changes of entities: exact types, and uses that must not compile. Compiled, never run.
import { type DynamoDb, type EntityOf, entity, number, string, table, union, version } from 'dynarepo';
import {
  type ChangeOf,
  type Changes,
  changes,
  describeChange,
  fromLambdaEvent,
  type Inserted,
  inserted,
  type LambdaStreamEvent,
  lambdaEvent,
  lambdaHandler,
  type Modified,
  modified,
  type Positioned,
  type Removed,
  tail,
} from 'dynarepo/streams';
import type { Equal, Expect } from './equal.ts';

const Customer = entity('Customer', {
  table: table('customers', { key: { partition: 'id' }, stream: 'NEW_AND_OLD_IMAGES' }),
  attributes: { id: string(), name: string(), version: version() },
  key: { partition: 'id' },
});
// It has the attributes of Customer and more: the type with fewer must not take its place.
const Member = entity('Member', {
  table: 'members',
  attributes: { id: string(), name: string(), since: number(), version: version() },
  key: { partition: 'id' },
});
const shapes = table('shapes', { key: { partition: 'id' } });
const Circle = entity('Circle', {
  table: shapes,
  attributes: { id: string(), radius: number() },
  key: { partition: 'id' },
});
const Square = entity('Square', {
  table: shapes,
  attributes: { id: string(), side: number() },
  key: { partition: 'id' },
});
const Shape = union('Shape', { by: 'kind', members: { circle: Circle, square: Square } });

type C = EntityOf<typeof Customer>;
type Key = { id: string };

/** The types of changes. */
export type Kinds = [
  Expect<
    Equal<
      ChangeOf<typeof Customer>,
      Inserted<'Customer', Key, C> | Modified<'Customer', Key, C, C> | Removed<'Customer', Key, C>
    >
  >,
  Expect<Equal<ChangeOf<typeof Customer, 'KEYS_ONLY'>['new'], undefined>>,
  Expect<Equal<ChangeOf<typeof Customer, 'NEW_IMAGE'>['old'], undefined>>,
  Expect<Equal<Extract<ChangeOf<typeof Customer, 'OLD_IMAGE'>, { kind: 'modify' }>['old'], C>>,
  Expect<Equal<ChangeOf<typeof Customer | typeof Member>['entity'], 'Customer' | 'Member'>>,
];

/** Uses of changes. */
export async function uses(db: DynamoDb, event: LambdaStreamEvent): Promise<void> {
  const all = changes(db, [Customer, Member, Shape]);
  const typed: Expect<
    Equal<typeof all, Changes<ChangeOf<typeof Customer | typeof Member | typeof Shape> & Positioned>>
  > = true;
  for await (const change of all) {
    if (change.entity === 'Member' && change.kind === 'modify') change.old.since.toFixed();
    if (change.entity === 'Shape' && change.kind === 'insert' && change.new.kind === 'circle')
      change.new.radius.toFixed();
    // @ts-expect-error an inserted item has no state before
    if (change.entity === 'Customer' && change.kind === 'insert') change.old.name;
    // @ts-expect-error a Customer has no such attribute
    if (change.entity === 'Customer' && change.kind === 'insert') change.new.since;
    // @ts-expect-error no such entity is read
    if (change.entity === 'Order') return;
    describeChange(change);
  }
  for (const change of fromLambdaEvent(event, [Member], { view: 'NEW_IMAGE' })) {
    if (change.kind !== 'remove') change.new.since.toFixed();
    // @ts-expect-error the view has no image of the state before
    if (change.kind === 'modify') change.old.since;
    // @ts-expect-error only changes that are read from a stream have a position
    change.position;
  }
  for await (const { position, key } of await tail(db, [Customer])) [position, key.id].join();
  lambdaHandler([Customer], async (change) => {
    if (change.kind === 'remove') change.expired.valueOf();
  });
  lambdaEvent([
    inserted(Customer, { id: 'c', name: 'n' }),
    modified(Member, { id: 'm', name: 'n', since: 1 }, { id: 'm', name: 'o', since: 1 }),
  ]);

  // @ts-expect-error an attribute is missing
  inserted(Customer, { id: 'c' });
  // @ts-expect-error no such view
  changes(db, [Customer], { view: 'IMAGES' });
  // @ts-expect-error tail starts at the latest change
  await tail(db, [Customer], { from: 'TRIM_HORIZON' });
  // @ts-expect-error not an entity
  changes(db, ['Customer']);
  // @ts-expect-error a change is not a text
  lambdaEvent(['insert']);
  if (!typed) return;
}
