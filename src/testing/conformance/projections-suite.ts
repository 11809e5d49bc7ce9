import type { Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { canonicalText } from './difference.ts';
import { expectEqual } from './expect.ts';
import { sortedTable } from './table-shapes.ts';

/** A projection expression, the item without its key, the projected attributes, and the expression attribute names. */
type Projected = readonly [expression: string, item: Item, projected: Item, names?: Readonly<Record<string, string>>];

const x = { S: 'x' };
const y = { S: 'y' };
const z = { S: 'z' };

const projections: readonly Projected[] = [
  ['a', { a: x, b: y }, { a: x }],
  ['a, b', { a: x, b: y, c: z }, { a: x, b: y }],
  ['a, absent', { a: x }, { a: x }],
  ['absent', { a: x }, {}],
  ['a.b', { a: { M: { b: x, c: y } } }, { a: { M: { b: x } } }],
  ['a.b, a.d', { a: { M: { b: x, c: y, d: z } } }, { a: { M: { b: x, d: z } } }],
  ['a.b.c', { a: { M: { b: { M: { c: x, d: y } } } } }, { a: { M: { b: { M: { c: x } } } } }],
  ['a.absent', { a: { M: { b: x } } }, {}],
  ['a.b', { a: x }, {}],
  ['a.b', { a: { L: [x] } }, {}],
  ['a[0]', { a: { M: { b: x } } }, {}],
  ['a[0]', { a: { SS: ['x'] } }, {}],
  ['a[1]', { a: { L: [x, y, z] } }, { a: { L: [y] } }],
  ['a[2], a[0]', { a: { L: [x, y, z] } }, { a: { L: [x, z] } }],
  ['a[0], a[7]', { a: { L: [x, y] } }, { a: { L: [x] } }],
  ['a[7]', { a: { L: [x] } }, {}],
  ['a[0][1]', { a: { L: [{ L: [x, y] }] } }, { a: { L: [{ L: [y] }] } }],
  ['a[1].b', { a: { L: [x, { M: { b: y, c: z } }] } }, { a: { L: [{ M: { b: y } }] } }],
  ['a[0].b, a[0].c', { a: { L: [{ M: { b: x, c: y, d: z } }] } }, { a: { L: [{ M: { b: x, c: y } }] } }],
  ['#n', { 'a.b': x, b: y }, { 'a.b': x }, { '#n': 'a.b' }],
  ['#n', { size: x }, { size: x }, { '#n': 'size' }],
  ['#1.#2', { a: { M: { 'b[0]': x } } }, { a: { M: { 'b[0]': x } } }, { '#1': 'a', '#2': 'b[0]' }],
  ['A', { a: x, A: y }, { A: y }],
];

/** Attributes that projection expressions return. */
export const projectionsSuite: ConformanceSuite = {
  name: 'projections',
  tests: [
    ...projections.map(projects),
    {
      name: 'key attributes are returned only if the projection names them',
      async run({ db, table, newKey }) {
        const TableName = await table(sortedTable);
        const Key = { pk: { S: newKey() }, sk: { S: '1' } };
        await db.execute('PutItem', { TableName, Item: { ...Key, a: x } });
        const output = await db.execute('GetItem', {
          TableName,
          Key,
          ProjectionExpression: 'sk, a',
          ConsistentRead: true,
        });
        expectEqual(output.Item, { sk: Key.sk, a: x });
      },
    },
    {
      name: 'a projection of an item that does not exist returns no Item',
      async run({ db, table, newKey }) {
        const output = await db.execute('GetItem', {
          TableName: await table(sortedTable),
          Key: { pk: { S: newKey() }, sk: { S: '1' } },
          ProjectionExpression: 'a',
        });
        expectEqual(output.Item, undefined);
      },
    },
  ],
};

/** Checks that GetItem, Query and BatchGetItem return the same projection. */
function projects([expression, item, projected, names]: Projected): ConformanceTest {
  return {
    name: `${expression} projects ${canonicalText(item)} to ${canonicalText(projected)}`,
    async run({ db, table, newKey }) {
      const TableName = await table(sortedTable);
      const Key = { pk: { S: newKey() }, sk: { S: '1' } };
      await db.execute('PutItem', { TableName, Item: { ...Key, ...item } });
      const projection = { ProjectionExpression: expression, ExpressionAttributeNames: names, ConsistentRead: true };
      const single = await db.execute('GetItem', { TableName, Key, ...projection });
      expectEqual(single.Item, projected, 'the item of GetItem');
      const queried = await db.execute('Query', {
        ...projection,
        TableName,
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { ...names, '#pk': 'pk' },
        ExpressionAttributeValues: { ':pk': Key.pk },
      });
      expectEqual(queried.Items, [projected], 'the items of Query');
      const batch = await db.execute('BatchGetItem', {
        RequestItems: { [TableName]: { Keys: [Key], ...projection } },
      });
      expectEqual(batch.Responses, { [TableName]: [projected] }, 'the responses of BatchGetItem');
    },
  };
}
