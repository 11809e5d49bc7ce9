import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual, expectRejection } from './expect.ts';
import { rejectionTest } from './rejection-test.ts';
import { hashTable, numberSortedTable } from './table-shapes.ts';

const notANumber = 'The parameter cannot be converted to a numeric value: ';
const overflow = 'Number overflow. Attempting to store a number with magnitude larger than supported range';
const underflow = 'Number underflow. Attempting to store a number with magnitude smaller than supported range';
const tooManyDigits = 'Attempting to store more than 38 significant digits in a Number';

/** Numbers as written in a request, and as returned. */
const normalized: readonly (readonly [string, string])[] = [
  ['0', '0'],
  ['-0', '0'],
  ['0.0', '0'],
  ['0e125', '0'],
  ['0.0e126', '0'],
  ['+5', '5'],
  ['.5', '0.5'],
  ['-.5', '-0.5'],
  ['5.', '5'],
  ['0042.1200', '42.12'],
  ['-0042.1200', '-42.12'],
  ['1e3', '1000'],
  ['1E+3', '1000'],
  ['1.5e-3', '0.0015'],
  ['123.456e2', '12345.6'],
  ['9007199254740993', '9007199254740993'],
  ['1E125', `1${'0'.repeat(125)}`],
  ['9.9999999999999999999999999999999999999E125', `${'9'.repeat(38)}${'0'.repeat(88)}`],
  ['-9.9999999999999999999999999999999999999E125', `-${'9'.repeat(38)}${'0'.repeat(88)}`],
  ['1E-130', `0.${'0'.repeat(129)}1`],
  ['-1E-130', `-0.${'0'.repeat(129)}1`],
  ['12345678901234567890123456789012345678', '12345678901234567890123456789012345678'],
  ['0.12345678901234567890123456789012345678', '0.12345678901234567890123456789012345678'],
  [`${'1'.repeat(38)}${'0'.repeat(20)}`, `${'1'.repeat(38)}${'0'.repeat(20)}`],
  [`000${'1'.repeat(38)}.000`, '1'.repeat(38)],
];

const rejected: Readonly<Record<string, string>> = {
  '': notANumber,
  abc: `${notANumber}abc`,
  '1+2': `${notANumber}1+2`,
  '1.2.3': `${notANumber}1.2.3`,
  '+e2': `${notANumber}+e2`,
  '1e': `${notANumber}1e`,
  '.': `${notANumber}.`,
  NaN: `${notANumber}NaN`,
  Infinity: `${notANumber}Infinity`,
  '0x10': `${notANumber}0x10`,
  ' 1': `${notANumber} 1`,
  '1 ': `${notANumber}1 `,
  '1_000': `${notANumber}1_000`,
  '1e9223372036854775808': `${notANumber}1e9223372036854775808`,
  '1e126': overflow,
  '-1e126': overflow,
  '10e125': overflow,
  '0e126': overflow,
  '1e2147483647': overflow,
  '1e99999999999': overflow,
  '1e-131': underflow,
  '0.1e-130': underflow,
  '0e-131': underflow,
  '0.0e-130': underflow,
  '1e-99999999999': underflow,
  '123456789012345678901234567890123456789': tooManyDigits,
  '0.123456789012345678901234567890123456789': tooManyDigits,
  '1.00000000000000000000000000000000000001': tooManyDigits,
};

interface Calculation {
  readonly expression: string;
  readonly a: string;
  readonly b: string;
  readonly result: string;
}

const arithmetic: readonly Calculation[] = [
  { expression: 'SET a = a + :b', a: '1', b: '2', result: '3' },
  { expression: 'SET a = a - :b', a: '1', b: '2', result: '-1' },
  { expression: 'SET a = :b - a', a: '1', b: '2', result: '1' },
  { expression: 'SET a = a + :b', a: '0.1', b: '0.2', result: '0.3' },
  { expression: 'SET a = a - :b', a: '0.3', b: '0.1', result: '0.2' },
  { expression: 'SET a = a - :b', a: '5', b: '5.00', result: '0' },
  { expression: 'ADD a :b', a: '9007199254740993', b: '1', result: '9007199254740994' },
  { expression: 'ADD a :b', a: '1', b: '-1.5', result: '-0.5' },
  { expression: 'ADD a :b', a: '1e37', b: '1', result: `1${'0'.repeat(36)}1` },
  {
    expression: 'ADD a :b',
    a: '99999999999999999999999999999999999999',
    b: '1',
    result: `1${'0'.repeat(38)}`,
  },
  {
    expression: 'SET a = a + :b',
    a: '12345678901234567890.123456789012345678',
    b: '0.000000000000000001',
    result: '12345678901234567890.123456789012345679',
  },
];

/** Stored number and operand of a sum that has 39 digits or is out of range. */
const beyondRange: Readonly<Record<string, readonly [string, string]>> = {
  'of more than 38 digits': ['1e38', '0.1'],
  'that is too large': ['9e125', '9e125'],
  'that is too small': ['-9e125', '-9e125'],
};

/** Different messages of the service's older layer, which serves batches and parses exponents and scales of 32 bits. */
const rejectedInBatches: Readonly<Record<string, string>> = {
  '': 'The parameter cannot be converted to a numeric value',
  '1e126': overflow,
  '1e2147483646': overflow,
  '1e2147483647': underflow,
  '1e2147483648': `${notANumber}1e2147483648`,
  '0.1e-2147483648': `${notANumber}0.1e-2147483648`,
};

