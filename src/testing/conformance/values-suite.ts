import type { AttributeValue } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual } from './expect.ts';
import { rejectionTest, untyped } from './rejection-test.ts';
import { hashTable } from './table-shapes.ts';

const invalid = 'One or more parameter values were invalid: ';
const oneError = `1 validation error detected: ${invalid}`;
const empty = 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes';
const several =
  'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes';

type Rejected<Value> = Readonly<Record<string, readonly [Value, string]>>;

/** The service's older layer parses requests with a value with two types; its messages have no prefix. */
const rejectedInItems: Rejected<unknown> = {
  'a NULL of false': [{ NULL: false }, `${oneError}Null attribute value types must have the value of true`],
  'an empty string set': [{ SS: [] }, `${oneError}An string set  may not be empty`],
  'an empty number set': [{ NS: [] }, `${oneError}An number set  may not be empty`],
  'an empty binary set': [{ BS: [] }, `${oneError}Binary sets should not be empty`],
  'an empty set nested in a map and a list': [
    { M: { list: { L: [{ SS: [] }] } } },
    `${oneError}An string set  may not be empty`,
  ],
  'a duplicate member of a string set': [
    { SS: ['b', 'a', 'b', 'c'] },
    `${oneError}Input collection ["a", "b", "b", "c"] contains duplicates.`,
  ],
  'a duplicate member of a number set': [{ NS: ['1', '2', '1'] }, `${oneError}Input collection contains duplicates.`],
  'members of a number set with equal values': [
    { NS: ['1', '1.0'] },
    `${oneError}Input collection contains duplicates.`,
  ],
  'a duplicate member of a binary set': [
    { BS: [Uint8Array.of(0), Uint8Array.of(255), Uint8Array.of(0)] },
    `${oneError}Input collection ["AA==","/w==","AA=="]of type BS contains duplicates.`,
  ],
  'a value without a type': [{}, empty],
  'a value without a type in a list': [{ L: [{ S: 'a' }, {}] }, empty],
  'a value with two types': [{ S: 'a', N: '1' }, several],
  'a value with two types in a map': [{ M: { a: { S: 'a', BOOL: true } } }, several],
  'a value with two types, one an empty set, with the message for the set': [
    { S: 'a', SS: [] },
    `${invalid}An string set  may not be empty`,
  ],
  'a value with two types, one an invalid number, with the message for the number': [
    { S: 'a', N: 'abc' },
    'The parameter cannot be converted to a numeric value: abc',
  ],
  'a value with two types, one a NULL of false, with the message for NULL': [
    { S: 'a', NULL: false },
    `${invalid}Null attribute value types must have the value of true`,
  ],
};

const rejectedInBatches: Rejected<AttributeValue> = {
  'an empty string set': [{ SS: [] }, `${invalid}An string set  may not be empty`],
  'a duplicate member of a string set': [
    { SS: ['b', 'a', 'b'] },
    `${invalid}Input collection [b, a, b] contains duplicates.`,
  ],
  'a duplicate member of a number set': [{ NS: ['1', '1.0'] }, 'Input collection contains duplicates'],
  'a duplicate member of a binary set': [
    { BS: [Uint8Array.of(98), Uint8Array.of(98)] },
    `${invalid}Input collection [Yg==, Yg==]of type BS contains duplicates.`,
  ],
  'a NULL of false': [{ NULL: false }, `${invalid}Null attribute value types must have the value of true`],
};

const rejectedInExpressions: Rejected<AttributeValue> = {
  'a duplicate member of a string set': [
    { SS: ['a', 'a'] },
    `${invalid}Input collection ["a", "a"] contains duplicates.`,
  ],
  'a duplicate member of a number set': [{ NS: ['1', '1'] }, `${invalid}Input collection contains duplicates.`],
  'an N value that is not a number': [{ N: 'abc' }, 'The parameter cannot be converted to a numeric value: abc'],
};

