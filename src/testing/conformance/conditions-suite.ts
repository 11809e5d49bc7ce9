import type { Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { canonicalText } from './difference.ts';
import { expectEqual } from './expect.ts';
import { sortedTable } from './table-shapes.ts';

/** A condition, the attributes of the item, and the expression attribute values. */
type Case = readonly [expression: string, item: Item, values?: Item];

const bytes = (...members: readonly number[]) => ({ B: Uint8Array.from(members) });

const trueCases: readonly Case[] = [
  // = compares types and, in documents, all members.
  ['a = :v', { a: { S: 'x' } }, { ':v': { S: 'x' } }],
  ['a = :v', { a: { N: '1' } }, { ':v': { N: '1.0' } }],
  ['a = :v', { a: bytes(1, 2) }, { ':v': bytes(1, 2) }],
  ['a = :v', { a: { BOOL: false } }, { ':v': { BOOL: false } }],
  ['a = :v', { a: { NULL: true } }, { ':v': { NULL: true } }],
  ['a = :v', { a: { SS: ['x', 'y'] } }, { ':v': { SS: ['y', 'x'] } }],
  ['a = :v', { a: { NS: ['1', '2'] } }, { ':v': { NS: ['2.0', '1'] } }],
  [
    'a = :v',
    { a: { BS: [Uint8Array.of(1), Uint8Array.of(2)] } },
    { ':v': { BS: [Uint8Array.of(2), Uint8Array.of(1)] } },
  ],
  ['a = :v', { a: { L: [{ S: 'x' }, { N: '1' }] } }, { ':v': { L: [{ S: 'x' }, { N: '1.0' }] } }],
  [
    'a = :v',
    { a: { M: { x: { S: '1' }, y: { SS: ['p', 'q'] } } } },
    { ':v': { M: { y: { SS: ['q', 'p'] }, x: { S: '1' } } } },
  ],
  ['a = :v', { a: { L: [] } }, { ':v': { L: [] } }],
  ['a = b', { a: { S: 'x' }, b: { S: 'x' } }],
  [':v = a', { a: { S: 'x' } }, { ':v': { S: 'x' } }],
  // <> is true for values of different types and for missing attributes.
  ['a <> :v', { a: { S: 'x' } }, { ':v': { S: 'y' } }],
  ['a <> :v', { a: { S: '1' } }, { ':v': { N: '1' } }],
  ['a <> :v', {}, { ':v': { S: 'x' } }],
  ['a <> b', {}],
  ['a <> :v', { a: { L: [{ S: 'x' }, { S: 'y' }] } }, { ':v': { L: [{ S: 'y' }, { S: 'x' }] } }],
  ['NOT a = :v', {}, { ':v': { S: 'x' } }],
  // Order: strings by UTF-8 bytes, numbers by value, binary values by unsigned bytes.
  ['a < :v', { a: { S: 'a' } }, { ':v': { S: 'b' } }],
  ['a < :v', { a: { S: 'B' } }, { ':v': { S: 'a' } }],
  ['a < :v', { a: { S: 'a' } }, { ':v': { S: 'aa' } }],
  ['a < :v', { a: { S: '' } }, { ':v': { S: 'a' } }],
  ['a < :v', { a: { S: 'z' } }, { ':v': { S: 'é' } }],
  ['a < :v', { a: { S: '\uffff' } }, { ':v': { S: '😀' } }],
  ['a < :v', { a: { N: '9' } }, { ':v': { N: '10' } }],
  ['a < :v', { a: { N: '-10' } }, { ':v': { N: '-9' } }],
  ['a < :v', { a: { N: '1e-130' } }, { ':v': { N: '2e-130' } }],
  [
    'a < :v',
    { a: { N: '12345678901234567890123456789012345677' } },
    { ':v': { N: '12345678901234567890123456789012345678' } },
  ],
  ['a < :v', { a: bytes(127) }, { ':v': bytes(128) }],
  ['a < :v', { a: bytes(1) }, { ':v': bytes(1, 0) }],
  ['a <= :v', { a: { N: '5' } }, { ':v': { N: '5.0' } }],
  ['a > :v', { a: { S: 'b' } }, { ':v': { S: 'a' } }],
  ['a >= :v', { a: { S: 'b' } }, { ':v': { S: 'b' } }],
  ['a < b', { a: { N: '1' }, b: { N: '2' } }],
  [':v > a', { a: { N: '1' } }, { ':v': { N: '2' } }],
  // BETWEEN includes its bounds; IN compares with each operand.
  ['a BETWEEN :v AND :w', { a: { N: '1' } }, { ':v': { N: '1' }, ':w': { N: '2' } }],
  ['a BETWEEN :v AND :w', { a: { N: '2' } }, { ':v': { N: '1' }, ':w': { N: '2' } }],
  ['a BETWEEN b AND :v', { a: { S: 'm' }, b: { S: 'a' } }, { ':v': { S: 'z' } }],
  [':v BETWEEN a AND b', { a: { N: '1' }, b: { N: '3' } }, { ':v': { N: '2' } }],
  ['a IN (:v, :w)', { a: { S: 'y' } }, { ':v': { S: 'x' }, ':w': { S: 'y' } }],
  ['a IN (:v)', { a: { N: '1' } }, { ':v': { N: '1.00' } }],
  [
    'a IN (:v, :w)',
    { a: { M: { x: { SS: ['p', 'q'] } } } },
    { ':v': { S: 'x' }, ':w': { M: { x: { SS: ['q', 'p'] } } } },
  ],
  ['a IN (b, c)', { a: { S: 'x' }, b: { S: 'y' }, c: { S: 'x' } }],
  // Functions.
  ['attribute_exists(a)', { a: { NULL: true } }],
  ['attribute_exists(a.b[1])', { a: { M: { b: { L: [{ S: 'x' }, { S: 'y' }] } } } }],
  ['attribute_not_exists(a)', {}],
  ['attribute_not_exists(a.b)', { a: { S: 'x' } }],
  ['attribute_not_exists(a[1])', { a: { L: [{ S: 'x' }] } }],
  ['attribute_type(a, :v)', { a: { S: 'x' } }, { ':v': { S: 'S' } }],
  ['attribute_type(a, :v)', { a: { NULL: true } }, { ':v': { S: 'NULL' } }],
  ['attribute_type(a, :v)', { a: { NS: ['1'] } }, { ':v': { S: 'NS' } }],
  ['attribute_type(a.b, :v)', { a: { M: { b: { BOOL: true } } } }, { ':v': { S: 'BOOL' } }],
  ['begins_with(a, :v)', { a: { S: 'abc' } }, { ':v': { S: 'ab' } }],
  ['begins_with(a, :v)', { a: { S: 'abc' } }, { ':v': { S: '' } }],
  ['begins_with(a, :v)', { a: bytes(1, 2, 3) }, { ':v': bytes(1, 2) }],
  ['begins_with(a, b)', { a: { S: 'abc' }, b: { S: 'a' } }],
  ['contains(a, :v)', { a: { S: 'abcd' } }, { ':v': { S: 'bc' } }],
  ['contains(a, :v)', { a: bytes(1, 2, 3, 4) }, { ':v': bytes(2, 3) }],
  ['contains(a, :v)', { a: { SS: ['x', 'y'] } }, { ':v': { S: 'y' } }],
  ['contains(a, :v)', { a: { NS: ['1', '2'] } }, { ':v': { N: '2.0' } }],
  ['contains(a, :v)', { a: { BS: [Uint8Array.of(1)] } }, { ':v': bytes(1) }],
  ['contains(a, :v)', { a: { L: [{ S: 'x' }, { N: '1' }] } }, { ':v': { N: '1' } }],
  ['contains(a, :v)', { a: { L: [{ M: { k: { S: 'x' } } }] } }, { ':v': { M: { k: { S: 'x' } } } }],
  ['contains(a, :v)', { a: { L: [{ BOOL: true }] } }, { ':v': { BOOL: true } }],
  ['contains(a, b)', { a: { S: 'abc' }, b: { S: 'c' } }],
  ['size(a) = :v', { a: { S: 'abc' } }, { ':v': { N: '3' } }],
  // A string's size is its number of UTF-16 code units.
  ['size(a) = :v', { a: { S: 'é𝄞' } }, { ':v': { N: '3' } }],
  ['size(a) = :v', { a: bytes(1, 2) }, { ':v': { N: '2' } }],
  ['size(a) = :v', { a: { SS: ['x', 'y'] } }, { ':v': { N: '2' } }],
  ['size(a) = :v', { a: { L: [{ S: 'x' }, { S: 'y' }, { S: 'z' }] } }, { ':v': { N: '3' } }],
  ['size(a) = :v', { a: { M: { x: { S: 'long' } } } }, { ':v': { N: '1' } }],
  ['size(a) = :v', { a: { S: '' } }, { ':v': { N: '0' } }],
  ['size(a) BETWEEN :v AND :w', { a: { S: 'abc' } }, { ':v': { N: '1' }, ':w': { N: '3' } }],
  ['size(a) > size(b)', { a: { S: 'abc' }, b: { L: [] } }],
  ['size(:v) = :w', {}, { ':v': { S: 'ab' }, ':w': { N: '2' } }],
  // Precedence: comparators, then NOT, then AND, then OR; parentheses first.
  ['a = :v OR b = :v AND c = :v', { a: { S: 'x' } }, { ':v': { S: 'x' } }],
  ['NOT a = :v AND b = :v', { a: { S: 'y' }, b: { S: 'x' } }, { ':v': { S: 'x' } }],
  ['NOT (a = :v AND b = :v)', { a: { S: 'x' }, b: { S: 'y' } }, { ':v': { S: 'x' } }],
  ['NOT NOT a = :v', { a: { S: 'x' } }, { ':v': { S: 'x' } }],
  ['(a = :v OR b = :v) AND c = :v', { b: { S: 'x' }, c: { S: 'x' } }, { ':v': { S: 'x' } }],
  ['a = :v aNd NoT b = :v', { a: { S: 'x' } }, { ':v': { S: 'x' } }],
  ['a between :v and :w or b = :v', { b: { N: '1' } }, { ':v': { N: '1' }, ':w': { N: '2' } }],
  ['a=:v AND(b=:v)', { a: { S: 'x' }, b: { S: 'x' } }, { ':v': { S: 'x' } }],
  // Document paths.
  ['a.b.c = :v', { a: { M: { b: { M: { c: { S: 'x' } } } } } }, { ':v': { S: 'x' } }],
  ['a[0][1] = :v', { a: { L: [{ L: [{ S: 'y' }, { S: 'x' }] }] } }, { ':v': { S: 'x' } }],
  ['a[1].b = :v', { a: { L: [{ S: 'y' }, { M: { b: { S: 'x' } } }] } }, { ':v': { S: 'x' } }],
];

const falseCases: readonly Case[] = [
  ['a = :v', { a: { S: '1' } }, { ':v': { N: '1' } }],
  ['a = :v', {}, { ':v': { S: 'x' } }],
  ['a = b', {}],
  ['a = :v', { a: { L: [{ S: 'x' }, { S: 'y' }] } }, { ':v': { L: [{ S: 'y' }, { S: 'x' }] } }],
  ['a = :v', { a: { SS: ['x'] } }, { ':v': { L: [{ S: 'x' }] } }],
  ['a = :v', { a: { M: { x: { S: '1' } } } }, { ':v': { M: { x: { S: '1' }, y: { S: '2' } } } }],
  ['a = :v', { a: { S: 'x' } }, { ':v': { S: 'X' } }],
  ['a <> :v', { a: { N: '1' } }, { ':v': { N: '1.0' } }],
  // Values of different types and missing attributes have no order.
  ['a < :v', { a: { S: '1' } }, { ':v': { N: '2' } }],
  ['a >= :v', { a: { S: '1' } }, { ':v': { N: '0' } }],
  ['a < :v', {}, { ':v': { N: '1' } }],
  ['a >= :v', {}, { ':v': { N: '1' } }],
  ['a < b', { a: { BOOL: false }, b: { BOOL: true } }],
  ['a >= b', { a: { L: [] }, b: { L: [] } }],
  ['a BETWEEN :v AND :w', { a: { N: '3' } }, { ':v': { N: '1' }, ':w': { N: '2' } }],
  ['a BETWEEN :v AND :w', { a: { S: '1' } }, { ':v': { N: '1' }, ':w': { N: '2' } }],
  ['a BETWEEN :v AND b', { a: { N: '2' }, b: { N: '1' } }, { ':v': { N: '1' } }],
  ['a BETWEEN :v AND :w', {}, { ':v': { N: '1' }, ':w': { N: '2' } }],
  ['a IN (:v, :w)', { a: { S: '1' } }, { ':v': { N: '1' }, ':w': { S: '2' } }],
  ['a IN (b)', {}],
  ['attribute_exists(a)', {}],
  ['attribute_exists(a.b)', { a: { L: [{ S: 'x' }] } }],
  ['attribute_exists(a[1])', { a: { SS: ['x', 'y'] } }],
  ['attribute_not_exists(a)', { a: { S: '' } }],
  ['attribute_type(a, :v)', { a: { S: '1' } }, { ':v': { S: 'N' } }],
  ['attribute_type(a, :v)', {}, { ':v': { S: 'NULL' } }],
  ['begins_with(a, :v)', { a: { S: 'abc' } }, { ':v': { S: 'b' } }],
  ['begins_with(a, :v)', { a: { S: 'Abc' } }, { ':v': { S: 'a' } }],
  ['begins_with(a, :v)', { a: { N: '123' } }, { ':v': { S: '1' } }],
  ['begins_with(a, :v)', {}, { ':v': { S: '' } }],
  ['begins_with(a, b)', { a: { N: '12' }, b: { N: '1' } }],
  ['contains(a, :v)', { a: { S: 'abc' } }, { ':v': { S: 'ac' } }],
  ['contains(a, :v)', { a: { SS: ['abc'] } }, { ':v': { S: 'b' } }],
  ['contains(a, :v)', { a: { L: [{ S: '1' }] } }, { ':v': { N: '1' } }],
  ['contains(a, :v)', { a: { N: '123' } }, { ':v': { N: '2' } }],
  ['contains(a, :v)', { a: { M: { x: { S: 'x' } } } }, { ':v': { S: 'x' } }],
  ['contains(a, :v)', {}, { ':v': { S: 'x' } }],
  ['size(a) > :v', {}, { ':v': { N: '-1' } }],
  ['size(a) > :v', { a: { N: '123' } }, { ':v': { N: '0' } }],
  ['size(a) > :v', { a: { BOOL: true } }, { ':v': { N: '0' } }],
  ['size(a) > :v', { a: { NULL: true } }, { ':v': { N: '0' } }],
  ['(a = :v OR b = :v) AND c = :v', { a: { S: 'x' } }, { ':v': { S: 'x' } }],
  ['NOT a = :v OR b = :v', { a: { S: 'x' } }, { ':v': { S: 'x' } }],
  ['NOT (a <> :v)', { a: { S: 'y' } }, { ':v': { S: 'x' } }],
  ['a.b = :v', { 'a.b': { S: 'x' } }, { ':v': { S: 'x' } }],
  ['a[0] = :v', { a: { S: 'x' } }, { ':v': { S: 'x' } }],
];

/** Results of condition expressions, each evaluated as the condition of a write and as the filter of a query. */
export const conditionsSuite: ConformanceSuite = {
  name: 'conditions',
  tests: [
    ...trueCases.map(([expression, item, values]) => evaluates({ expression, item, values, holds: true })),
    ...falseCases.map(([expression, item, values]) => evaluates({ expression, item, values, holds: false })),
  ],
};

interface Evaluation {
  readonly expression: string;
  readonly item: Item;
  readonly values: Item | undefined;
  readonly holds: boolean;
}

function evaluates({ expression, item, values, holds }: Evaluation): ConformanceTest {
  return {
    name: `${expression} is ${holds} for ${describe(item, values)}`,
    async run({ db, table, newKey }) {
      const TableName = await table(sortedTable);
      const Key = { pk: { S: newKey() }, sk: { S: '1' } };
      await db.execute('PutItem', { TableName, Item: { ...Key, ...item } });
      const update = db.execute('UpdateItem', {
        TableName,
        Key,
        ConditionExpression: expression,
        ExpressionAttributeValues: values,
      });
      const succeeds = await update.then(
        () => true,
        (error: Error) => (error.name === 'ConditionalCheckFailedException' ? false : Promise.reject(error)),
      );
      expectEqual(succeeds, holds, 'the result as a condition');
      const { Count } = await db.execute('Query', {
        TableName,
        KeyConditionExpression: '#pk = :pk',
        FilterExpression: expression,
        ExpressionAttributeNames: { '#pk': 'pk' },
        ExpressionAttributeValues: { ...values, ':pk': Key.pk },
        ConsistentRead: true,
      });
      expectEqual(Count, holds ? 1 : 0, 'the number of items that pass it as a filter');
    },
  };
}

function describe(item: Item, values: Item | undefined): string {
  const named = { ...item, ...values };
  return Object.keys(named).length === 0 ? 'no attributes' : canonicalText(named);
}
