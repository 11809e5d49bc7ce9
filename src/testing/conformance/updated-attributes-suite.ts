import type { Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual } from './expect.ts';
import { hashTable } from './table-shapes.ts';
import { withSource } from './with-source.ts';

interface UpdatedAttributes {
  readonly before: Item;
  readonly update: string;
  readonly values?: Item;
  readonly attributes: Item | undefined;
}

const list = (text: string) => ({ L: [...text].map((S) => ({ S })) });
const values = { ':a': { S: 'a' }, ':b': { S: 'b' }, ':c': { S: 'c' } };
const { ':a': a } = values;

/** UPDATED_NEW is the written paths read on the new item, by the index as written. */
const updatedNew: Readonly<Record<string, UpdatedAttributes>> = {
  'an element set at its index': {
    before: { l: list('xyz') },
    update: 'SET l[1] = :a',
    values: { ':a': a },
    attributes: { l: list('a') },
  },
  'an element appended at its index': {
    before: { l: list('x') },
    update: 'SET l[1] = :a',
    values: { ':a': a },
    attributes: { l: list('a') },
  },
  'no element appended at a smaller index': {
    before: { l: list('x') },
    update: 'SET l[100] = :a',
    values: { ':a': a },
    attributes: undefined,
  },
  'the elements at the written indexes after several are appended': {
    before: { l: list('xy') },
    update: 'SET l[1] = :a, l[4] = :b, l[2] = :c',
    values,
    attributes: { l: list('ac') },
  },
  'the element that moves to the index of a removed one': {
    before: { l: list('xyz') },
    update: 'REMOVE l[1]',
    attributes: { l: list('z') },
  },
  'the elements that move to the indexes of removed ones': {
    before: { l: list('vwxyz') },
    update: 'REMOVE l[0], l[1]',
    attributes: { l: list('xy') },
  },
  'no element at the index of a removed last one': {
    before: { l: list('xyz') },
    update: 'REMOVE l[2]',
    attributes: undefined,
  },
  'the part of an element that moves to the index of a removed one': {
    before: { l: { L: [{ M: { p: { S: 'x' } } }, { M: { p: { S: 'y' }, q: { S: 'z' } } }] } },
    update: 'SET l[0].p = :a REMOVE l[1]',
    values: { ':a': a },
    attributes: { l: { L: [{ M: { p: a } }] } },
  },
  'an attribute beside a removed one': {
    before: { m: { M: { p: { S: 'x' }, q: { S: 'y' } } } },
    update: 'SET m.p = :a REMOVE m.q',
    values: { ':a': a },
    attributes: { m: { M: { p: a } } },
  },
  'no set that loses its last member': {
    before: { s: { SS: ['x'] } },
    update: 'DELETE s :s',
    values: { ':s': { SS: ['x'] } },
    attributes: undefined,
  },
};

/** UPDATED_OLD is the written paths read on the old item. */
const updatedOld: Readonly<Record<string, UpdatedAttributes>> = {
  'a removed element': { before: { l: list('xyz') }, update: 'REMOVE l[1]', attributes: { l: list('y') } },
  'no element that is appended': {
    before: { l: list('x') },
    update: 'SET l[1] = :a',
    values: { ':a': a },
    attributes: undefined,
  },
};

/** What UpdateItem returns of the paths of an update. */
export const updatedAttributesSuite: ConformanceSuite = {
  name: 'updated-attributes',
  tests: [
    ...withSource('behaviour §23, UPDATED_NEW', testsOf('UPDATED_NEW', updatedNew)),
    ...withSource('behaviour §8', testsOf('UPDATED_OLD', updatedOld)),
  ],
};

function testsOf(
  ReturnValues: NonNullable<Input<'UpdateItem'>['ReturnValues']>,
  cases: Readonly<Record<string, UpdatedAttributes>>,
): ConformanceTest[] {
  return Object.entries(cases).map(([what, { before, update, values: ExpressionAttributeValues, attributes }]) => ({
    name: `${ReturnValues} returns ${what}`,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const Key = { pk: { S: newKey() } };
      await db.execute('PutItem', { TableName, Item: { ...Key, ...before } });
      const request = { TableName, Key, UpdateExpression: update, ExpressionAttributeValues, ReturnValues };
      const { Attributes } = await db.execute('UpdateItem', request);
      expectEqual(Attributes, attributes);
    },
  }));
}
