import type { AttributeValue, Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual, expectRejection } from './expect.ts';
import { rejectionTest, untyped } from './rejection-test.ts';
import { hashTable, indexedTable } from './table-shapes.ts';

type Updates = NonNullable<Input<'UpdateItem'>['AttributeUpdates']>;

/** The attributes of the stored item, or `undefined` if none is stored; the updates; the attributes afterwards. */
type Case = readonly [name: string, before: Item | undefined, updates: Updates, after: Item | undefined];

const prefix = '1 validation error detected: ';
const invalid = `${prefix}One or more parameter values were invalid: `;

const x: AttributeValue = { S: 'x' };
const one: AttributeValue = { N: '1' };
const two: AttributeValue = { N: '2' };

const applied: readonly Case[] = [
  ['PUT replaces an attribute', { a: one, b: x }, { a: { Action: 'PUT', Value: x } }, { a: x, b: x }],
  ['an update without action is a PUT', { a: one }, { a: { Value: { M: { b: x } } } }, { a: { M: { b: x } } }],
  ['PUT creates an item', undefined, { a: { Action: 'PUT', Value: x } }, { a: x }],
  ['DELETE without value removes an attribute', { a: one, b: x }, { a: { Action: 'DELETE' } }, { b: x }],
  ['DELETE without value of an absent attribute has no effect', { b: x }, { a: { Action: 'DELETE' } }, { b: x }],
  ['DELETE without value creates no item', undefined, { a: { Action: 'DELETE' } }, undefined],
  [
    'DELETE removes members from a set',
    { a: { SS: ['p', 'q', 'r'] } },
    { a: { Action: 'DELETE', Value: { SS: ['q', 'z'] } } },
    { a: { SS: ['p', 'r'] } },
  ],
  [
    'DELETE compares numbers by value',
    { a: { NS: ['1', '2'] } },
    { a: { Action: 'DELETE', Value: { NS: ['1.0'] } } },
    { a: { NS: ['2'] } },
  ],
  [
    'DELETE of all members removes the attribute',
    { a: { BS: [Uint8Array.of(1)] }, b: x },
    { a: { Action: 'DELETE', Value: { BS: [Uint8Array.of(1)] } } },
    { b: x },
  ],
  [
    'DELETE from an absent attribute has no effect',
    { b: x },
    { a: { Action: 'DELETE', Value: { SS: ['p'] } } },
    { b: x },
  ],
  ['DELETE with a set creates no item', undefined, { a: { Action: 'DELETE', Value: { SS: ['p'] } } }, undefined],
  ['ADD adds to a number', { a: one }, { a: { Action: 'ADD', Value: { N: '-2.5' } } }, { a: { N: '-1.5' } }],
  ['ADD creates a number', { b: x }, { a: { Action: 'ADD', Value: two } }, { a: two, b: x }],
  [
    'ADD adds members to a set',
    { a: { SS: ['p'] } },
    { a: { Action: 'ADD', Value: { SS: ['q', 'p'] } } },
    { a: { SS: ['p', 'q'] } },
  ],
  [
    'ADD appends to a list',
    { a: { L: [one, two] } },
    { a: { Action: 'ADD', Value: { L: [two, x] } } },
    { a: { L: [one, two, two, x] } },
  ],
  ['ADD creates a list', {}, { a: { Action: 'ADD', Value: { L: [x] } } }, { a: { L: [x] } }],
  ['ADD creates an item', undefined, { a: { Action: 'ADD', Value: { NS: ['1'] } } }, { a: { NS: ['1'] } }],
  [
    'one request can have several actions',
    { a: one, b: x, c: { SS: ['p'] } },
    {
      a: { Action: 'ADD', Value: one },
      b: { Action: 'DELETE' },
      c: { Action: 'DELETE', Value: { SS: ['p'] } },
      d: { Action: 'PUT', Value: x },
    },
    { a: two, d: x },
  ],
  ['no updates create an item with its key', undefined, {}, {}],
  ['no updates leave an item as it is', { a: x }, {}, { a: x }],
  [
    'names are not paths',
    { a: { M: { b: one } } },
    { 'a.b': { Action: 'PUT', Value: x } },
    { a: { M: { b: one } }, 'a.b': x },
  ],
  [
    'empty strings, lists and maps are values',
    {},
    { a: { Action: 'PUT', Value: { S: '' } }, b: { Action: 'PUT', Value: { L: [] } } },
    { a: { S: '' }, b: { L: [] } },
  ],
];

