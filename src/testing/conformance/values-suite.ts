import type { AttributeValue } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual } from './expect.ts';
import { rejectionTest, untyped } from './rejection-test.ts';
import { hashTable } from './table-shapes.ts';

const invalid = 'One or more parameter values were invalid: ';
const enveloped = `1 validation error detected: ${invalid}`;
const empty = 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes';
const several =
  'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes';

type Refused<Value> = Readonly<Record<string, readonly [Value, string]>>;

/** A request with a value of two types is read by the service's older layer, which puts nothing into an envelope. */
const refusedInItems: Refused<unknown> = {
  'a null that is not true': [{ NULL: false }, `${enveloped}Null attribute value types must have the value of true`],
  'an empty string set': [{ SS: [] }, `${enveloped}An string set  may not be empty`],
  'an empty number set': [{ NS: [] }, `${enveloped}An number set  may not be empty`],
  'an empty binary set': [{ BS: [] }, `${enveloped}Binary sets should not be empty`],
  'an empty set in a list in a map': [
    { M: { list: { L: [{ SS: [] }] } } },
    `${enveloped}An string set  may not be empty`,
  ],
  'a repeated member of a string set': [
    { SS: ['b', 'a', 'b', 'c'] },
    `${enveloped}Input collection ["a", "b", "b", "c"] contains duplicates.`,
  ],
  'a repeated member of a number set': [{ NS: ['1', '2', '1'] }, `${enveloped}Input collection contains duplicates.`],
  'members of a number set that are the same by value': [
    { NS: ['1', '1.0'] },
    `${enveloped}Input collection contains duplicates.`,
  ],
  'a repeated member of a binary set': [
    { BS: [Uint8Array.of(0), Uint8Array.of(255), Uint8Array.of(0)] },
    `${enveloped}Input collection ["AA==","/w==","AA=="]of type BS contains duplicates.`,
  ],
  'a value of no type': [{}, empty],
  'a value of no type in a list': [{ L: [{ S: 'a' }, {}] }, empty],
  'a value of two types': [{ S: 'a', N: '1' }, several],
  'a value of two types in a map': [{ M: { a: { S: 'a', BOOL: true } } }, several],
  'a value of two types, one of them an empty set, for the set': [
    { S: 'a', SS: [] },
    `${invalid}An string set  may not be empty`,
  ],
  'a value of two types, one of them a bad number, for the number': [
    { S: 'a', N: 'abc' },
    'The parameter cannot be converted to a numeric value: abc',
  ],
  'a value of two types, one of them a null that is not true, for the null': [
    { S: 'a', NULL: false },
    `${invalid}Null attribute value types must have the value of true`,
  ],
};

const refusedInBatches: Refused<AttributeValue> = {
  'an empty string set': [{ SS: [] }, `${invalid}An string set  may not be empty`],
  'a repeated member of a string set': [
    { SS: ['b', 'a', 'b'] },
    `${invalid}Input collection [b, a, b] contains duplicates.`,
  ],
  'a repeated member of a number set': [{ NS: ['1', '1.0'] }, 'Input collection contains duplicates'],
  'a repeated member of a binary set': [
    { BS: [Uint8Array.of(98), Uint8Array.of(98)] },
    `${invalid}Input collection [Yg==, Yg==]of type BS contains duplicates.`,
  ],
  'a null that is not true': [{ NULL: false }, `${invalid}Null attribute value types must have the value of true`],
};

const refusedInExpressions: Refused<AttributeValue> = {
  'a repeated member of a string set': [
    { SS: ['a', 'a'] },
    `${invalid}Input collection ["a", "a"] contains duplicates.`,
  ],
  'a repeated member of a number set': [{ NS: ['1', '1'] }, `${invalid}Input collection contains duplicates.`],
  'a text that is no number': [{ N: 'abc' }, 'The parameter cannot be converted to a numeric value: abc'],
};

