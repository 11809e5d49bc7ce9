import type { Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual } from './expect.ts';
import { hashTable } from './table-shapes.ts';

interface Returned {
  readonly name: string;
  readonly before?: Item;
  readonly update?: string;
  readonly values?: Item;
  readonly returnValues: NonNullable<Input<'UpdateItem'>['ReturnValues']>;
  /** What comes back, without the key that ALL_OLD and ALL_NEW add. */
  readonly attributes: Item | undefined;
}

const x = { S: 'x' };
const y = { S: 'y' };

const returned: readonly Returned[] = [
  {
    name: 'NONE gives back nothing',
    before: { a: x },
    update: 'SET a = :v',
    values: { ':v': y },
    returnValues: 'NONE',
    attributes: undefined,
  },
  {
    name: 'ALL_OLD gives back the whole item before',
    before: { a: x, b: x },
    update: 'SET a = :v',
    values: { ':v': y },
    returnValues: 'ALL_OLD',
    attributes: { a: x, b: x },
  },
  {
    name: 'ALL_NEW gives back the whole item after',
    before: { a: x, b: x },
    update: 'SET a = :v',
    values: { ':v': y },
    returnValues: 'ALL_NEW',
    attributes: { a: y, b: x },
  },
  {
    name: 'UPDATED_OLD gives back what the touched attributes were',
    before: { a: x, b: x },
    update: 'SET a = :v, c = :v',
    values: { ':v': y },
    returnValues: 'UPDATED_OLD',
    attributes: { a: x },
  },
  {
    name: 'UPDATED_NEW gives back what the touched attributes are',
    before: { a: x, b: x },
    update: 'SET a = :v, c = :v',
    values: { ':v': y },
    returnValues: 'UPDATED_NEW',
    attributes: { a: y, c: y },
  },
  {
    name: 'UPDATED_NEW gives back attributes set to what they were',
    before: { a: x },
    update: 'SET a = :v',
    values: { ':v': x },
    returnValues: 'UPDATED_NEW',
    attributes: { a: x },
  },
  {
    name: 'UPDATED_NEW gives back only the touched part of a map',
    before: { m: { M: { a: x, b: x, n: { M: { c: x, d: x } } } } },
    update: 'SET m.a = :v, m.n.c = :v',
    values: { ':v': y },
    returnValues: 'UPDATED_NEW',
    attributes: { m: { M: { a: y, n: { M: { c: y } } } } },
  },
  {
    name: 'UPDATED_OLD gives back only the touched part of a map',
    before: { m: { M: { a: x, b: y } } },
    update: 'SET m.a = :v',
    values: { ':v': y },
    returnValues: 'UPDATED_OLD',
    attributes: { m: { M: { a: x } } },
  },
  {
    name: 'UPDATED_NEW gives back touched elements of a list without the others',
    before: { l: { L: [x, x, x, x] } },
    update: 'SET l[1] = :v, l[3] = :w',
    values: { ':v': y, ':w': { S: 'w' } },
    returnValues: 'UPDATED_NEW',
    attributes: { l: { L: [y, { S: 'w' }] } },
  },
  {
    name: 'UPDATED_OLD gives back touched elements of a list without the others',
    before: { l: { L: [x, y, x] } },
    update: 'SET l[1] = :v',
    values: { ':v': { S: 'w' } },
    returnValues: 'UPDATED_OLD',
    attributes: { l: { L: [y] } },
  },
  {
    name: 'UPDATED_NEW gives back sums and grown sets whole',
    before: { n: { N: '1' }, s: { SS: ['a'] } },
    update: 'ADD n :n, s :s',
    values: { ':n': { N: '2' }, ':s': { SS: ['b'] } },
    returnValues: 'UPDATED_NEW',
    attributes: { n: { N: '3' }, s: { SS: ['a', 'b'] } },
  },
  {
    name: 'UPDATED_OLD gives back removed attributes',
    before: { a: x, b: y },
    update: 'REMOVE a',
    returnValues: 'UPDATED_OLD',
    attributes: { a: x },
  },
  {
    name: 'UPDATED_NEW gives back nothing of an update that only removes',
    before: { a: x, b: y },
    update: 'REMOVE a',
    returnValues: 'UPDATED_NEW',
    attributes: undefined,
  },
  {
    name: 'UPDATED_OLD gives back nothing of an update that creates the item',
    update: 'SET a = :v',
    values: { ':v': x },
    returnValues: 'UPDATED_OLD',
    attributes: undefined,
  },
  {
    name: 'UPDATED_NEW gives back the attributes but not the key of an item it creates',
    update: 'SET a = :v',
    values: { ':v': x },
    returnValues: 'UPDATED_NEW',
    attributes: { a: x },
  },
  {
    name: 'ALL_OLD gives back nothing of an update that creates the item',
    update: 'SET a = :v',
    values: { ':v': x },
    returnValues: 'ALL_OLD',
    attributes: undefined,
  },
  { name: 'ALL_NEW gives back the key of an item created by it alone', returnValues: 'ALL_NEW', attributes: {} },
  { name: 'UPDATED_NEW gives back nothing without an expression', returnValues: 'UPDATED_NEW', attributes: undefined },
];

/** What UpdateItem gives back for each of its ReturnValues. */
export const returnValuesSuite: ConformanceSuite = { name: 'return-values', tests: returned.map(givesBack) };

function givesBack({ name, before, update, values, returnValues, attributes }: Returned): ConformanceTest {
  return {
    name,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const Key = { pk: { S: newKey() } };
      if (before !== undefined) await db.execute('PutItem', { TableName, Item: { ...Key, ...before } });
      const { Attributes } = await db.execute('UpdateItem', {
        TableName,
        Key,
        UpdateExpression: update,
        ExpressionAttributeValues: values,
        ReturnValues: returnValues,
      });
      const whole = returnValues.startsWith('ALL');
      expectEqual(Attributes, attributes && { ...(whole ? Key : {}), ...attributes });
    },
  };
}
