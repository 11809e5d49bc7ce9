import { inspect, isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { applyUpdate } from '../../src/adapters/memory/expressions/evaluation/apply.ts';
import { project } from '../../src/adapters/memory/expressions/evaluation/project.ts';
import { touchedAttributes } from '../../src/adapters/memory/expressions/evaluation/touched-attributes.ts';
import type { Item } from '../../src/domain/dynamodb.ts';
import { ServiceError } from '../../src/domain/errors.ts';
import type { Update } from '../../src/domain/expressions/tree.ts';
import { copyItem } from '../../src/domain/values/attribute-value.ts';
import { suite } from '../support/suite.ts';
import { items } from './arbitraries/attribute-values.ts';
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

test.run();

function holdsForUpdates(predicate: (update: Update, item: Item) => void): void {
  fc.assert(fc.property(updates, items, predicate), { numRuns: 200 });
}

/** Returns the item after the update, or `undefined` if the service rejects it. */
function applied(update: Update, item: Item): Item | undefined {
  try {
    return applyUpdate(update, item);
  } catch (error) {
    if (!(error instanceof ServiceError) || error.name !== 'ValidationException') throw error;
    return undefined;
  }
}

/** `assert.equal` fails for names such as `constructor`. */
function isSame(actual: unknown, expected: unknown): void {
  assert.ok(isDeepStrictEqual(actual, expected), `${inspect(actual, { depth: 20 })} is not as expected`);
}
