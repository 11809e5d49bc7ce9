import type { Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { canonicalText } from './difference.ts';
import { expectEqual, expectRejection } from './expect.ts';
import { hashTable } from './table-shapes.ts';

/** An update expression, the item before and after without its key, and the expression attribute values. */
type Change = readonly [expression: string, before: Item | undefined, after: Item | undefined, values?: Item];

/** A rejected update: its expression, the stored item without its key, the error message, and the expression attribute values. */
type RejectedUpdate = readonly [expression: string, stored: Item | undefined, message: string, values?: Item];

const x = { S: 'x' };
const y = { S: 'y' };
const z = { S: 'z' };
const list = (...elements: readonly string[]) => ({ L: elements.map((S) => ({ S })) });

const setting: readonly Change[] = [
  ['SET a = :v', {}, { a: x }, { ':v': x }],
  ['SET a = :v', { a: y, b: z }, { a: x, b: z }, { ':v': x }],
  ['SET a = :v', undefined, { a: x }, { ':v': x }],
  ['SET a = :v, b = :w', {}, { a: x, b: y }, { ':v': x, ':w': y }],
  ['SET a = b', { b: x }, { a: x, b: x }],
  ['SET a = b, b = a', { a: x, b: y }, { a: y, b: x }],
  ['SET a.b = :v', { a: { M: {} } }, { a: { M: { b: x } } }, { ':v': x }],
  ['SET a.b.c = :v', { a: { M: { b: { M: { d: y } } } } }, { a: { M: { b: { M: { c: x, d: y } } } } }, { ':v': x }],
  ['SET a[0].b = :v', { a: { L: [{ M: {} }] } }, { a: { L: [{ M: { b: x } }] } }, { ':v': x }],
  ['SET a = a.b', { a: { M: { b: x } } }, { a: x }],
  ['SET a = if_not_exists(a, :v)', {}, { a: x }, { ':v': x }],
  ['SET a = if_not_exists(a, :v)', { a: { NULL: true } }, { a: { NULL: true } }, { ':v': x }],
  ['SET a = if_not_exists(b, :v)', { a: z, b: y }, { a: y, b: y }, { ':v': x }],
  ['SET a = if_not_exists(b, c)', { c: y }, { a: y, c: y }],
  ['SET a = if_not_exists(a, :zero) + :n', {}, { a: { N: '2' } }, { ':zero': { N: '0' }, ':n': { N: '2' } }],
  ['SET a = a - :n', { a: { N: '5' } }, { a: { N: '3' } }, { ':n': { N: '2' } }],
  ['SET a = b + c', { b: { N: '1' }, c: { N: '2' } }, { a: { N: '3' }, b: { N: '1' }, c: { N: '2' } }],
  ['SET a = (b + :n)', { b: { N: '1' } }, { a: { N: '2' }, b: { N: '1' } }, { ':n': { N: '1' } }],
  ['set a = :v remove b', { b: y }, { a: x }, { ':v': x }],
];

const onLists: readonly Change[] = [
  ['SET l[0] = :v', { l: list('a', 'b') }, { l: list('x', 'b') }, { ':v': x }],
  ['SET l[0] = :v', { l: list() }, { l: list('x') }, { ':v': x }],
  ['SET l[9] = :v', { l: list('a') }, { l: list('a', 'x') }, { ':v': x }],
  ['SET l[9] = :v, l[5] = :w', { l: list('a') }, { l: list('a', 'y', 'x') }, { ':v': x, ':w': y }],
  ['SET l[0] = l[1], l[1] = l[0]', { l: list('a', 'b') }, { l: list('b', 'a') }],
  ['SET l = list_append(l, :v)', { l: list('a') }, { l: list('a', 'x', 'y') }, { ':v': list('x', 'y') }],
  ['SET l = list_append(:v, l)', { l: list('a') }, { l: list('x', 'a') }, { ':v': list('x') }],
  ['SET l = list_append(l, l)', { l: list('a', 'b') }, { l: list('a', 'b', 'a', 'b') }],
  ['SET l = list_append(if_not_exists(l, :none), :v)', {}, { l: list('x') }, { ':none': { L: [] }, ':v': list('x') }],
  ['REMOVE l[0]', { l: list('a', 'b', 'c') }, { l: list('b', 'c') }],
  ['REMOVE l[0], l[1]', { l: list('a', 'b', 'c') }, { l: list('c') }],
  ['REMOVE l[2], l[0]', { l: list('a', 'b', 'c') }, { l: list('b') }],
  ['REMOVE l[7]', { l: list('a') }, { l: list('a') }],
  ['REMOVE l[0]', { l: list('a') }, { l: list() }],
  ['REMOVE l[1] SET l[3] = :v', { l: list('a', 'b', 'c', 'd') }, { l: list('a', 'c', 'x') }, { ':v': x }],
  ['REMOVE l[0] SET l[1] = :v', { l: list('a', 'b') }, { l: list('x') }, { ':v': x }],
  ['REMOVE l[0] SET l[5] = :v', { l: list('a', 'b') }, { l: list('b', 'x') }, { ':v': x }],
  ['REMOVE l[0].a', { l: { L: [{ M: { a: x, b: y } }] } }, { l: { L: [{ M: { b: y } }] } }],
];

const removing: readonly Change[] = [
  ['REMOVE a', { a: x, b: y }, { b: y }],
  ['REMOVE a, b', { a: x, b: y }, {}],
  ['REMOVE a', { b: y }, { b: y }],
  ['REMOVE a.b', { a: { M: { b: x } } }, { a: { M: {} } }],
  ['REMOVE a.c', { a: { M: { b: x } } }, { a: { M: { b: x } } }],
  ['REMOVE a', undefined, undefined],
  ['REMOVE a.b', undefined, undefined],
];

const addingAndDeleting: readonly Change[] = [
  ['ADD a :n', { a: { N: '1' } }, { a: { N: '3' } }, { ':n': { N: '2' } }],
  ['ADD a :n', {}, { a: { N: '-2' } }, { ':n': { N: '-2' } }],
  ['ADD a :n', undefined, { a: { N: '2' } }, { ':n': { N: '2' } }],
  ['ADD a :n, b :n', { a: { N: '1' } }, { a: { N: '3' }, b: { N: '2' } }, { ':n': { N: '2' } }],
  ['ADD a :s', { a: { SS: ['a'] } }, { a: { SS: ['a', 'b'] } }, { ':s': { SS: ['a', 'b'] } }],
  ['ADD a :s', {}, { a: { SS: ['a'] } }, { ':s': { SS: ['a'] } }],
  ['ADD a :s', { a: { NS: ['1'] } }, { a: { NS: ['1', '2'] } }, { ':s': { NS: ['1.0', '2'] } }],
  [
    'ADD a :s',
    { a: { BS: [Uint8Array.of(1)] } },
    { a: { BS: [Uint8Array.of(1), Uint8Array.of(2)] } },
    { ':s': { BS: [Uint8Array.of(2)] } },
  ],
  ['ADD a.b :n', { a: { M: { b: { N: '1' } } } }, { a: { M: { b: { N: '2' } } } }, { ':n': { N: '1' } }],
  ['ADD a.b :n', { a: { M: {} } }, { a: { M: { b: { N: '1' } } } }, { ':n': { N: '1' } }],
  ['ADD a[0] :n', { a: { L: [{ N: '1' }] } }, { a: { L: [{ N: '2' }] } }, { ':n': { N: '1' } }],
  ['DELETE a :s', { a: { SS: ['a', 'b'] } }, { a: { SS: ['b'] } }, { ':s': { SS: ['a', 'c'] } }],
  ['DELETE a :s', { a: { SS: ['a'] } }, {}, { ':s': { SS: ['a'] } }],
  ['DELETE a :s', { a: { NS: ['1', '2'] } }, { a: { NS: ['2'] } }, { ':s': { NS: ['1.0'] } }],
  ['DELETE a :s', {}, {}, { ':s': { SS: ['a'] } }],
  ['DELETE a :s', undefined, undefined, { ':s': { SS: ['a'] } }],
  ['DELETE a.b :s', { a: { M: { b: { SS: ['a'] } } } }, { a: { M: {} } }, { ':s': { SS: ['a'] } }],
  ['DELETE l[0] :s', { l: { L: [{ SS: ['a'] }, x] } }, { l: { L: [x] } }, { ':s': { SS: ['a'] } }],
];

const mixed: readonly Change[] = [
  [
    'SET a = :v REMOVE b ADD c :n DELETE d :s',
    { b: y, c: { N: '1' }, d: { SS: ['a', 'b'] } },
    { a: x, c: { N: '2' }, d: { SS: ['b'] } },
    { ':v': x, ':n': { N: '1' }, ':s': { SS: ['a'] } },
  ],
  [
    'DELETE d :s ADD c :n REMOVE b SET a = b',
    { b: y, d: { SS: ['q'] } },
    { a: y, c: { N: '1' }, d: { SS: ['q'] } },
    { ':n': { N: '1' }, ':s': { SS: ['r'] } },
  ],
  ['SET a = c ADD c :n', { c: { N: '1' } }, { a: { N: '1' }, c: { N: '2' } }, { ':n': { N: '1' } }],
  ['SET a.x = :v, a.y = :v', { a: { M: {} } }, { a: { M: { x, y: x } } }, { ':v': x }],
];

const invalidPath = 'The document path provided in the update expression is invalid for update';
const missingOperand = 'The provided expression refers to an attribute that does not exist in the item';
const wrongType = 'An operand in the update expression has an incorrect data type';

const rejected: readonly RejectedUpdate[] = [
  ['SET a.b = :v', {}, invalidPath, { ':v': x }],
  ['SET a.b = :v', undefined, invalidPath, { ':v': x }],
  ['SET a.b.c = :v', { a: { M: {} } }, invalidPath, { ':v': x }],
  ['SET a.b = :v', { a: { L: [] } }, invalidPath, { ':v': x }],
  ['SET a.b = :v', { a: { NULL: true } }, invalidPath, { ':v': x }],
  ['SET a[0] = :v', {}, invalidPath, { ':v': x }],
  ['SET a[0] = :v', { a: { M: {} } }, invalidPath, { ':v': x }],
  ['SET l[5].a = :v', { l: { L: [{ M: {} }] } }, invalidPath, { ':v': x }],
  ['REMOVE a.b', {}, invalidPath],
  ['REMOVE a.b', { a: x }, invalidPath],
  ['REMOVE a[0]', { a: { M: {} } }, invalidPath],
  ['ADD a.b :n', {}, invalidPath, { ':n': { N: '1' } }],
  ['DELETE a.b :s', {}, invalidPath, { ':s': { SS: ['a'] } }],
  ['SET a = b', {}, missingOperand],
  ['SET a = b', undefined, missingOperand],
  ['SET a = a + :n', {}, missingOperand, { ':n': { N: '1' } }],
  ['SET a = b.c', { b: { M: {} } }, missingOperand],
  ['SET a = list_append(a, :l)', {}, missingOperand, { ':l': { L: [] } }],
  ['SET a = if_not_exists(b, c)', {}, missingOperand],
  ['SET a = b + :n', { b: x }, wrongType, { ':n': { N: '1' } }],
  ['SET a = :n - b', { b: { L: [] } }, wrongType, { ':n': { N: '1' } }],
  ['SET a = list_append(b, :l)', { b: x }, wrongType, { ':l': { L: [] } }],
  ['ADD a :n', { a: x }, wrongType, { ':n': { N: '1' } }],
  ['ADD a :n', { a: { NS: ['1'] } }, wrongType, { ':n': { N: '1' } }],
  ['ADD a :s', { a: { NS: ['1'] } }, wrongType, { ':s': { SS: ['1'] } }],
  ['ADD a :s', { a: { L: [] } }, wrongType, { ':s': { SS: ['1'] } }],
  ['DELETE a :s', { a: { NS: ['1'] } }, wrongType, { ':s': { SS: ['1'] } }],
  ['DELETE a :s', { a: x }, wrongType, { ':s': { SS: ['x'] } }],
  ['SET b.c = :v ADD a :n', { a: x }, wrongType, { ':v': x, ':n': { N: '1' } }],
];

/** Effects of update expressions on items, and updates that an item makes invalid. */
export const updatesSuite: ConformanceSuite = {
  name: 'updates',
  tests: [
    ...[...setting, ...onLists, ...removing, ...addingAndDeleting, ...mixed].map(changes),
    ...rejected.map(isRejected),
    {
      name: 'an operand may be the key of an item that the update creates',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        await db.execute('UpdateItem', { TableName, Key, UpdateExpression: 'SET a = pk' });
        const { Item } = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        expectEqual(Item, { ...Key, a: Key.pk });
      },
    },
    {
      name: 'an update without an expression creates an item with only its key',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        await db.execute('UpdateItem', { TableName, Key });
        const { Item } = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        expectEqual(Item, Key);
      },
    },
    {
      name: 'an update without an expression does not change an existing item',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: { ...Key, a: x } });
        const { Attributes } = await db.execute('UpdateItem', { TableName, Key, ReturnValues: 'ALL_NEW' });
        expectEqual(Attributes, { ...Key, a: x });
      },
    },
    {
      name: 'each part of a path may be an expression attribute name',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: { ...Key, 'a.b': { M: {} } } });
        const { Attributes } = await db.execute('UpdateItem', {
          TableName,
          Key,
          UpdateExpression: 'SET #1.#size = :v',
          ExpressionAttributeNames: { '#1': 'a.b', '#size': 'size' },
          ExpressionAttributeValues: { ':v': x },
          ReturnValues: 'ALL_NEW',
        });
        expectEqual(Attributes, { ...Key, 'a.b': { M: { size: x } } });
      },
    },
  ],
};

