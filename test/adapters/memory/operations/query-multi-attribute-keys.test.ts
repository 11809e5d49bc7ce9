import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import type { Input, Item } from '../../../../src/domain/dynamodb.ts';
import { suite } from '../../../support/suite.ts';
import { validationMessageOf } from './orders.ts';

const test = suite('query of an index with several key attributes');

/**
 * Opens a database with a table `matches` with the key `id`, and an index `byCup` on cup and year, sorted by round,
 * score and city.
 */
async function openMatches(): Promise<MemoryDynamoDb> {
  const db = new MemoryDynamoDb();
  const types = { id: 'S', cup: 'S', year: 'N', round: 'S', score: 'N', city: 'B' } as const;
  await db.execute('CreateTable', {
    TableName: 'matches',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: Object.entries(types).map(([AttributeName, AttributeType]) => ({
      AttributeName,
      AttributeType,
    })),
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byCup',
        KeySchema: [
          { AttributeName: 'cup', KeyType: 'HASH' },
          { AttributeName: 'year', KeyType: 'HASH' },
          { AttributeName: 'round', KeyType: 'RANGE' },
          { AttributeName: 'score', KeyType: 'RANGE' },
          { AttributeName: 'city', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
      {
        IndexName: 'byRound',
        KeySchema: [
          { AttributeName: 'cup', KeyType: 'HASH' },
          { AttributeName: 'round', KeyType: 'RANGE' },
          { AttributeName: 'score', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
  });
  return db;
}

const match = (id: string, round: string, score: number, city: number): Item => ({
  id: { S: id },
  cup: { S: 'gold' },
  year: { N: '2026' },
  round: { S: round },
  score: { N: String(score) },
  city: { B: Uint8Array.of(city) },
});

const names = {
  '#cup': 'cup',
  '#year': 'year',
  '#round': 'round',
  '#score': 'score',
  '#city': 'city',
  '#note': 'note',
};
const values: Item = {
  ':gold': { S: 'gold' },
  ':year': { N: '2026' },
  ':a': { S: 'a' },
  ':one': { N: '1' },
  ':two': { N: '2' },
  ':byte': { B: Uint8Array.of(5) },
};

/** Returns a query with that condition and the values of its placeholders. */
function byCup(condition: string, members: Partial<Input<'Query'>> = {}): Input<'Query'> {
  const used = ([placeholder]: readonly [string, unknown]) => new RegExp(`${placeholder}\\b`).test(condition);
  return {
    TableName: 'matches',
    IndexName: 'byCup',
    KeyConditionExpression: condition,
    ExpressionAttributeNames: Object.fromEntries(Object.entries(names).filter(used)),
    ExpressionAttributeValues: Object.fromEntries(Object.entries(values).filter(used)),
    ...members,
  };
}

test('finds entries by all partition key attributes and the first sort key attributes', async () => {
  const db = await openMatches();
  const matches = [
    match('1', 'b', 1, 1),
    match('2', 'a', 10, 1),
    match('3', 'a', 2, 9),
    match('4', 'a', 2, 1),
    { ...match('5', 'a', 2, 1), year: { N: '2025' } },
    { ...match('6', 'a', 2, 1), cup: { S: 'silver' } },
  ];
  for (const Item of matches) await db.execute('PutItem', { TableName: 'matches', Item });
  const ids = async (sort: string, ScanIndexForward?: boolean) => {
    const query = byCup(`#year = :year AND ${sort}#cup = :gold`, { ScanIndexForward });
    return (await db.execute('Query', query)).Items?.map(({ id }) => id?.S).join('');
  };
  assert.is(await ids(''), '4321');
  assert.is(await ids('', false), '1234');
  assert.is(await ids('#round > :a AND '), '1');
  assert.is(await ids('#round = :a AND '), '432');
  assert.is(await ids('#score BETWEEN :one AND :two AND #round = :a AND '), '43');
  assert.is(await ids('#score >= :two AND #round = :a AND ', false), '234');
  assert.is(await ids('#city > :byte AND #score = :two AND #round = :a AND '), '3');
});

test('leaves out items that lack one of the attributes', async () => {
  const db = await openMatches();
  for (const name of Object.keys(match('1', 'a', 1, 1)).slice(1)) {
    const { [name]: _, ...Item } = match(name, 'a', 1, 1);
    await db.execute('PutItem', { TableName: 'matches', Item });
  }
  assert.is((await db.execute('Query', byCup('#cup = :gold AND #year = :year'))).Count, 0);
});

test('start keys contain all key attributes of index and table', async () => {
  const db = await openMatches();
  for (const id of ['1', '2', '3']) {
    await db.execute('PutItem', { TableName: 'matches', Item: { ...match(id, 'a', 1, 1), note: { S: 'x' } } });
  }
  const query = byCup('#cup = :gold AND #year = :year AND #round = :a');
  const whole = await db.execute('Query', query);
  const first = await db.execute('Query', { ...query, Limit: 1 });
  assert.equal(first.LastEvaluatedKey, match(whole.Items?.[0]?.id?.S ?? '', 'a', 1, 1));
  const rest = await db.execute('Query', { ...query, ExclusiveStartKey: first.LastEvaluatedKey });
  assert.equal([...(first.Items ?? []), ...(rest.Items ?? [])], whole.Items);
});

test('rejects conditions without an attribute of the partition key', async () => {
  const db = await openMatches();
  const find = (condition: string, IndexName = 'byCup') =>
    validationMessageOf(db.execute('Query', byCup(condition, { IndexName })));
  const needed = (list: string) => `HASH key attributes ${list} must have equality conditions specified in the query`;
  assert.is(await find('#cup = :gold'), needed('year'));
  assert.is(await find('#round = :a'), needed('cup, year'));
  assert.is(await find('#year > :year AND #cup = :gold'), needed('year'));
  assert.is(await find('#note = :a'), needed('cup, year'));
  assert.is(await find('#round = :a', 'byRound'), needed('cup'));
  assert.is(await find('#cup > :a', 'byRound'), needed('cup'));
});

test('rejects conditions on the sort key with a gap or after an inequality', async () => {
  const db = await openMatches();
  const find = (sort: string) =>
    validationMessageOf(db.execute('Query', byCup(`#cup = :gold AND #year = :year AND ${sort}`)));
  const needed = (name: string, later: string) =>
    `RANGE key attributes ${name} must have equality conditions specified in the query because a condition is present on key attribute ${later}`;
  assert.is(await find('#score = :one'), needed('round', 'score'));
  assert.is(await find('#round = :a AND #city = :byte'), needed('score', 'city'));
  assert.is(await find('#score = :one AND #city = :byte'), needed('round', 'score'));
  assert.is(await find('#round > :a AND #score = :one'), needed('round', 'score'));
  assert.is(await find('#round = :a AND #score > :one AND #city = :byte'), needed('score', 'city'));
});

test('rejects too many conditions, other attributes and wrong types', async () => {
  const db = await openMatches();
  const find = (condition: string, IndexName = 'byCup') =>
    validationMessageOf(db.execute('Query', byCup(condition, { IndexName })));
  assert.is(
    await find('#cup = :gold AND #round = :a AND #score = :one AND #note = :a', 'byRound'),
    'The number of query conditions (4) exceeds the number of key attributes defined in the schema (3)',
  );
  assert.is(
    await find('#cup = :gold AND #year = :year AND #round = :a AND #note = :a'),
    'Query condition missed key schema element: score',
  );
  const wrongType = 'One or more parameter values were invalid: Condition parameter type does not match schema type';
  assert.is(await find('#cup = :gold AND #year = :a'), wrongType);
  assert.is(await find('#cup = :gold AND #year = :year AND #round = :a AND begins_with(#score, :a)'), wrongType);
  assert.is(await find('#cup = :gold AND #year = :year AND #round BETWEEN :one AND :two'), wrongType);
});

test('rejects a filter on a key attribute of the index, but not of the table', async () => {
  const db = await openMatches();
  const query = (FilterExpression: string) =>
    db.execute('Query', {
      ...byCup('#cup = :gold AND #year = :year'),
      FilterExpression,
    });
  for (const name of ['city', 'score']) {
    assert.is(
      await validationMessageOf(query(`attribute_exists(${name})`)),
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${name}`,
    );
  }
  assert.is((await query('attribute_exists(id)')).Count, 0);
});

test('rejects a start key that breaks a key condition, and reports the first one in key order', async () => {
  const db = await openMatches();
  const start = (condition: string, change: Item) =>
    validationMessageOf(
      db.execute('Query', byCup(condition, { ExclusiveStartKey: { ...match('1', 'a', 1, 1), ...change } })),
    );
  const oneRow = 'The query can return at most one row and cannot be restarted';
  const partition = '#cup = :gold AND #year = :year';
  assert.is(await start(partition, { cup: { S: 'silver' } }), oneRow);
  assert.is(
    await start(partition, { year: { N: '2025' } }),
    'The provided starting key is outside query boundaries based on provided conditions',
  );
  assert.is(await start(`${partition} AND #round = :a`, { year: { N: '2025' } }), oneRow);
  const outOfRange = 'The provided starting key does not match the range key predicate';
  assert.is(await start(`${partition} AND #round = :a`, { round: { S: 'b' } }), outOfRange);
  assert.is(await start(`${partition} AND #round = :a AND #score > :one`, {}), outOfRange);
});

test.run();
