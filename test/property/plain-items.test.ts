import { inspect, isDeepStrictEqual } from 'node:util';
import { type Items, items, table } from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';

const test = suite('plain items');

const Things = table('things', { key: { partition: 'id' } });
const key = { id: 'a' };

/** Names that are members of every object are ordinary data. */
const names = fc.oneof(fc.string({ minLength: 1, maxLength: 3 }), fc.constantFrom('__proto__', 'constructor', 'then'));
const someNumbers = fc.oneof(fc.maxSafeInteger(), fc.double({ min: -1e30, max: 1e30, noNaN: true }).filter(isStorable));
const numerals = fc.oneof(someNumbers, fc.bigInt({ min: 2n ** 53n, max: 10n ** 38n - 1n }));
const bytes = fc.uint8Array({ maxLength: 4 });
const { value: values } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.oneof(fc.string(), numerals, fc.boolean(), fc.constant(null), bytes),
    fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 3 }).map((members) => new Set(members)),
    fc.uniqueArray(someNumbers, { minLength: 1, maxLength: 3, selector: String }).map((members) => new Set(members)),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(names, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));

test('an item reads back as it was written', () =>
  fc.assert(
    fc.asyncProperty(fc.dictionary(names, values, { noNullPrototype: true }), async (given) => {
      const { things } = await open();
      const item = { ...given, ...key };
      const expected = Object(withoutNegativeZero(item));
      same(await things.put(item), expected);
      same(await things.get(key), expected);
      const nested = withoutNegativeZero(given);
      same(await things.update(key, { 'another one': given }), { ...expected, 'another one': nested });
    }),
  ));

test('a stored number is written back as it is', () => {
  const digits = fc.stringMatching(/^[1-9][0-9]{0,36}[1-9]$/);
  const texts = fc
    .tuple(digits, fc.integer({ min: -60, max: 60 }), fc.boolean())
    .map(([all, exponent, negative]) => `${negative ? '-' : ''}${all}e${exponent}`);
  return fc.assert(
    fc.asyncProperty(texts, async (N) => {
      const { db, things } = await open();
      const stored = async () => (await db.execute('GetItem', { TableName: 'things', Key: { id: { S: 'a' } } })).Item;
      await db.execute('PutItem', { TableName: 'things', Item: { id: { S: 'a' }, n: { N }, set: { NS: [N] } } });
      const before = await stored();
      await things.put((await things.get(key)) ?? {});
      assert.equal(await stored(), before);
    }),
  );
});

test.run();

async function open(): Promise<{ readonly db: MemoryDynamoDb; readonly things: Items }> {
  const db = new MemoryDynamoDb();
  const things = await items(db, Things);
  await things.table.ensure();
  return { db, things };
}

/** uvu's comparison takes a member `constructor` for the class. */
function same(actual: unknown, expected: unknown): void {
  assert.ok(isDeepStrictEqual(actual, expected), `${inspect(actual)} is not ${inspect(expected)}`);
}

/** DynamoDB has no numbers closer to 0, and no integers beyond 2^53 that a double holds exactly. */
function isStorable(value: number): boolean {
  return (value === 0 || Math.abs(value) > 1e-130) && (!Number.isInteger(value) || Number.isSafeInteger(value));
}

/** DynamoDB has one zero. */
function withoutNegativeZero(value: unknown): unknown {
  if (value === 0) return 0;
  if (value instanceof Set) return new Set(Array.from(value, withoutNegativeZero));
  if (Array.isArray(value)) return value.map(withoutNegativeZero);
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutNegativeZero(member)]));
}
