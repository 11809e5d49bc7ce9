// Entities as JSON. Compiled, never run.
import {
  bigint,
  type ChangesOf,
  type EntityOf,
  entity,
  isoDate,
  type NewOf,
  string,
  stringSet,
  union,
  version,
} from 'dynarepo';
import { fromJson, type JsonObject, loadFixtures, toJson } from 'dynarepo/json';
import { MemoryDynamoDb } from 'dynarepo/memory';
import type { Equal, Expect } from './equal.ts';

const User = entity('User', {
  table: 'users',
  attributes: {
    id: string(),
    born: isoDate(),
    tags: stringSet().optional(),
    secret: string().hidden(),
    balance: bigint().optional(),
    version: version(),
  },
  key: { partition: 'id' },
});
const Circle = entity('Circle', {
  table: 'shapes',
  attributes: { id: string(), radius: bigint() },
  key: { partition: 'id' },
});
const Shape = union('Shape', { by: 'kind', members: { circle: Circle } });

/** What the functions take and return. */
export function json(user: EntityOf<typeof User>, created: NewOf<typeof User>, body: unknown): void {
  const text: JsonObject = toJson(User, user);
  toJson(User, created, { hidden: true });
  toJson(User, { id: 'a', tags: new Set(['a']) });
  toJson(Shape, { kind: 'circle', id: 'a' });
  const whole = fromJson(User, text);
  type _Whole = Expect<Equal<typeof whole, EntityOf<typeof User>>>;
  const other = fromJson(User, body, { as: 'new' });
  type _New = Expect<Equal<typeof other, NewOf<typeof User>>>;
  const changes = fromJson(User, body, { as: 'changes' });
  type _Changes = Expect<Equal<typeof changes, ChangesOf<typeof User>>>;
  const shape: EntityOf<typeof Shape> = fromJson(Shape, body);

  // @ts-expect-error an attribute that is not declared
  toJson(User, { nmae: 'x' });
  // @ts-expect-error an attribute of another type
  toJson(User, { born: '2024-05-01' });
  // @ts-expect-error another form
  fromJson(User, body, { as: 'newer' });
  // @ts-expect-error the definitions are an array
  void loadFixtures(new MemoryDynamoDb(), User, '');
  void shape;
}
