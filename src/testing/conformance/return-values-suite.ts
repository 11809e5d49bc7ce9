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
  /** The returned attributes, without the key that ALL_OLD and ALL_NEW include. */
  readonly attributes: Item | undefined;
}

const x = { S: 'x' };
const y = { S: 'y' };

const returned: readonly Returned[] = [
  {
    name: 'NONE returns nothing',
    before: { a: x },
    update: 'SET a = :v',
    values: { ':v': y },
    returnValues: 'NONE',
    attributes: undefined,
  },
  {
    name: 'ALL_OLD returns the whole item before the update',
    before: { a: x, b: x },
    update: 'SET a = :v',
    values: { ':v': y },
    returnValues: 'ALL_OLD',
    attributes: { a: x, b: x },
  },
  {
    name: 'ALL_NEW returns the whole item after the update',
    before: { a: x, b: x },
    update: 'SET a = :v',
    values: { ':v': y },
    returnValues: 'ALL_NEW',
    attributes: { a: y, b: x },
  },
  {
    name: 'UPDATED_OLD returns the old values of the updated attributes',
    before: { a: x, b: x },
    update: 'SET a = :v, c = :v',
    values: { ':v': y },
    returnValues: 'UPDATED_OLD',
    attributes: { a: x },
  },
  {
    name: 'UPDATED_NEW returns the new values of the updated attributes',
    before: { a: x, b: x },
    update: 'SET a = :v, c = :v',
    values: { ':v': y },
    returnValues: 'UPDATED_NEW',
    attributes: { a: y, c: y },
  },
  {
    name: 'UPDATED_NEW returns attributes that are set to their current value',
    before: { a: x },
    update: 'SET a = :v',
    values: { ':v': x },
    returnValues: 'UPDATED_NEW',
    attributes: { a: x },
  },
  {
    name: 'UPDATED_NEW returns only the updated part of a map',
    before: { m: { M: { a: x, b: x, n: { M: { c: x, d: x } } } } },
    update: 'SET m.a = :v, m.n.c = :v',
    values: { ':v': y },
    returnValues: 'UPDATED_NEW',
    attributes: { m: { M: { a: y, n: { M: { c: y } } } } },
  },
  {
    name: 'UPDATED_OLD returns only the updated part of a map',
    before: { m: { M: { a: x, b: y } } },
    update: 'SET m.a = :v',
    values: { ':v': y },
    returnValues: 'UPDATED_OLD',
    attributes: { m: { M: { a: x } } },
  },
  {
    name: 'UPDATED_NEW returns only the updated elements of a list',
    before: { l: { L: [x, x, x, x] } },
    update: 'SET l[1] = :v, l[3] = :w',
    values: { ':v': y, ':w': { S: 'w' } },
    returnValues: 'UPDATED_NEW',
    attributes: { l: { L: [y, { S: 'w' }] } },
  },
  {
    name: 'UPDATED_OLD returns only the updated elements of a list',
    before: { l: { L: [x, y, x] } },
    update: 'SET l[1] = :v',
    values: { ':v': { S: 'w' } },
    returnValues: 'UPDATED_OLD',
    attributes: { l: { L: [y] } },
  },
  {
    name: 'UPDATED_NEW returns the whole number and the whole set after ADD',
    before: { n: { N: '1' }, s: { SS: ['a'] } },
    update: 'ADD n :n, s :s',
    values: { ':n': { N: '2' }, ':s': { SS: ['b'] } },
    returnValues: 'UPDATED_NEW',
    attributes: { n: { N: '3' }, s: { SS: ['a', 'b'] } },
  },
  {
    name: 'UPDATED_OLD returns removed attributes',
    before: { a: x, b: y },
    update: 'REMOVE a',
    returnValues: 'UPDATED_OLD',
    attributes: { a: x },
  },
  {
    name: 'UPDATED_NEW returns nothing for an update that only removes',
    before: { a: x, b: y },
    update: 'REMOVE a',
    returnValues: 'UPDATED_NEW',
    attributes: undefined,
  },
  {
    name: 'UPDATED_OLD returns nothing for an update that creates the item',
    update: 'SET a = :v',
    values: { ':v': x },
    returnValues: 'UPDATED_OLD',
    attributes: undefined,
  },
  {
    name: 'UPDATED_NEW returns the attributes without the key of a created item',
    update: 'SET a = :v',
    values: { ':v': x },
    returnValues: 'UPDATED_NEW',
    attributes: { a: x },
  },
  {
    name: 'ALL_OLD returns nothing for an update that creates the item',
    update: 'SET a = :v',
    values: { ':v': x },
    returnValues: 'ALL_OLD',
    attributes: undefined,
  },
  {
    name: 'ALL_NEW without an expression returns the key of the created item',
    returnValues: 'ALL_NEW',
    attributes: {},
  },
  { name: 'UPDATED_NEW without an expression returns nothing', returnValues: 'UPDATED_NEW', attributes: undefined },
];

/** Attributes that UpdateItem returns for each value of `ReturnValues`. */
export const returnValuesSuite: ConformanceSuite = { name: 'return-values', tests: returned.map(returnsAttributes) };

function returnsAttributes({ name, before, update, values, returnValues, attributes }: Returned): ConformanceTest {
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