const ascending = ['-100', '-10.5', '-10', '-2', '-0.001', '0', '0.001', '1', '2', '9', '10', '10.5', '100', '1000'];
const shuffled = ['10', '-2', '1e3', '0.001', '-100', '9', '10.5', '0', '2', '-0.001', '100', '-10', '1', '-10.5'];

/** Numbers: exact up to 38 digits, returned in normalized form, ordered by value. */
export const numbersSuite: ConformanceSuite = {
  name: 'numbers',
  tests: [
    ...normalized.map(([written, stored]) => isReturnedAs(written, stored)),
    {
      name: 'numbers in sets, lists and maps are returned in the same normalized form',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        const nested = { set: { NS: ['1e2', '+1'] }, map: { M: { list: { L: [{ N: '007.50' }] } } } };
        await db.execute('PutItem', { TableName, Item: { ...Key, ...nested } });
        const { Item } = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        expectEqual(Item, { ...Key, set: { NS: ['100', '1'] }, map: { M: { list: { L: [{ N: '7.5' }] } } } });
      },
    },
    ...Object.entries(rejected).map(([written, message]) =>
      rejectionTest(`PutItem rejects the number ${JSON.stringify(written)}`, {
        operation: 'PutItem',
        input: (TableName) => ({ TableName, Item: { pk: { S: 'a' }, v: { N: written } } }),
        message: `1 validation error detected: ${message}`,
      }),
    ),
    rejectionTest('PutItem rejects a number set with a member that is not a number', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { pk: { S: 'a' }, v: { NS: ['1', 'x'] } } }),
      message: '1 validation error detected: The parameter cannot be converted to a numeric value: x',
    }),
    rejectionTest('PutItem rejects a number of 39 digits nested in a map and a list', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { pk: { S: 'a' }, v: { M: { l: { L: [{ N: '1'.repeat(39) }] } } } } }),
      message: `1 validation error detected: ${tooManyDigits}`,
    }),
    rejectionTest(
      'GetItem rejects a number key that is out of range, without the prefix "1 validation error detected"',
      {
        operation: 'GetItem',
        table: numberSortedTable,
        input: (TableName) => ({ TableName, Key: { pk: { S: 'a' }, sk: { N: '1e126' } } }),
        message: overflow,
      },
    ),
    ...Object.entries(rejectedInBatches).map(([written, message]) =>
      rejectionTest(`BatchWriteItem rejects the number ${JSON.stringify(written)}`, {
        operation: 'BatchWriteItem',
        input: (TableName) => ({
          RequestItems: { [TableName]: [{ PutRequest: { Item: { pk: { S: 'a' }, v: { N: written } } } }] },
        }),
        message,
      }),
    ),
    ...arithmetic.map((sum) => calculates(sum)),
    ...Object.entries(beyondRange).map(([sum, [stored, operand]]) => rejectsSum(sum, { stored, operand })),
    {
      name: 'a rejected sum changes nothing',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: { ...Key, v: { N: '9'.repeat(38) } } });
        await db
          .execute('UpdateItem', {
            TableName,
            Key,
            UpdateExpression: 'SET w = :one ADD v :tiny',
            ExpressionAttributeValues: { ':one': { N: '1' }, ':tiny': { N: '0.1' } },
          })
          .catch(() => undefined);
        const { Item } = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        expectEqual(Item, { ...Key, v: { N: '9'.repeat(38) } });
      },
    },
    {
      name: 'number sort keys are ordered by value',
      async run({ db, table, newKey }) {
        const TableName = await table(numberSortedTable);
        const pk = { S: newKey() };
        for (const sk of shuffled) await db.execute('PutItem', { TableName, Item: { pk, sk: { N: sk } } });
        const { Items } = await db.execute('Query', {
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': pk },
          ConsistentRead: true,
        });
        expectEqual(
          Items?.map((item) => item.sk?.N),
          ascending,
        );
      },
    },
  ],
};

function isReturnedAs(written: string, stored: string): ConformanceTest {
  return {
    name: `${written} is returned as ${stored.length > 45 ? `${stored.length} characters` : stored}`,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const Item = { pk: { S: newKey() }, v: { N: written } };
      await db.execute('PutItem', { TableName, Item });
      const output = await db.execute('GetItem', { TableName, Key: { pk: Item.pk }, ConsistentRead: true });
      expectEqual(output.Item, { pk: Item.pk, v: { N: stored } });
    },
  };
}

function calculates({ expression, a, b, result }: Calculation): ConformanceTest {
  return {
    name: `${expression} with ${a} and ${b} gives ${result}`,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const Key = { pk: { S: newKey() } };
      await db.execute('PutItem', { TableName, Item: { ...Key, a: { N: a } } });
      const { Attributes } = await db.execute('UpdateItem', {
        TableName,
        Key,
        UpdateExpression: expression,
        ExpressionAttributeValues: { ':b': { N: b } },
        ReturnValues: 'ALL_NEW',
      });
      expectEqual(Attributes, { ...Key, a: { N: result } });
    },
  };
}

function rejectsSum(sum: string, { stored, operand }: Record<'stored' | 'operand', string>): ConformanceTest {
  return {
    name: `UpdateItem rejects a sum ${sum}`,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const Key = { pk: { S: newKey() } };
      await db.execute('PutItem', { TableName, Item: { ...Key, a: { N: stored } } });
      const update = db.execute('UpdateItem', {
        TableName,
        Key,
        UpdateExpression: 'SET a = a + :b',
        ExpressionAttributeValues: { ':b': { N: operand } },
      });
      await expectRejection(update, { message: overflow });
    },
  };
}
