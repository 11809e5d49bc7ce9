import type { MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import type { AttributeValue, Item } from '../../src/domain/dynamodb.ts';
import { suite } from '../support/suite.ts';
import { indexes, openThings } from './things.ts';

const test = suite('indexes');

/** Each attribute is optional and has few values, so that many entries have the same key. */
const attributes = fc.record(
  {
    colour: fc.constantFrom('red', 'blue').map((S) => ({ S })),
    size: fc.constantFrom('1', '2', '-3').map((N) => ({ N })),
    title: fc.constantFrom('a', 'b').map((S) => ({ S })),
    extra: fc.boolean().map((BOOL) => ({ BOOL })),
  },
  { requiredKeys: [] },
);

const keys = fc.record({
  pk: fc.constantFrom('p', 'q', 'r').map((S) => ({ S })),
  sk: fc.constantFrom('1', '2', '3', '4').map((S) => ({ S })),
});

/** An action of an update: sets or removes one attribute. */
const changes = fc.constantFrom<readonly [name: string, value: AttributeValue | undefined]>(
  ['colour', { S: 'red' }],
  ['colour', { S: 'blue' }],
  ['colour', undefined],
  ['size', { N: '7' }],
  ['size', undefined],
  ['title', { S: 'c' }],
  ['title', undefined],
);

const writes = fc.oneof(
  fc.tuple(keys, attributes).map(([key, more]) => async (db: MemoryDynamoDb) => {
    await db.execute('PutItem', { TableName: 'things', Item: { ...key, ...more } });
  }),
  fc.tuple(keys, changes).map(([Key, [name, value]]) => async (db: MemoryDynamoDb) => {
    await db.execute('UpdateItem', {
      TableName: 'things',
      Key,
      UpdateExpression: value === undefined ? 'REMOVE #name' : 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: value && { ':value': value },
    });
  }),
  keys.map((Key) => async (db: MemoryDynamoDb) => {
    await db.execute('DeleteItem', { TableName: 'things', Key });
  }),
);

test('an index contains exactly the projections of the items with its key attributes', () =>
  fc.assert(
    fc.asyncProperty(fc.array(writes, { maxLength: 40 }), async (history) => {
      const db = await openThings();
      for (const write of history) await write(db);
      const { Items: items = [] } = await db.execute('Scan', { TableName: 'things' });
      for (const [IndexName, { keys: needed, projected }] of Object.entries(indexes)) {
        const { Items } = await db.execute('Scan', { TableName: 'things', IndexName });
        const expected = items
          .filter((item) => needed.every((name) => item[name] !== undefined))
          .map((item) =>
            Object.fromEntries(Object.entries(item).filter(([name]) => projected.some((each) => each === name))),
          );
        assert.equal(sorted(Items), sorted(expected), IndexName);
      }
    }),
  ));

test('a query of an index equals its filtered, sorted scan, in both directions', () =>
  fc.assert(
    fc.asyncProperty(fc.array(writes, { maxLength: 40 }), fc.boolean(), async (history, ScanIndexForward) => {
      const db = await openThings();
      for (const write of history) await write(db);
      const values = { ':colour': { S: 'red' } };
      const query = await db.execute('Query', {
        TableName: 'things',
        IndexName: 'all',
        KeyConditionExpression: 'colour = :colour',
        ExpressionAttributeValues: values,
        ScanIndexForward,
      });
      const scan = await db.execute('Scan', {
        TableName: 'things',
        IndexName: 'all',
        FilterExpression: 'colour = :colour',
        ExpressionAttributeValues: values,
      });
      assert.equal(query.Items, ScanIndexForward ? scan.Items : scan.Items?.reverse());
      const sizes = query.Items?.map(({ size }) => Number(size?.N)) ?? [];
      assert.equal(
        sizes,
        sizes.toSorted((left, right) => (ScanIndexForward ? left - right : right - left)),
      );
    }),
  ));

test.run();

/** Converts items to text, independent of the order of items and attributes. */
function sorted(items: readonly Item[] = []): string[] {
  return items
    .map((item) => JSON.stringify(Object.entries(item).sort(([left], [right]) => (left < right ? -1 : 1))))
    .sort();
}
