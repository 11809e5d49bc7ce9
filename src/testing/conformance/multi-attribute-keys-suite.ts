import type { Input, Item, Output } from '../../domain/dynamodb.ts';
import type { ConformanceContext, ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual, expectRejection } from './expect.ts';
import { rejectionTest } from './rejection-test.ts';
import { hashTable, type TableShape } from './table-shapes.ts';

/** A table with the index `byPlace`: partitioned by `country` and `city`, sorted by the number `built` and by `street`. */
const placesTable: TableShape = {
  ...hashTable,
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'country', AttributeType: 'S' },
    { AttributeName: 'city', AttributeType: 'S' },
    { AttributeName: 'built', AttributeType: 'N' },
    { AttributeName: 'street', AttributeType: 'S' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byPlace',
      KeySchema: [
        { AttributeName: 'country', KeyType: 'HASH' },
        { AttributeName: 'city', KeyType: 'HASH' },
        { AttributeName: 'built', KeyType: 'RANGE' },
        { AttributeName: 'street', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
};

/** Years and streets of the items, in the order of the index. */
const houses = ['9 a', '100 a', '100 b', '100 c', '200 a'];

/** Conditions on the sort key attributes, the houses they find, and the expression attribute values. */
const found: readonly (readonly [condition: string, found: readonly string[], values: Item])[] = [
  ['', houses, {}],
  ['built = :n', ['100 a', '100 b', '100 c'], { ':n': { N: '100' } }],
  ['built < :n', ['9 a'], { ':n': { N: '100' } }],
  ['built BETWEEN :n AND :m', ['100 a', '100 b', '100 c', '200 a'], { ':n': { N: '10' }, ':m': { N: '200' } }],
  ['built = :n AND street = :s', ['100 b'], { ':n': { N: '100' }, ':s': { S: 'b' } }],
  ['street > :s AND built = :n', ['100 b', '100 c'], { ':n': { N: '100' }, ':s': { S: 'a' } }],
  ['built = :n AND begins_with(street, :s)', ['100 c'], { ':n': { N: '100' }, ':s': { S: 'c' } }],
];

const place = { ':country': { S: 'NL' }, ':city': { S: 'Delft' } };
const n = { ':n': { N: '1' } };
const s = { ':s': { S: 'a' } };
const inPlace = 'country = :country AND city = :city';

/** Invalid key conditions, the error message, and the expression attribute values. */
const rejected: readonly (readonly [condition: string, message: string, values: Item])[] = [
  [
    'country = :country',
    'HASH key attributes city must have equality conditions specified in the query',
    { ':country': { S: 'NL' } },
  ],
  ['built = :n', 'HASH key attributes country, city must have equality conditions specified in the query', n],
  [
    'country = :country AND city > :city',
    'HASH key attributes city must have equality conditions specified in the query',
    place,
  ],
  [
    `${inPlace} AND street = :s`,
    'RANGE key attributes built must have equality conditions specified in the query because a condition is present on key attribute street',
    { ...place, ...s },
  ],
  [
    `${inPlace} AND built > :n AND street = :s`,
    'RANGE key attributes built must have equality conditions specified in the query because a condition is present on key attribute street',
    { ...place, ...n, ...s },
  ],
  [
    `${inPlace} AND built = :n AND street = :s AND a = :s`,
    'The number of query conditions (5) exceeds the number of key attributes defined in the schema (4)',
    { ...place, ...n, ...s },
  ],
];

/** Global indexes whose keys have several attributes. */
export const multiAttributeKeysSuite: ConformanceSuite = {
  name: 'multi-attribute-keys',
  tests: [
    ...found.map(findsHouses),
    {
      name: 'ScanIndexForward false reverses the whole order',
      async run(context) {
        const { find } = await housesOf(context);
        await context.settled(async () => {
          expectEqual(shown(await find({ ScanIndexForward: false })), houses.toReversed());
        });
      },
    },
    {
      name: 'the next page starts after the keys of the table and the index',
      async run(context) {
        const { city, find } = await housesOf(context);
        await context.settled(async () => {
          const page = await find({ Limit: 2 });
          expectEqual(page.LastEvaluatedKey, {
            pk: page.Items?.[1]?.pk,
            country: { S: 'NL' },
            city,
            built: { N: '100' },
            street: { S: 'a' },
          });
          expectEqual(shown(await find({ ExclusiveStartKey: page.LastEvaluatedKey })), houses.slice(2), 'the rest');
        });
      },
    },
    {
      name: 'an item without one of the key attributes is not in the index',
      async run(context) {
        const { TableName, city, find } = await housesOf(context);
        const Item = { pk: { S: context.newKey() }, country: { S: 'NL' }, city, built: { N: '1' } };
        await context.db.execute('PutItem', { TableName, Item });
        await context.settled(async () => expectEqual(shown(await find({})), houses));
      },
    },
    ...rejected.map(([condition, message, values]) =>
      rejectionTest(`the key condition ${condition} is rejected`, {
        operation: 'Query',
        table: placesTable,
        input: (TableName) => ({
          TableName,
          IndexName: 'byPlace',
          KeyConditionExpression: condition,
          ExpressionAttributeValues: values,
        }),
        message,
      }),
    ),
    rejectionTest('a filter on a key attribute is rejected', {
      operation: 'Query',
      table: placesTable,
      input: (TableName) => ({
        TableName,
        IndexName: 'byPlace',
        KeyConditionExpression: inPlace,
        FilterExpression: 'street = :city',
        ExpressionAttributeValues: place,
      }),
      message: 'Filter Expression can only contain non-primary key attributes: Primary key attribute: street',
    }),
    rejectsToCreate('a sort key attribute before a partition key attribute', {
      key: 'country:HASH street:RANGE city:HASH',
      message:
        'One or more parameter values were invalid: All HASH key attributes must precede RANGE key attributes in the KeySchema',
    }),
    rejectsToCreate('five partition key attributes', {
      key: 'a:HASH b:HASH c:HASH d:HASH e:HASH',
      message:
        'One or more parameter values were invalid: The KeySchema exceeds the maximum allowed number of HASH key attributes',
    }),
    rejectsToCreate('five sort key attributes', {
      key: 'a:HASH b:RANGE c:RANGE d:RANGE e:RANGE f:RANGE',
      message:
        'One or more parameter values were invalid: The KeySchema exceeds the maximum allowed number of RANGE key attributes',
    }),
    rejectsToCreate('a duplicate attribute', {
      key: 'a:HASH b:HASH a:RANGE',
      message: 'The KeySchema contains multiple key attributes with the same name',
    }),
  ],
};

interface Houses {
  readonly TableName: string;
  readonly city: { S: string };
  readonly find: (members: Partial<Input<'Query'>>) => Promise<Output<'Query'>>;
}

/** Creates the houses of a city that no other test uses. */
async function housesOf({ db, table, newKey }: ConformanceContext): Promise<Houses> {
  const TableName = await table(placesTable);
  const city = { S: newKey() };
  for (const house of houses.toReversed()) {
    const [N = '', S = ''] = house.split(' ');
    const Item = { pk: { S: newKey() }, country: { S: 'NL' }, city, built: { N }, street: { S } };
    await db.execute('PutItem', { TableName, Item });
  }
  const find = (members: Partial<Input<'Query'>>) =>
    db.execute('Query', {
      TableName,
      IndexName: 'byPlace',
      KeyConditionExpression: inPlace,
      ExpressionAttributeValues: { ...place, ':city': city },
      ...members,
    });
  return { TableName, city, find };
}

function findsHouses([condition, expected, values]: (typeof found)[number]): ConformanceTest {
  return {
    name: `${condition === '' ? 'the partition key alone' : condition} finds ${expected.join(', ')}`,
    async run(context) {
      const { city, find } = await housesOf(context);
      await context.settled(async () => {
        const output = await find({
          KeyConditionExpression: condition === '' ? inPlace : `${inPlace} AND ${condition}`,
          ExpressionAttributeValues: { ...place, ...values, ':city': city },
        });
        expectEqual(shown(output), expected);
      });
    },
  };
}

function shown({ Items }: Output<'Query'>): string[] {
  return (Items ?? []).map(({ built, street }) => `${built?.N} ${street?.S}`);
}

/** Checks the rejection of an index with the key elements in `key`, such as `a:HASH b:RANGE`. */
function rejectsToCreate(what: string, { key, message }: Record<'key' | 'message', string>): ConformanceTest {
  const elements = key.split(' ').map((element) => element.split(':'));
  const names = new Set(['pk', ...elements.map(([name = '']) => name)]);
  return {
    name: `CreateTable rejects an index with ${what}`,
    async run({ db, tableName }) {
      const request = db.execute('CreateTable', {
        TableName: tableName('conformance-rejected'),
        ...hashTable,
        AttributeDefinitions: [...names].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        GlobalSecondaryIndexes: [
          {
            IndexName: 'several',
            KeySchema: elements.map(([AttributeName, type]) => ({
              AttributeName,
              KeyType: type === 'HASH' ? 'HASH' : 'RANGE',
            })),
            Projection: { ProjectionType: 'ALL' },
          },
        ],
      });
      await expectRejection(request, { message });
    },
  };
}