/** Attribute values of every type: values that are stored unchanged, and values that are rejected. */
export const valuesSuite: ConformanceSuite = {
  name: 'values',
  tests: [
    stores('a string', { S: 'text' }),
    stores('an empty string', { S: '' }),
    stores('a string with supplementary characters, control characters and a backslash', {
      S: '𝄞😀\u0000\n\t\\"é\uffff',
    }),
    stores('a binary value', { B: Uint8Array.of(0, 127, 128, 255) }),
    stores('an empty binary value', { B: new Uint8Array() }),
    stores('true', { BOOL: true }),
    stores('false', { BOOL: false }),
    stores('null', { NULL: true }),
    stores('a string set', { SS: ['b', 'a', 'é', 'A'] }),
    stores('a string set with an empty member', { SS: ['', 'a'] }),
    stores('a number set', { NS: ['3', '-1', '0.5', '1000000'] }),
    stores('a binary set', { BS: [Uint8Array.of(2), Uint8Array.of(1, 0), Uint8Array.of(1)] }),
    stores('a binary set with an empty member', { BS: [new Uint8Array(), Uint8Array.of(1)] }),
    stores('an empty list', { L: [] }),
    stores('a list of every type, in order', {
      L: [{ S: 'a' }, { N: '1' }, { BOOL: false }, { NULL: true }, { SS: ['x'] }, { M: {} }, { L: [{ S: 'a' }] }],
    }),
    stores('an empty map', { M: {} }),
    stores('a nested map with special characters in its names', {
      M: { 'a.b': { M: { 'ä [0]#:': { S: 'deep' } } }, ' ': { N: '1' } },
    }),
    {
      name: 'members of string and binary sets are returned in byte order',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        const strings = { SS: ['b', '😀', '\uffff', 'B', 'a', 'é'] };
        const binaries = { BS: [Uint8Array.of(2), Uint8Array.of(255), Uint8Array.of(1, 0), Uint8Array.of(1)] };
        await db.execute('PutItem', { TableName, Item: { ...Key, strings, binaries } });
        const { Item } = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        // The comparison ignores the order of sets, so compare their members as lists.
        expectEqual(Item?.strings?.SS, ['B', 'a', 'b', 'é', '\uffff', '😀'], 'the string set');
        expectEqual(
          Item?.binaries?.BS,
          [Uint8Array.of(1), Uint8Array.of(1, 0), Uint8Array.of(2), Uint8Array.of(255)],
          'the binary set',
        );
      },
    },
    {
      name: 'members of number sets are returned in ascending order of value',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: { ...Key, numbers: { NS: ['10', '-5', '9', '1e2', '0.5'] } } });
        const { Item } = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        expectEqual(Item?.numbers?.NS, ['-5', '0.5', '9', '10', '100']);
      },
    },
    {
      name: 'a null member of a value counts as absent',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: { ...Key, a: untyped({ S: 'x', N: null }) } });
        const { Item } = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        expectEqual(Item, { ...Key, a: { S: 'x' } });
      },
    },
    ...Object.entries(rejectedInItems).map(([name, [value, message]]) =>
      rejectionTest(`PutItem rejects ${name}`, {
        operation: 'PutItem',
        input: (TableName) => ({ TableName, Item: { pk: { S: 'a' }, v: untyped(value) } }),
        message,
      }),
    ),
    rejectionTest('PutItem rejects an empty attribute name', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { pk: { S: 'a' }, '': { S: 'x' } } }),
      message: '1 validation error detected: Empty attribute name',
    }),
    rejectionTest('PutItem rejects an empty attribute name in a map', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { pk: { S: 'a' }, m: { L: [{ M: { '': { S: 'x' } } }] } } }),
      message: '1 validation error detected: Empty attribute name',
    }),
    rejectionTest('GetItem rejects an empty attribute name, without the prefix "1 validation error detected"', {
      operation: 'GetItem',
      input: (TableName) => ({ TableName, Key: { pk: { S: 'a' }, '': { S: 'x' } } }),
      message: 'Empty attribute name',
    }),
    rejectionTest('GetItem rejects a NULL of false, without the prefix "1 validation error detected"', {
      operation: 'GetItem',
      input: (TableName) => ({ TableName, Key: { pk: { NULL: false } } }),
      message: `${invalid}Null attribute value types must have the value of true`,
    }),
    ...Object.entries(rejectedInBatches).map(([name, [value, message]]) =>
      rejectionTest(`BatchWriteItem rejects ${name} with the older message`, {
        operation: 'BatchWriteItem',
        input: (TableName) => ({
          RequestItems: { [TableName]: [{ PutRequest: { Item: { pk: { S: 'a' }, v: value } } }] },
        }),
        message,
      }),
    ),
    ...Object.entries(rejectedInExpressions).map(([name, [value, message]]) =>
      rejectionTest(`UpdateItem rejects ${name} among the expression attribute values`, {
        operation: 'UpdateItem',
        input: (TableName) => ({
          TableName,
          Key: { pk: { S: 'a' } },
          UpdateExpression: 'SET a = :v',
          ExpressionAttributeValues: { ':v': value },
        }),
        message: `1 validation error detected: ${message}`,
      }),
    ),
    ...Object.entries(rejectedInExpressions).map(([name, [value, message]]) =>
      rejectionTest(`Query rejects ${name} among the expression attribute values`, {
        operation: 'Query',
        input: (TableName) => ({
          TableName,
          KeyConditionExpression: 'pk = :pk',
          FilterExpression: 'a = :v',
          ExpressionAttributeValues: { ':pk': { S: 'a' }, ':v': value },
        }),
        message,
      }),
    ),
  ],
};

/** Creates a test that the value is stored and returned unchanged, by itself and nested. */
function stores(what: string, value: AttributeValue): ConformanceTest {
  return {
    name: `stores ${what}`,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const Item = { pk: { S: newKey() }, v: value, nested: { M: { list: { L: [value, value] } } } };
      await db.execute('PutItem', { TableName, Item });
      const output = await db.execute('GetItem', { TableName, Key: { pk: Item.pk }, ConsistentRead: true });
      expectEqual(output.Item, Item);
    },
  };
}
