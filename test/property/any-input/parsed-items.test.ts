import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { maxShapedAttributes } from '../../../src/adapters/memory/storage/item-shape.ts';
import { parseFlatItem } from '../../../src/adapters/memory/validation/parse-flat-item.ts';
import { parseItem } from '../../../src/adapters/memory/values/parse-attribute-values.ts';
import { readWording } from '../../../src/adapters/memory/wording/validation-errors.ts';
import type { Item } from '../../../src/domain/dynamodb.ts';
import { setAttribute } from '../../../src/domain/values/attribute-value.ts';
import { suite } from '../../support/suite.ts';
import { attributeNames, attributeValues } from '../arbitraries/attribute-values.ts';
import { toObjects } from './json-text.ts';
import { placesIn, putAt } from './places.ts';
import { jsonTroubles, objectTroubles } from './troubles.ts';

/** An item parsed to the form in which it is stored is the one that the general way gives, which alone reports what is wrong. */
const test = suite('parsed items', { timeoutMs: 120_000 });

const longName = 'n'.repeat(256);
const valid = (): Item => ({
  pk: { S: 'a' },
  n: { N: '1e2' },
  b: { BOOL: true },
  m: { M: { a: { L: [{ N: '01' }, { NULL: true }] } } },
  s: { SS: ['b', 'a'] },
  [longName]: { B: new Uint8Array([1]) },
  1: { S: 'é' },
});

test('of valid items', () => {
  assert.is.not(parseFlatItem(valid()), undefined);
  check(valid, 'valid');
  const proto = () => JSON.parse('{"a":{"S":"a"},"__proto__":{"S":"b"},"c":{"N":"1"}}');
  assert.is.not(parseFlatItem(proto()), undefined);
  check(proto, '__proto__');
});

test('of items with one trouble anywhere', () => {
  const { 'a getter that changes': _, ...objects } = objectTroubles;
  for (const [name, create] of Object.entries({ ...jsonTroubles, ...objects })) {
    for (const place of [[], ...placesIn(valid())]) {
      const trouble = toObjects(create());
      check(() => (place.length === 0 ? trouble : putAt(valid(), place, trouble)), `${name} at ${place.join('.')}`);
    }
  }
});

test('of items with any attributes, some of them null', () => {
  const names = fc.oneof(
    { weight: 8, arbitrary: attributeNames },
    fc.constantFrom('', '0', '10', longName, 'x'.repeat(65_535), 'x'.repeat(65_536)),
  );
  const values = fc.oneof({ weight: 8, arbitrary: attributeValues }, fc.constantFrom(null, undefined, {}, { N: 'x' }));
  const entries = fc.uniqueArray(fc.tuple(names, values), { maxLength: 12, selector: ([name]) => name });
  fc.assert(
    fc.property(entries, (each) => check(() => itemOf(each), JSON.stringify(each).slice(0, 1000))),
    { numRuns: 2_000 },
  );
});

test('of items with more attributes than have a shape, and of forms that no other item has', () => {
  for (const count of [maxShapedAttributes, maxShapedAttributes + 1, 5_000]) {
    check(
      () => itemOf(Array.from({ length: count }, (_, index) => [`wide${index}`, { N: String(index) }])),
      `${count}`,
    );
  }
});

test('of items when no room is left for their shapes', () => {
  for (let number = 0; number < 10_000; number += 1) {
    check(() => ({ pk: { S: 'a' }, [`own${number}`]: { N: '1' }, [`of${number}`]: { S: 'b' } }), `${number}`);
  }
});

test('look at each member once', () => {
  let looks = 0;
  const counted = (value: unknown, name: string) =>
    Object.defineProperty({ other: { N: '1' } }, name, {
      enumerable: true,
      get: () => {
        looks += 1;
        return value;
      },
    });
  assert.is.not(parseFlatItem(counted({ S: 'a' }, 'a')), undefined);
  assert.is(looks, 1);
  assert.is.not(parseFlatItem(counted({ S: 'a' }, '__proto__')), undefined);
  assert.is(looks, 2);
});

test.run();

function itemOf(entries: readonly (readonly [string, unknown])[]): unknown {
  const item: Record<string, never> = {};
  for (const [name, value] of entries) setAttribute(item, name, value as never); // some are no values
  return item;
}

function check(create: () => unknown, description: string): void {
  const flat = outcome(() => parseFlatItem(create()));
  const general = outcome(() => parseItem(create(), readWording));
  if (flat === undefined)
    assert.match(String(general), /^thrown/, `${description}: the general way accepts what was left to it`);
  else assert.is(flat, general, description);
}

/** Returns a text that shows the order of the attributes too, what was thrown, or `undefined` for what was left. */
function outcome(
  parse: () => { readonly attributes: Item; readonly sizeBytes: number } | undefined,
): string | undefined {
  try {
    const item = parse();
    return item && JSON.stringify([item.sizeBytes, Object.entries(item.attributes)]);
  } catch (error) {
    return `thrown: ${error}`;
  }
}
