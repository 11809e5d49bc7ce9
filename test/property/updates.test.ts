import { inspect, isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { applyUpdate } from '../../src/adapters/memory/expressions/evaluation/apply.ts';
import { project } from '../../src/adapters/memory/expressions/evaluation/project.ts';
import { touchedAttributes } from '../../src/adapters/memory/expressions/evaluation/touched-attributes.ts';
import type { StorageKey } from '../../src/adapters/memory/storage/storage-key.ts';
import { newItem } from '../../src/adapters/memory/storage/stored-item.ts';
import type { TableSchema } from '../../src/adapters/memory/storage/table.ts';
import type { ItemWrite } from '../../src/adapters/memory/writing/item-write.ts';
import { updatedItem } from '../../src/adapters/memory/writing/updated-item.ts';
import type { AttributeValue, Item } from '../../src/domain/dynamodb.ts';
import { ServiceError } from '../../src/domain/errors.ts';
import type { Update, UpdateAction, Value } from '../../src/domain/expressions/tree.ts';
import { copyItem, dataTypeOf } from '../../src/domain/values/attribute-value.ts';
import { itemSizeBytes } from '../../src/domain/values/size.ts';
import { suite } from '../support/suite.ts';
import { items, valuesOf } from './arbitraries/attribute-values.ts';
import { updates } from './arbitraries/expressions.ts';

const test = suite('updates');

test('never change the item they are applied to', () => {
  holdsForUpdates((update, item) => {
    const before = copyItem(item);
    applied(update, item);
    isSame(item, before);
  });
});

test('share the values of all attributes that they do not name', () => {
  holdsForUpdates((update, item) => {
    const after = applied(update, item);
    const named = new Set(update.actions.map(({ path }) => path.steps[0]));
    for (const name of Object.keys(item).filter((each) => !named.has(each))) {
      assert.ok(after === undefined || Object.is(after[name], item[name]));
    }
  });
});

test('have the same result in any order of their actions', () => {
  holdsForUpdates((update, item) => {
    const actions = update.actions.toReversed();
    isSame(applied({ kind: 'update', actions }, item), applied(update, item));
  });
});

test('return as UPDATED_OLD and UPDATED_NEW the projection of their paths from the old and the new item', () => {
  holdsForUpdates((update, item) => {
    const paths = update.actions.map(({ path }) => path);
    for (const each of [item, applied(update, item)]) {
      if (each !== undefined)
        isSame(touchedAttributes(update, each) ?? {}, project({ kind: 'projection', paths }, each));
    }
  });
});

test('of stored items give the items and sizes that they give of the attributes', () => {
  let replacing = 0;
  fc.assert(
    fc.property(fc.oneof(updates, topLevelUpdates), typedItems, (update, item) => {
      const stored = newItem(key, copyItem(item), itemSizeBytes(item));
      const expected = applied(update, item);
      const found = ifAccepted(() => updatedItem(schema, writeOf(update), { update, previous: stored }));
      isSame(found?.attributes, expected);
      assert.is(JSON.stringify(found?.attributes), JSON.stringify(expected));
      assert.is(found?.sizeBytes, expected && itemSizeBytes(expected));
      isSame(stored.attributes, item);
      if (expected !== undefined && isSameForm(expected, item)) replacing += 1;
    }),
    { numRuns: 2_000 },
  );
  assert.ok(replacing > 200, `only ${replacing} replaced values by values of the same types`);
});

test.run();

const schema: TableSchema = {
  name: 'things',
  key: { partition: ['pk'], sort: [] },
  keyTypes: { pk: 'S' },
  indexes: [],
};
const key: StorageKey = { hash: 0, hashRest: 0, partition: 'a', sort: undefined, tableKey: undefined };

function writeOf(update: Update): ItemWrite {
  return { key: { ...key, attributes: {} }, action: { kind: 'update', update }, condition: {} };
}

function isSameForm(left: Item, right: Item): boolean {
  const formOf = (item: Item) => JSON.stringify(Object.entries(item).map(([name, value]) => [name, dataTypeOf(value)]));
  return formOf(left) === formOf(right);
}

/** Attributes that have values of the same type in most items. */
const typedValues: Readonly<Record<string, fc.Arbitrary<AttributeValue>>> = {
  a: valuesOf('S'),
  b: valuesOf('N'),
  c: valuesOf('BOOL'),
  d: valuesOf('L'),
  constructor: valuesOf('N'),
};

const typedItems: fc.Arbitrary<Item> = fc.oneof(items, fc.record(typedValues, { noNullPrototype: true }));

const topLevelUpdates: fc.Arbitrary<Update> = fc
  .record(typedValues, { requiredKeys: [], noNullPrototype: true })
  .filter((values) => Object.keys(values).length > 0)
  .map((values) => ({
    kind: 'update',
    actions: Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [actionOn(name, value)])),
  }));

function actionOn(name: string, value: AttributeValue): UpdateAction {
  const path = { kind: 'path', steps: [name] } as const;
  const right: Value = { kind: 'value', value };
  if (value.N === undefined || value.N === '0') return { kind: 'set', path, value: right };
  if (value.N.startsWith('-')) return { kind: 'add', path, value: right };
  return { kind: 'set', path, value: { kind: 'arithmetic', operator: '-', left: path, right } };
}

function holdsForUpdates(predicate: (update: Update, item: Item) => void): void {
  fc.assert(fc.property(updates, items, predicate), { numRuns: 200 });
}

/** Returns the item after the update, or `undefined` if the service rejects it. */
function applied(update: Update, item: Item): Item | undefined {
  return ifAccepted(() => applyUpdate(update, item));
}

function ifAccepted<Result>(update: () => Result): Result | undefined {
  try {
    return update();
  } catch (error) {
    if (!(error instanceof ServiceError) || error.name !== 'ValidationException') throw error;
    return undefined;
  }
}

/** `assert.equal` fails for names such as `constructor`. */
function isSame(actual: unknown, expected: unknown): void {
  assert.ok(isDeepStrictEqual(actual, expected), `${inspect(actual, { depth: 20 })} is not as expected`);
}