function changes([expression, before, after, values]: Change): ConformanceTest {
  return {
    name: `${expression}${withValues(values)} changes ${show(before)} to ${show(after)}`,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const Key = { pk: { S: newKey() } };
      if (before !== undefined) await db.execute('PutItem', { TableName, Item: { ...Key, ...before } });
      await db.execute('UpdateItem', {
        TableName,
        Key,
        UpdateExpression: expression,
        ExpressionAttributeValues: values,
      });
      const { Item } = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
      expectEqual(Item, after && { ...Key, ...after });
    },
  };
}

function isRejected([expression, stored, message, values]: RejectedUpdate): ConformanceTest {
  return {
    name: `${expression}${withValues(values)} is rejected for ${show(stored)}`,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const Key = { pk: { S: newKey() } };
      if (stored !== undefined) await db.execute('PutItem', { TableName, Item: { ...Key, ...stored } });
      const update = db.execute('UpdateItem', {
        TableName,
        Key,
        UpdateExpression: expression,
        ExpressionAttributeValues: values,
      });
      await expectRejection(update, { message });
      const { Item } = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
      expectEqual(Item, stored && { ...Key, ...stored }, 'what is stored afterwards');
    },
  };
}

function show(item: Item | undefined): string {
  return item === undefined ? 'no item' : canonicalText(item);
}

function withValues(values: Item | undefined): string {
  return values === undefined ? '' : ` with ${canonicalText(values)}`;
}
