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

/** Returns the message of the error for an item that is put or updated, or `accepted`. */
function messageFor(item: Item, updated?: Item): string {
  try {
    checkIndexKeys(schema, item, updated);
    return 'accepted';
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
}

test('can be missing', () => {
  assert.is(messageFor({ id: { S: 'a' }, size: { N: '1' } }), 'accepted');
});

test('accepts an invalid index key that an update leaves unchanged: the item may be older than the index', () => {
  const before = { id: { S: 'a' }, colour: { M: { a: { N: '1' } } } };
  assert.is(messageFor({ ...before, note: { S: 'x' }, size: { N: '1' } }, before), 'accepted');
  assert.is(messageFor({ ...before, colour: { M: { a: { N: '1' } } } }, before), 'accepted');
  assert.is(
    messageFor({ ...before, colour: { M: { a: { N: '2' } } } }, before),
    'One or more parameter values were invalid: Type mismatch for Index Key colour Expected: S Actual: M IndexName: byColour',
  );
});

test('have one size limit for several attributes together', () => {
  const [half, more] = [{ S: 'x'.repeat(1024) }, { S: 'x'.repeat(1025) }];
  assert.is(messageFor({ id: { S: 'a' }, colour: half, shape: half }), 'accepted');
  assert.is(
    messageFor({ id: { S: 'a' }, colour: half, shape: more }),
    'One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes',
  );
});

test('have the limit of a sort key if a table key attribute is the sort key of the index', () => {
  assert.is(messageFor({ id: { S: 'x'.repeat(1024) }, size: { N: '1' } }), 'accepted');
  assert.is(
    messageFor({ id: { S: 'x'.repeat(1025) }, size: { N: '1' } }),
    'One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
  );
});

test.run();
