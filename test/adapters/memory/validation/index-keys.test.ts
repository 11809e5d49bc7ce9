import * as assert from 'uvu/assert';
import type { TableSchema } from '../../../../src/adapters/memory/storage/table.ts';
import { checkIndexKeys } from '../../../../src/adapters/memory/validation/index-keys.ts';
import type { Item } from '../../../../src/domain/dynamodb.ts';
import { suite } from '../../../support/suite.ts';

const test = suite('index keys');

const keyTypes = { id: 'S', colour: 'S', shape: 'S', size: 'N' } as const;

const schema: TableSchema = {
  name: 'things',
  key: { partition: ['id'], sort: [] },
  keyTypes,
  indexes: [
    {
      name: 'byColour',
      kind: 'global',
      key: { partition: ['colour', 'shape'], sort: ['size', 'id'] },
      keyTypes,
      projection: { type: 'ALL' },
    },
  ],
};

/** What an item, put or updated, is refused with. */
function answerTo(item: Item, updated?: Item): string {
  try {
    checkIndexKeys(schema, item, updated);
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
}

test('may be missing', () => {
  assert.is(answerTo({ id: { S: 'a' }, size: { N: '1' } }), 'accepted');
});

test('that an update leaves as they were may be unfit, as the index may have come later', () => {
  const before = { id: { S: 'a' }, colour: { M: { a: { N: '1' } } } };
  assert.is(answerTo({ ...before, note: { S: 'x' }, size: { N: '1' } }, before), 'accepted');
  assert.is(answerTo({ ...before, colour: { M: { a: { N: '1' } } } }, before), 'accepted');
  assert.is(
    answerTo({ ...before, colour: { M: { a: { N: '2' } } } }, before),
    'One or more parameter values were invalid: Type mismatch for Index Key colour Expected: S Actual: M IndexName: byColour',
  );
});

test('of several attributes count together', () => {
  const [half, more] = [{ S: 'x'.repeat(1024) }, { S: 'x'.repeat(1025) }];
  assert.is(answerTo({ id: { S: 'a' }, colour: half, shape: half }), 'accepted');
  assert.is(
    answerTo({ id: { S: 'a' }, colour: half, shape: more }),
    'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
  );
});

test('have the limit of a sort key where the key of the table is one', () => {
  assert.is(answerTo({ id: { S: 'x'.repeat(1024) }, size: { N: '1' } }), 'accepted');
  assert.is(
    answerTo({ id: { S: 'x'.repeat(1025) }, size: { N: '1' } }),
    'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
  );
});

test.run();
