import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  $add,
  $append,
  BatchGetCommand,
  BatchGetRequest,
  BatchPutRequest,
  BatchWriteCommand,
  DeleteItemCommand,
  Entity,
  executeBatchGet,
  executeBatchWrite,
  GetItemCommand,
  item,
  list,
  map,
  number,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  set,
  string,
  Table,
  UpdateItemCommand,
} from 'dynamodb-toolbox';
import * as assert from 'uvu/assert';
import { createSingleTable, type Program } from './program.ts';

/** DynamoDB-Toolbox: schemas and commands. */
export const dynamodbToolbox: Program = async (client) => {
  await createSingleTable(client, 'toolbox');
  const model = modelOn(client);
  await oneItem(model);
  await manyItems(model);
};

function modelOn(client: DynamoDBClient) {
  const table = new Table({
    documentClient: DynamoDBDocumentClient.from(client),
    name: 'toolbox',
    partitionKey: { name: 'pk', type: 'string' },
    sortKey: { name: 'sk', type: 'string' },
    indexes: {
      gsi1: {
        type: 'global',
        partitionKey: { name: 'gsi1pk', type: 'string' },
        sortKey: { name: 'gsi1sk', type: 'string' },
      },
    },
  });
  const Pokemon = new Entity({
    name: 'Pokemon',
    table,
    schema: item({
      trainer: string().key().savedAs('pk'),
      name: string().key().savedAs('sk'),
      type: string().savedAs('gsi1pk'),
      level: number().default(1),
      moves: list(map({ name: string(), power: number() })).optional(),
      badges: set(string()).optional(),
    }),
    timestamps: false,
  });
  return { table, Pokemon };
}

type Model = ReturnType<typeof modelOn>;

async function oneItem({ table, Pokemon }: Model): Promise<void> {
  const pikachu = { trainer: 'ash', name: 'pikachu' };
  await Pokemon.build(PutItemCommand)
    .item({ ...pikachu, type: 'electric', level: 5, moves: [{ name: 'spark', power: 65 }], badges: new Set(['rain']) })
    .options({ condition: { attr: 'name', exists: false } })
    .send();
  const twice: unknown = await Pokemon.build(PutItemCommand)
    .item({ ...pikachu, type: 'electric' })
    .options({ condition: { attr: 'name', exists: false } })
    .send()
    .catch((error: unknown) => error);
  assert.match(String(twice), 'The conditional request failed');
  const { Attributes } = await Pokemon.build(UpdateItemCommand)
    .item({
      ...pikachu,
      level: $add(2),
      moves: $append([{ name: 'bolt', power: 90 }]),
      badges: $add(new Set(['thunder'])),
    })
    .options({ returnValues: 'ALL_NEW' })
    .send();
  assert.equal(
    [Attributes?.level, Attributes?.moves?.length, Attributes?.badges],
    [7, 2, new Set(['rain', 'thunder'])],
  );
  const { Item } = await Pokemon.build(GetItemCommand)
    .key(pikachu)
    .options({ consistent: true, attributes: ['level'] })
    .send();
  assert.equal(Item, { level: 7 });
  // An item without the sort key of an index is not in it.
  const electric = table.build(QueryCommand).entities(Pokemon).query({ index: 'gsi1', partition: 'electric' });
  assert.is((await electric.send()).Count, 0);
  await Pokemon.build(DeleteItemCommand).key(pikachu).send();
}

async function manyItems({ table, Pokemon }: Model): Promise<void> {
  const others = Array.from({ length: 20 }, (_, index) => ({
    trainer: 'misty',
    name: `star-${String(index).padStart(2, '0')}`,
    type: 'water',
    level: index,
  }));
  await executeBatchWrite(
    table.build(BatchWriteCommand).requests(...others.map((other) => Pokemon.build(BatchPutRequest).item(other))),
  );
  const query = table
    .build(QueryCommand)
    .entities(Pokemon)
    .query({ partition: 'misty', range: { beginsWith: 'star-' } });
  const options = { limit: 12, filters: { Pokemon: { attr: 'level', gte: 5 } } } as const;
  const first = await query.options(options).send();
  const rest = await query.options({ ...options, exclusiveStartKey: first.LastEvaluatedKey ?? {} }).send();
  assert.equal([first.Items?.length, rest.Items?.length, rest.LastEvaluatedKey], [7, 8, undefined]);
  const requests = others.slice(0, 3).map((other) => Pokemon.build(BatchGetRequest).key(other));
  const { Responses } = await executeBatchGet(table.build(BatchGetCommand).requests(...requests));
  assert.is(Responses?.[0]?.length, 3);
  const { Items } = await table.build(ScanCommand).entities(Pokemon).options({ maxPages: 10 }).send();
  assert.is(Items?.length, 20);
}