/** Attribute values of every type: what is kept as it came, and what is refused, in the current words. */
export const valuesSuite: ConformanceSuite = {
  name: 'values',
  tests: [
    keeps('a string', { S: 'text' }),
    keeps('an empty string', { S: '' }),
    keeps('a string of astral characters, controls and a lone backslash', { S: '𝄞😀\u0000\n\t\\"é\uffff' }),
    keeps('a binary value', { B: Uint8Array.of(0, 127, 128, 255) }),
    keeps('an empty binary value', { B: new Uint8Array() }),
    keeps('true', { BOOL: true }),
    keeps('false', { BOOL: false }),
    keeps('null', { NULL: true }),
    keeps('a string set', { SS: ['b', 'a', 'é', 'A'] }),
    keeps('a string set with an empty member', { SS: ['', 'a'] }),
    keeps('a number set', { NS: ['3', '-1', '0.5', '1000000'] }),
    keeps('a binary set', { BS: [Uint8Array.of(2), Uint8Array.of(1, 0), Uint8Array.of(1)] }),
    keeps('a binary set with an empty member', { BS: [new Uint8Array(), Uint8Array.of(1)] }),
    keeps('an empty list', { L: [] }),
    keeps('a list of every type, in order', {
      L: [{ S: 'a' }, { N: '1' }, { BOOL: false }, { NULL: true }, { SS: ['x'] }, { M: {} }, { L: [{ S: 'a' }] }],
    }),
    keeps('an empty map', { M: {} }),
    keeps('a map in a map, with names of any characters', {
      M: { 'a.b': { M: { 'ä [0]#:': { S: 'deep' } } }, ' ': { N: '1' } },
    }),
    {
      name: 'members of string and binary sets come back in byte order',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        const strings = { SS: ['b', '😀', '\uffff', 'B', 'a', 'é'] };
        const binaries = { BS: [Uint8Array.of(2), Uint8Array.of(255), Uint8Array.of(1, 0), Uint8Array.of(1)] };
        await db.execute('PutItem', { TableName, Item: { ...Key, strings, binaries } });
        const { Item } = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        // As lists, whose order counts in the comparison.
        expectEqual(Item?.strings?.SS, ['B', 'a', 'b', 'é', '\uffff', '😀'], 'the string set');
        expectEqual(
          Item?.binaries?.BS,
          [Uint8Array.of(1), Uint8Array.of(1, 0), Uint8Array.of(2), Uint8Array.of(255)],
          'the binary set',
        );
      },
    },
    {
      name: 'members of number sets come back by value, ascending',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: { ...Key, numbers: { NS: ['10', '-5', '9', '1e2', '0.5'] } } });
        const { Item } = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        expectEqual(Item?.numbers?.NS, ['-5', '0.5', '9', '10', '100']);
      },
    },
    {
      name: 'a member of a value that is null counts as absent',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: { ...Key, a: untyped({ S: 'x', N: null }) } });
        const { Item } = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        expectEqual(Item, { ...Key, a: { S: 'x' } });
      },
    },
    ...Object.entries(refusedInItems).map(([name, [value, message]]) =>
      rejectionTest(`PutItem refuses ${name}`, {
        operation: 'PutItem',
        input: (TableName) => ({ TableName, Item: { pk: { S: 'a' }, v: untyped(value) } }),
        message,
      }),
    ),
    rejectionTest('PutItem refuses the empty attribute name', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { pk: { S: 'a' }, '': { S: 'x' } } }),
      message: '1 validation error detected: Empty attribute name',
    }),
    rejectionTest('PutItem refuses the empty attribute name in a map', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { pk: { S: 'a' }, m: { L: [{ M: { '': { S: 'x' } } }] } } }),
      message: '1 validation error detected: Empty attribute name',
    }),
    rejectionTest('GetItem refuses the empty attribute name without an envelope', {
      operation: 'GetItem',
      input: (TableName) => ({ TableName, Key: { pk: { S: 'a' }, '': { S: 'x' } } }),
      message: 'Empty attribute name',
    }),
    rejectionTest('GetItem refuses a null that is not true without an envelope', {
      operation: 'GetItem',
      input: (TableName) => ({ TableName, Key: { pk: { NULL: false } } }),
      message: `${invalid}Null attribute value types must have the value of true`,
    }),
    ...Object.entries(refusedInBatches).map(([name, [value, message]]) =>
      rejectionTest(`BatchWriteItem refuses ${name} in the older words`, {
        operation: 'BatchWriteItem',
        input: (TableName) => ({
          RequestItems: { [TableName]: [{ PutRequest: { Item: { pk: { S: 'a' }, v: value } } }] },
        }),
        message,
      }),
    ),
    ...Object.entries(refusedInExpressions).map(([name, [value, message]]) =>
      rejectionTest(`UpdateItem refuses ${name} among the expression attribute values`, {
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
    ...Object.entries(refusedInExpressions).map(([name, [value, message]]) =>
      rejectionTest(`Query refuses ${name} among the expression attribute values`, {
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

/** A test that an item comes back with the value, alone and nested. */
function keeps(what: string, value: AttributeValue): ConformanceTest {
  return {
    name: `keeps ${what}`,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const Item = { pk: { S: newKey() }, v: value, nested: { M: { list: { L: [value, value] } } } };
      await db.execute('PutItem', { TableName, Item });
      const output = await db.execute('GetItem', { TableName, Key: { pk: Item.pk }, ConsistentRead: true });
      expectEqual(output.Item, Item);
    },
  };
}
