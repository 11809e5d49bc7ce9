import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { isKeyWithinLimits } from '../../src/adapters/memory/storage/key-size.ts';
import type { TableSchema } from '../../src/adapters/memory/storage/table.ts';
import { checkIndexKeys } from '../../src/adapters/memory/validation/index-keys.ts';
import type { AttributeValue, Item } from '../../src/domain/dynamodb.ts';
import { ServiceError } from '../../src/domain/errors.ts';
import { suite } from '../support/suite.ts';

const test = suite('checks of index keys');

const keyTypes = { id: 'S', colour: 'S', shape: 'S', size: 'N', digest: 'B' } as const;
const keys = [
  { partition: ['colour'], sort: ['size'] },
  { partition: ['colour', 'shape'], sort: ['id'] },
  { partition: ['digest'], sort: ['shape', 'colour'] },
];
const schema: TableSchema = {
  name: 'things',
  key: { partition: ['id'], sort: [] },
  keyTypes,
  indexes: keys.map((key, number) => ({
    name: `index${number}`,
    kind: 'global',
    key,
    keyTypes,
    projection: { type: 'ALL' },
  })),
};

const value: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.constantFrom('', 'a', 'é'.repeat(200), 'a'.repeat(341), '€'.repeat(341), 'a'.repeat(1025)).map((S) => ({ S })),
  fc.constantFrom('0', '-12.5').map((N) => ({ N })),
  fc.constantFrom(0, 1, 1024, 1025).map((length) => ({ B: new Uint8Array(length) })),
  fc.constant({ BOOL: true }),
  fc.constant({ M: {} }),
);

const items: fc.Arbitrary<Item> = fc.record(
  { id: fc.constant({ S: 'x' }), colour: value, shape: value, size: value, digest: value, note: value },
  { requiredKeys: ['id'] },
);

test('reject an item exactly if a present key attribute has another type, is empty, or is too large with the others', () => {
  fc.assert(
    fc.property(items, (item) => {
      const isRejected = Object.entries(keyTypes).some(([name, type]) => isInvalid(item[name], type));
      const isTooLarge = keys.some((key) => !isKeyWithinLimits(key, item));
      assert.is(accepts(item), !isRejected && !isTooLarge);
    }),
    { numRuns: 1_000 },
  );
});

test('accept whatever an update leaves as it is', () => {
  fc.assert(
    fc.property(items, value, (item, note) => {
      assert.ok(accepts({ ...item, note }, item));
    }),
  );
});

test.run();

function isInvalid(found: AttributeValue | undefined, type: 'S' | 'N' | 'B'): boolean {
  if (found === undefined) return false;
  return found[type] === undefined || found[type].length === 0;
}

function accepts(item: Item, updated?: Item): boolean {
  try {
    checkIndexKeys(schema, item, updated);
    return true;
  } catch (error) {
    if (error instanceof ServiceError) return false;
    throw error;
  }
}
