// The exact types of unions; compiled by the type check, never run.
import {
  type ChangesOf,
  type DynamoDb,
  type EntityOf,
  EntityRepository,
  entity,
  type IndexEntityOf,
  type KeyOf,
  type NewOf,
  number,
  type Repository,
  repository,
  string,
  union,
  version,
} from 'dynarepo';
import type { IndexNameOf } from 'dynarepo/types';
import type { Equal, Expect } from './equal.ts';

const shared = { id: string(), name: string(), at: number(), version: version() };
const Circle = entity('Circle', {
  table: 'shapes',
  attributes: { ...shared, radius: number(), note: string() },
  key: { partition: 'id', sort: 'at' },
  indexes: {
    byName: { partition: 'name', projection: 'KEYS_ONLY' },
    byAt: { partition: 'at' },
    byRadius: { partition: 'radius' },
  },
});
const Square = entity('Square', {
  table: 'shapes',
  attributes: { ...shared, side: number().default(1), note: string().optional() },
  key: { partition: 'id', sort: 'at' },
  indexes: { byName: { partition: 'name', projection: 'KEYS_ONLY' }, byAt: { partition: 'at' } },
});
const Shape = union('Shape', {
  by: 'kind',
  members: { circle: Circle, square: Square },
  aliases: { circle: ['round'] },
});
type Shape = EntityOf<typeof Shape>;
type ShapeKey = KeyOf<typeof Shape>;
type NewShape = NewOf<typeof Shape>;

/** Plain object types with the tag. */
export type Unions = [
  Expect<
    Equal<
      Shape,
      | { kind: 'circle'; id: string; name: string; at: number; version: number; radius: number; note: string }
      | { kind: 'square'; id: string; name: string; at: number; version: number; side: number; note?: string }
    >
  >,
  Expect<
    Equal<
      NewShape,
      | { kind: 'circle'; id: string; name: string; at: number; radius: number; note: string }
      | {
          kind: 'square';
          id: string;
          name: string;
          at: number;
          side?: number | undefined;
          note?: string | undefined;
        }
    >
  >,
  Expect<Equal<ShapeKey, { id: string; at: number }>>,
  Expect<Equal<ChangesOf<typeof Shape>, { name?: string | undefined; note?: string | undefined }>>,
  Expect<Equal<IndexNameOf<typeof Shape>, 'byName' | 'byAt'>>,
  Expect<Equal<IndexEntityOf<typeof Shape, 'byAt'>, Shape>>,
  Expect<
    Equal<
      IndexEntityOf<typeof Shape, 'byName'>,
      | { kind: 'circle'; id: string; at: number; name: string }
      | { kind: 'square'; id: string; at: number; name: string }
    >
  >,
];

/** A union has the methods of an entity. */
export async function uses(db: DynamoDb, given: NewShape): Promise<unknown> {
  const shapes = repository(Shape, db);
  const created = await shapes.create(given);
  const partial: { kind: 'circle' | 'square'; name: string }[] = await shapes
    .query({ id: '1' }, { attributes: ['kind', 'name'] })
    .all();
  for await (const shape of shapes.query({ id: '1', at: 1 }, { filter: (u) => u.kind.eq('circle') })) {
    if (shape.kind === 'circle') return [shape.radius, partial];
    // @ts-expect-error a square has no radius
    return shape.radius;
  }
  // @ts-expect-error no member has this tag
  shapes.scan({ filter: (u) => u.kind.eq('hexagon') });
  // @ts-expect-error the tag cannot be changed
  await shapes.update(created, { kind: 'square' });
  // @ts-expect-error the tag's path has conditions only
  await shapes.update(created, (u) => [u.kind.set('square')]);
  // @ts-expect-error only one member has this attribute
  await shapes.update(created, { radius: 1 });
  // @ts-expect-error only one member has this attribute
  shapes.scan({ filter: (u) => u.radius.eq(1) });
  // @ts-expect-error an attribute of the other member
  await shapes.create({ kind: 'circle', id: '1', name: 'a', at: 1, note: 'b', side: 2 });
  // @ts-expect-error no tag
  await shapes.create({ id: '1', name: 'a', at: 1, note: 'b', radius: 2 });
  // @ts-expect-error only one member has this index
  shapes.index('byRadius');
  return await shapes.index('byName').query({ name: 'a' }).first();
}

/** An application's own interface and class. */
export interface ShapeRepository extends Repository<Shape, ShapeKey, NewShape> {
  named(name: string): Promise<{ readonly id: string }[]>;
}
/** See {@link ShapeRepository}. */
export class StoredShapeRepository extends EntityRepository<typeof Shape> implements ShapeRepository {
  constructor(db: DynamoDb) {
    super(Shape, db);
  }
  named(name: string): Promise<{ readonly id: string }[]> {
    return this.index('byName').query({ name }).all();
  }
}

/** Members defined within the union, and a wrong tag among the aliases. */
export function inline(db: DynamoDb): void {
  const Note = union('Note', {
    by: 'type',
    members: {
      text: entity('Text', { table: 'notes', attributes: { id: string(), text: string() }, key: { partition: 'id' } }),
      link: entity('Link', { table: 'notes', attributes: { id: string(), url: string() }, key: { partition: 'id' } }),
    },
  });
  type Note = EntityOf<typeof Note>;
  type _ = Expect<Equal<Note, { type: 'text'; id: string; text: string } | { type: 'link'; id: string; url: string }>>;
  repository(Note, db).query({ id: '1' });
  // @ts-expect-error not part of the key
  repository(Note, db).query({ text: '1' });
  // @ts-expect-error no member has this tag
  union('Shape', { by: 'kind', members: { circle: Circle }, aliases: { round: ['circle'] } });
  // @ts-expect-error a member that is not an entity
  union('Shape', { by: 'kind', members: { circle: { radius: number() } } });
}
