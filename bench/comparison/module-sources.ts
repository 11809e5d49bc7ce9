/** The libraries that are compared, by the name that the page gives them. */
export const libraries = ['dynarepo', 'ElectroDB', 'DynamoDB-Toolbox', 'Dynamoose', 'OneTable'] as const;

/** One of the libraries. */
export type Library = (typeof libraries)[number];

/**
 * Returns the source of a module with one entity of ten attributes and an index, and five uses: create, get, update, a query,
 * a query of the index. Each module has names of its own, so that modules share no types.
 */
export function moduleSource(library: Library, index: number): string {
  return sources[library].replaceAll(/\$(?!\{)/g, String(index));
}

const sources: Readonly<Record<Library, string>> = {
  dynarepo: `
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beginsWith, boolean, entity, list, map, number, repository, string, stringSet } from 'dynarepo';
import { AwsDynamoDb } from 'dynarepo/dynamodb';
const Customer$ = entity('Customer$', {
  table: 'customers$',
  attributes: {
    last$: string(), first$: string(), email$: string(), joined: string(), number$: number(),
    age$: number().optional(), vip: boolean().optional(), tags$: stringSet().optional(),
    address$: map({ street$: string(), zip: string().optional() }), orders: list(map({ sku: string(), quantity$: number() })),
  },
  key: { partition: 'last$', sort: 'first$' },
  indexes: { byEmail: { partition: 'email$' } },
});
export async function use$(client: DynamoDBClient): Promise<string> {
  const customers = repository(Customer$, new AwsDynamoDb({ client }));
  await customers.create({ last$: 'a', first$: 'b', email$: 'c', joined: 'd', number$: 1, address$: { street$: 'e' }, orders: [] });
  const one = await customers.get({ last$: 'a', first$: 'b' });
  await customers.update({ last$: 'a', first$: 'b' }, { age$: 30 });
  const some = await customers.query({ last$: 'a', first$: beginsWith('b') }).all();
  const other = await customers.index('byEmail').query({ email$: 'c' }).first();
  return \`\${one?.address$.street$}\${some[0]?.orders[0]?.quantity$}\${other?.tags$?.size}\`;
}`,
  ElectroDB: `
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Entity } from 'electrodb';
export async function use$(client: DynamoDBClient): Promise<string> {
  const customers = new Entity(
    {
      model: { entity: 'customer$', version: '1', service: 'shop' },
      attributes: {
        last$: { type: 'string', required: true }, first$: { type: 'string', required: true },
        email$: { type: 'string', required: true }, joined: { type: 'string', required: true },
        number$: { type: 'number', required: true }, age$: { type: 'number' }, vip: { type: 'boolean' },
        tags$: { type: 'set', items: 'string' },
        address$: { type: 'map', required: true, properties: { street$: { type: 'string', required: true }, zip: { type: 'string' } } },
        orders: {
          type: 'list', required: true,
          items: { type: 'map', properties: { sku: { type: 'string', required: true }, quantity$: { type: 'number', required: true } } },
        },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['last$'] }, sk: { field: 'sk', composite: ['first$'] } },
        byEmail: { index: 'gsi1', pk: { field: 'gsi1pk', composite: ['email$'] }, sk: { field: 'gsi1sk', composite: [] } },
      },
    },
    { client, table: 'customers' },
  );
  await customers.create({ last$: 'a', first$: 'b', email$: 'c', joined: 'd', number$: 1, address$: { street$: 'e' }, orders: [] }).go();
  const one = await customers.get({ last$: 'a', first$: 'b' }).go();
  await customers.patch({ last$: 'a', first$: 'b' }).set({ age$: 30 }).go();
  const some = await customers.query.primary({ last$: 'a' }).begins({ first$: 'b' }).go();
  const other = await customers.query.byEmail({ email$: 'c' }).go();
  return \`\${one.data?.address$.street$}\${some.data[0]?.orders[0]?.quantity$}\${other.data[0]?.tags$?.length}\`;
}`,
  'DynamoDB-Toolbox': `
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  boolean, Entity, GetItemCommand, item, list, map, number, PutItemCommand, QueryCommand, set, string, Table, UpdateItemCommand,
} from 'dynamodb-toolbox';
export async function use$(client: DynamoDBClient): Promise<string> {
  const table = new Table({
    documentClient: DynamoDBDocumentClient.from(client),
    name: 'customers$',
    partitionKey: { name: 'last$', type: 'string' },
    sortKey: { name: 'first$', type: 'string' },
    indexes: { byEmail: { type: 'global', partitionKey: { name: 'email$', type: 'string' } } },
  });
  const Customer = new Entity({
    name: 'Customer$',
    table,
    schema: item({
      last$: string().key(), first$: string().key(), email$: string(), joined: string(), number$: number(),
      age$: number().optional(), vip: boolean().optional(), tags$: set(string()).optional(),
      address$: map({ street$: string(), zip: string().optional() }), orders: list(map({ sku: string(), quantity$: number() })),
    }),
  });
  await Customer.build(PutItemCommand)
    .item({ last$: 'a', first$: 'b', email$: 'c', joined: 'd', number$: 1, address$: { street$: 'e' }, orders: [] })
    .options({ condition: { attr: 'last$', exists: false } })
    .send();
  const one = await Customer.build(GetItemCommand).key({ last$: 'a', first$: 'b' }).send();
  await Customer.build(UpdateItemCommand).item({ last$: 'a', first$: 'b', age$: 30 }).send();
  const some = await table.build(QueryCommand).entities(Customer).query({ partition: 'a', range: { beginsWith: 'b' } }).send();
  const other = await table.build(QueryCommand).entities(Customer).query({ index: 'byEmail', partition: 'c' }).send();
  return \`\${one.Item?.address$.street$}\${some.Items?.[0]?.orders[0]?.quantity$}\${other.Items?.[0]?.tags$?.size}\`;
}`,
  Dynamoose: `
import type { DynamoDB } from '@aws-sdk/client-dynamodb';
import dynamoose from 'dynamoose';
import { Item } from 'dynamoose/dist/Item.js';
class Customer$ extends Item {
  last$!: string; first$!: string; email$!: string; joined!: string; number$!: number;
  age$?: number; vip?: boolean; tags$?: Set<string>;
  address$!: { street$: string; zip?: string }; orders!: { sku: string; quantity$: number }[];
}
export async function use$(client: DynamoDB): Promise<string> {
  dynamoose.aws.ddb.set(client);
  const customers = dynamoose.model<Customer$>('Customer$', new dynamoose.Schema({
    last$: { type: String, hashKey: true }, first$: { type: String, rangeKey: true },
    email$: { type: String, required: true, index: { name: 'byEmail', type: 'global' } }, joined: { type: String, required: true },
    number$: { type: Number, required: true }, age$: Number, vip: Boolean, tags$: { type: Set, schema: [String] },
    address$: { type: Object, schema: { street$: String, zip: String } },
    orders: { type: Array, schema: [{ type: Object, schema: { sku: String, quantity$: Number } }] },
  }));
  await customers.create({ last$: 'a', first$: 'b', email$: 'c', joined: 'd', number$: 1, address$: { street$: 'e' }, orders: [] });
  const one = await customers.get({ last$: 'a', first$: 'b' });
  await customers.update({ last$: 'a', first$: 'b' }, { age$: 30 });
  const some = await customers.query('last$').eq('a').where('first$').beginsWith('b').exec();
  const other = await customers.query('email$').eq('c').using('byEmail').exec();
  return \`\${one?.address$.street$}\${some[0]?.orders[0]?.quantity$}\${other[0]?.tags$?.size}\`;
}`,
  OneTable: `
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Table } from 'dynamodb-onetable';
import { Dynamo } from 'dynamodb-onetable/Dynamo';
const schema = {
  format: 'onetable:1.1.0', version: '0.0.1',
  indexes: { primary: { hash: 'pk', sort: 'sk' }, gsi1: { hash: 'gsi1pk', sort: 'gsi1sk' } },
  models: {
    Customer$: {
      pk: { type: String, value: 'last:\${last$}' }, sk: { type: String, value: 'first:\${first$}' },
      gsi1pk: { type: String, value: 'email:\${email$}' }, gsi1sk: { type: String, value: 'customer:' },
      last$: { type: String, required: true }, first$: { type: String, required: true }, email$: { type: String, required: true },
      joined: { type: String, required: true }, number$: { type: Number, required: true }, age$: { type: Number },
      vip: { type: Boolean }, tags$: { type: Set },
      address$: { type: Object, required: true, schema: { street$: { type: String, required: true }, zip: { type: String } } },
      orders: {
        type: Array, required: true,
        items: { type: Object, schema: { sku: { type: String, required: true }, quantity$: { type: Number, required: true } } },
      },
    },
  },
} as const;
export async function use$(client: DynamoDBClient): Promise<string> {
  const table = new Table({ client: new Dynamo({ client }), name: 'customers', schema, partial: true, logger: false });
  const customers = table.getModel('Customer$');
  await customers.create({ last$: 'a', first$: 'b', email$: 'c', joined: 'd', number$: 1, address$: { street$: 'e' }, orders: [] });
  const one = await customers.get({ last$: 'a', first$: 'b' });
  await customers.update({ last$: 'a', first$: 'b', age$: 30 });
  const some = await customers.find({ last$: 'a', first$: { begins: 'b' } });
  const other = await customers.find({ email$: 'c' }, { index: 'gsi1' });
  return \`\${one?.address$.street$}\${some[0]?.orders[0]?.quantity$}\${other[0]?.joined}\`;
}`,
};