/** Values that do not fit the stored attribute. */
const mismatches: readonly (readonly [stored: AttributeValue, action: 'ADD' | 'DELETE', value: AttributeValue])[] = [
  [x, 'ADD', one],
  [{ SS: ['p'] }, 'ADD', one],
  [{ SS: ['p'] }, 'ADD', { NS: ['1'] }],
  [{ SS: ['p'] }, 'ADD', { L: [x] }],
  [{ L: [x] }, 'ADD', one],
  [{ L: [x] }, 'ADD', { SS: ['x'] }],
  [one, 'ADD', { SS: ['x'] }],
  [one, 'ADD', { L: [x] }],
  [{ NULL: true }, 'ADD', one],
  [{ L: [x] }, 'DELETE', { SS: ['x'] }],
  [{ SS: ['1'] }, 'DELETE', { NS: ['1'] }],
  [x, 'DELETE', { SS: ['x'] }],
];

const Key = { pk: { S: 'a' } };

const samples = {
  S: x,
  N: one,
  B: { B: Uint8Array.of(1) },
  BOOL: { BOOL: true },
  NULL: { NULL: true },
  L: { L: [] },
  M: { M: {} },
} satisfies Readonly<Record<string, AttributeValue>>;

/** `AttributeUpdates` of UpdateItem. */
export const legacyUpdatesSuite: ConformanceSuite = {
  name: 'legacy-updates',
  tests: [
    ...applied.map(appliedTest),
    ...mismatches.map(mismatchTest),
    ...(['ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'] as const).map(returnValuesTest),
    ...(['S', 'N', 'B', 'BOOL', 'NULL', 'L', 'M'] as const).map((type) =>
      updateTest(
        `DELETE with a value does not support ${type}`,
        { a: { Action: 'DELETE', Value: samples[type] } },
        `${invalid}DELETE action with value is not supported for the type ${type}`,
      ),
    ),
    ...(['S', 'B', 'BOOL', 'NULL', 'M'] as const).map((type) =>
      updateTest(
        `ADD does not support ${type}`,
        { a: { Action: 'ADD', Value: samples[type] } },
        `${invalid}ADD action is not supported for the type ${type}`,
      ),
    ),
    ...(['PUT', 'ADD', undefined] as const).map((Action) =>
      updateTest(
        `${Action ?? 'an update without action'} needs a value`,
        { a: Action === undefined ? {} : { Action } },
        `${invalid}Only DELETE action is allowed when no attribute value is specified`,
      ),
    ),
    ...['put', '', 'REPLACE'].map((action) =>
      updateTest(
        `rejects the action "${action}"`,
        { a: { Action: untyped(action), Value: x } },
        `${prefix}Member must satisfy enum value set: [ADD, DELETE, PUT]' for Action`,
      ),
    ),
    updateTest('rejects an empty set', { a: { Value: { SS: [] } } }, `${invalid}An string set  may not be empty`),
    updateTest(
      'rejects an empty value',
      { a: { Value: untyped({}) } },
      'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
    ),
    updateTest('rejects an empty attribute name', { '': { Value: x } }, `${prefix}Empty attribute name`),
    updateTest(
      'rejects an update of the key',
      { pk: { Action: 'DELETE' } },
      'One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key',
    ),
    updateTest(
      'reports an invalid value before the type of ADD',
      { a: { Action: 'ADD', Value: { L: [{ NS: [] }] } } },
      `${invalid}An number set  may not be empty`,
    ),
    updateTest(
      'reports the first attribute with a violation',
      { b: { Action: 'DELETE', Value: x }, a: { Action: untyped('put') } },
      `${invalid}DELETE action with value is not supported for the type S`,
    ),
    rejectionTest('reports AttributeUpdates before a table that does not exist', {
      operation: 'UpdateItem',
      input: (TableName) => ({
        TableName: `${TableName}-absent`,
        Key,
        AttributeUpdates: { a: { Action: untyped('put'), Value: x } },
      }),
      message: `${prefix}Member must satisfy enum value set: [ADD, DELETE, PUT]' for Action`,
    }),
    rejectionTest('reports an invalid value of the key before AttributeUpdates', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key: { pk: { NS: [] } }, AttributeUpdates: { a: {} } }),
      message: `${invalid}An number set  may not be empty`,
    }),
    rejectionTest('reports AttributeUpdates before Expected', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key, AttributeUpdates: { a: {} }, Expected: { a: {} } }),
      message: `${invalid}Only DELETE action is allowed when no attribute value is specified`,
    }),
    rejectionTest('rejects an index key of the wrong type', {
      operation: 'UpdateItem',
      table: indexedTable,
      input: (TableName) => ({
        TableName,
        Key: { ...Key, sk: x },
        AttributeUpdates: { label: { Action: 'PUT', Value: one } },
      }),
      message:
        'One or more parameter values were invalid: Type mismatch for Index Key label Expected: S Actual: N IndexName: plain',
    }),
    {
      name: 'a failed condition is reported before a type mismatch',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Item = { pk: { S: newKey() }, a: x };
        await db.execute('PutItem', { TableName, Item });
        const update = db.execute('UpdateItem', {
          TableName,
          Key: { pk: Item.pk },
          AttributeUpdates: { a: { Action: 'ADD', Value: one } },
          Expected: { a: { Exists: false } },
        });
        await expectRejection(update, {
          error: 'ConditionalCheckFailedException',
          message: 'The conditional request failed',
        });
      },
    },
    {
      name: 'the size of AttributeUpdates is that of the updated item alone',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const pk = newKey();
        const put = (length: number) =>
          db.execute('UpdateItem', {
            TableName,
            Key: { pk: { S: pk } },
            AttributeUpdates: { a: { Action: 'PUT', Value: { S: 'f'.repeat(length) } } },
          });
        // Names and values have 409,600 bytes together; an update expression would count more.
        const longest = 409_600 - 'pka'.length - pk.length;
        await put(longest);
        await expectRejection(put(longest + 1), {
          message: 'Item size to update has exceeded the maximum allowed size',
        });
      },
    },
  ],
};

