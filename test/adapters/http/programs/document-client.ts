import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  paginateScan,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as assert from 'uvu/assert';
import { createSingleTable, type Program } from './program.ts';

const TableName = 'documents';

/** The SDK's own client for plain JavaScript values. */
export const documentClient: Program = async (client) => {
  await createSingleTable(client, TableName);
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

  await oneItem(documents);
  await manyItems(documents);
};

async function oneItem(documents: DynamoDBDocumentClient): Promise<void> {
  const film = {
    pk: 'film',
    sk: 'Alien',
    year: 1979,
    tags: new Set(['space', 'cat']),
    poster: new Uint8Array([1, 2, 3]),
    actors: [{ name: 'Sigourney Weaver', isAlive: true }],
    sequelTo: null,
    gone: undefined,
  };
  await documents.send(new PutCommand({ TableName, Item: film }));
  const { gone: _, ...stored } = film;
  const Key = { pk: 'film', sk: 'Alien' };
  assert.equal((await documents.send(new GetCommand({ TableName, Key }))).Item, stored);

  const again = new PutCommand({
    TableName,
    Item: Key,
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  const failure: unknown = await documents.send(again).catch((error: unknown) => error);
  if (!(failure instanceof ConditionalCheckFailedException)) throw new Error('the condition held');
  assert.is(failure.message, 'The conditional request failed');
  assert.is(failure.Item?.year?.N, '1979');
  assert.is(failure.$metadata.requestId?.length, 52);

  const update = new UpdateCommand({
    TableName,
    Key,
    UpdateExpression: 'SET #year = #year + :one, actors[0].isAlive = :no DELETE tags :cat',
    ExpressionAttributeNames: { '#year': 'year' },
    ExpressionAttributeValues: { ':one': 1, ':no': false, ':cat': new Set(['cat']) },
    ReturnValues: 'ALL_NEW',
  });
  const { Attributes } = await documents.send(update);
  assert.equal(
    [Attributes?.year, Attributes?.actors, Attributes?.tags],
    [1980, [{ name: 'Sigourney Weaver', isAlive: false }], new Set(['space'])],
  );

  await documents.send(new DeleteCommand({ TableName, Key }));
}

async function manyItems(documents: DynamoDBDocumentClient): Promise<void> {
  const episodes = Array.from({ length: 25 }, (_, number) => ({
    pk: 'series',
    sk: `episode-${String(number).padStart(2, '0')}`,
    gsi1pk: number % 2 === 0 ? 'even' : 'odd',
    gsi1sk: `${number}`,
    number,
  }));
  await documents.send(
    new BatchWriteCommand({ RequestItems: { [TableName]: episodes.map((Item) => ({ PutRequest: { Item } })) } }),
  );
  const query = {
    TableName,
    KeyConditionExpression: 'pk = :pk AND sk >= :from',
    FilterExpression: '#number < :below',
    ExpressionAttributeNames: { '#number': 'number' },
    ExpressionAttributeValues: { ':pk': 'series', ':from': 'episode-05', ':below': 20 },
  };
  const pages: unknown[][] = [];
  for await (const page of paginateQuery({ client: documents, pageSize: 8 }, query)) pages.push(page.Items ?? []);
  assert.equal(
    pages.map((items) => items.length),
    [8, 7, 0],
  );
  assert.equal(pages.flat(), episodes.slice(5, 20));

  const odd = {
    TableName,
    IndexName: 'gsi1',
    KeyConditionExpression: 'gsi1pk = :odd',
    ExpressionAttributeValues: { ':odd': 'odd' },
    ScanIndexForward: false,
  };
  for await (const page of paginateQuery({ client: documents }, odd)) assert.is(page.Count, 12);

  const Keys = [episodes[3], episodes[4]].map((episode) => ({ pk: episode?.pk, sk: episode?.sk }));
  const got = await documents.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }));
  assert.is(got.Responses?.[TableName]?.length, 2);

  let count = 0;
  for await (const page of paginateScan({ client: documents, pageSize: 10 }, { TableName })) count += page.Count ?? 0;
  assert.is(count, 25);
}