function appliedTest([name, before, AttributeUpdates, after]: Case): ConformanceTest {
  return {
    name,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const pk = { S: newKey() };
      if (before !== undefined) await db.execute('PutItem', { TableName, Item: { ...before, pk } });
      await db.execute('UpdateItem', { TableName, Key: { pk }, AttributeUpdates });
      const { Item } = await db.execute('GetItem', { TableName, Key: { pk }, ConsistentRead: true });
      expectEqual(Item, after && { ...after, pk });
    },
  };
}

function mismatchTest([stored, Action, Value]: (typeof mismatches)[number]): ConformanceTest {
  const [storedType, type] = [stored, Value].map((value) => Object.keys(value).join());
  return {
    name: `${Action} of ${type} does not fit a stored ${storedType}`,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const pk = { S: newKey() };
      await db.execute('PutItem', { TableName, Item: { pk, a: stored } });
      const AttributeUpdates = { b: { Action: 'PUT', Value: x }, a: { Action, Value } } as const;
      const update = db.execute('UpdateItem', { TableName, Key: { pk }, AttributeUpdates });
      await expectRejection(update, { message: 'Type mismatch for attribute to update' });
      const { Item } = await db.execute('GetItem', { TableName, Key: { pk }, ConsistentRead: true });
      expectEqual(Item, { pk, a: stored });
    },
  };
}

function returnValuesTest(ReturnValues: 'ALL_OLD' | 'ALL_NEW' | 'UPDATED_OLD' | 'UPDATED_NEW'): ConformanceTest {
  return {
    name: `returns the attributes of ${ReturnValues}`,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const pk = { S: newKey() };
      await db.execute('PutItem', { TableName, Item: { pk, a: one, b: x, c: x } });
      const { Attributes } = await db.execute('UpdateItem', {
        TableName,
        Key: { pk },
        AttributeUpdates: {
          a: { Action: 'ADD', Value: one },
          b: { Action: 'DELETE' },
          d: { Action: 'PUT', Value: x },
        },
        ReturnValues,
      });
      const expected = {
        ALL_OLD: { pk, a: one, b: x, c: x },
        ALL_NEW: { pk, a: two, c: x, d: x },
        UPDATED_OLD: { a: one, b: x },
        UPDATED_NEW: { a: two, d: x },
      };
      expectEqual(Attributes, expected[ReturnValues]);
    },
  };
}

function updateTest(name: string, AttributeUpdates: Updates, message: string): ConformanceTest {
  return rejectionTest(name, {
    operation: 'UpdateItem',
    input: (TableName) => ({ TableName, Key, AttributeUpdates }),
    message,
  });
}
