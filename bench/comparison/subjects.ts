import { DynamoDB, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Table as OneTable } from 'dynamodb-onetable';
import { Dynamo } from 'dynamodb-onetable/Dynamo';
import * as toolbox from 'dynamodb-toolbox';
import dynamoose from 'dynamoose';
import * as dynarepo from 'dynarepo';
import { Entity } from 'electrodb';
import { tasksByTemplates } from './own-subjects.ts';
import { type OpenSubject, tableName } from './subject.ts';

/** ElectroDB. */
export const electroDb: OpenSubject = (client) => {
  const tasks = new Entity(
    {
      model: { entity: 'task', version: '1', service: 'tracker' },
      attributes: {
        team: { type: 'string', required: true },
        id: { type: 'string', required: true },
        status: { type: 'string' },
        owner: { type: 'string' },
        count: { type: 'number' },
        text: { type: 'string' },
      },
      indexes: {
        primary: { pk: { field: 'pk', composite: ['team'] }, sk: { field: 'sk', composite: ['id'] } },
        byStatus: {
          index: 'gsi1',
          pk: { field: 'gsi1pk', composite: ['status', 'owner'] },
          sk: { field: 'gsi1sk', composite: ['id'] },
        },
      },
    },
    { client, table: tableName },
  );
  return {
    library: 'ElectroDB',
    create: (task) => tasks.create(task).go(),
    get: async (task) => (await tasks.get(task).go()).data,
    setStatus: ({ team, id }, status) => tasks.patch({ team, id }).set({ status }).go(),
    setText: ({ team, id }, text) => tasks.update({ team, id }).set({ text }).go(),
    putMany: (many) => tasks.put([...many]).go(),
    getMany: async (keys) => {
      const { data: found, unprocessed } = await tasks.get([...keys]).go();
      return { found, unprocessed };
    },
    query: async (team) => (await tasks.query.primary({ team }).go()).data,
  };
};

/** DynamoDB-Toolbox. */
export const dynamoDbToolbox: OpenSubject = (client) => {
  const tasksTable = toolboxTable(client);
  const tasks = new toolbox.Entity({
    name: 'Task',
    table: tasksTable,
    schema: toolbox
      .item({
        team: toolbox.string().key(),
        id: toolbox.string().key(),
        status: toolbox.string().optional(),
        owner: toolbox.string().optional(),
        count: toolbox.number().optional(),
        text: toolbox.string().optional(),
      })
      .and((input) => ({
        gsi1pk: toolbox
          .string()
          .optional()
          .link<typeof input>(({ status, owner }) => `${status}#${owner}`),
        gsi1sk: toolbox
          .string()
          .optional()
          .link<typeof input>(({ id }) => id),
      })),
    computeKey: ({ team, id }: { team: string; id: string }) => ({ pk: `TEAM#${team}`, sk: `TASK#${id}` }),
  });
  return {
    library: 'DynamoDB-Toolbox',
    create: (task) =>
      tasks
        .build(toolbox.PutItemCommand)
        .item(task)
        .options({ condition: { attr: 'id', exists: false } })
        .send(),
    get: async ({ team, id }) => (await tasks.build(toolbox.GetItemCommand).key({ team, id }).send()).Item,
    setStatus: ({ team, id }, status) => tasks.build(toolbox.UpdateItemCommand).item({ team, id, status }).send(),
    setText: ({ team, id }, text) => tasks.build(toolbox.UpdateItemCommand).item({ team, id, text }).send(),
    putMany: (many) =>
      toolbox.executeBatchWrite(
        tasksTable
          .build(toolbox.BatchWriteCommand)
          .requests(...many.map((task) => tasks.build(toolbox.BatchPutRequest).item(task))),
      ),
    getMany: async (keys) => {
      const requests = keys.map((each) => tasks.build(toolbox.BatchGetRequest).key(each));
      const command = tasksTable.build(toolbox.BatchGetCommand).requests(...requests);
      const { Responses = [], UnprocessedKeys } = await toolbox.executeBatchGet(command);
      return { found: Responses.flat(), unprocessed: UnprocessedKeys };
    },
    query: async (team) => {
      const query = tasksTable
        .build(toolbox.QueryCommand)
        .entities(tasks)
        .query({ partition: `TEAM#${team}` });
      return (await query.send()).Items ?? [];
    },
  };
};

const dynamooseModels: OpenSubject = (client) => {
  const { region, credentials, requestHandler } = client.config;
  dynamoose.aws.ddb.set(new DynamoDB({ region, credentials, requestHandler }));
  const schema = new dynamoose.Schema({
    pk: { type: String, hashKey: true },
    sk: { type: String, rangeKey: true },
    id: String,
    status: String,
    owner: String,
    count: Number,
    text: String,
  });
  const tasks = dynamoose.model('Task', schema);
  new dynamoose.Table(tableName, [tasks], { create: false, update: false, waitForActive: false });
  const toKey = ({ team, id }: { team: string; id: string }) => ({ pk: team, sk: id });
  return {
    library: 'Dynamoose',
    create: ({ team, ...task }) => tasks.create({ ...toKey({ team, id: task.id }), ...task }),
    get: (task) => tasks.get(toKey(task)),
    setStatus: (task, status) => tasks.update(toKey(task), { status }),
    setText: (task, text) => tasks.update(toKey(task), { text }),
    putMany: (many) => tasks.batchPut(many.map(({ team, ...task }) => ({ ...toKey({ team, id: task.id }), ...task }))),
    getMany: async (keys) => {
      const found = await tasks.batchGet(keys.map(toKey));
      return { found: [...found], unprocessed: found.unprocessedKeys };
    },
    query: async (team) => [...(await tasks.query('pk').eq(team).exec())],
  };
};

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: these templates are OneTable's, not JavaScript's
const oneTable: OpenSubject = (client) => {
  const schema = {
    format: 'onetable:1.1.0',
    version: '0.0.1',
    indexes: { primary: { hash: 'pk', sort: 'sk' }, gsi1: { hash: 'gsi1pk', sort: 'gsi1sk', project: 'all' } },
    models: {
      Task: {
        pk: { type: String, value: 'team:${team}' },
        sk: { type: String, value: 'task:${id}' },
        gsi1pk: { type: String, value: '${status}#${owner}' },
        gsi1sk: { type: String, value: '${id}' },
        team: { type: String, required: true },
        id: { type: String, required: true },
        status: { type: String },
        owner: { type: String },
        count: { type: Number },
        text: { type: String },
      },
    },
  } as const;
  const store = new OneTable({ client: new Dynamo({ client }), name: tableName, schema, partial: true, logger: false });
  const tasks = store.getModel('Task');
  return {
    library: 'OneTable',
    create: (task) => tasks.create(task),
    get: ({ team, id }) => tasks.get({ team, id }),
    setStatus: ({ team, id }, status) => tasks.update({ team, id, status }),
    setText: ({ team, id }, text) => tasks.update({ team, id, text }),
    putMany: async (many) => {
      const batch = {};
      for (const task of many) await tasks.create(task, { batch, exists: null });
      return await store.batchWrite(batch);
    },
    getMany: async (keys) => {
      const batch = {};
      for (const { team, id } of keys) await tasks.get({ team, id }, { batch });
      const found: unknown = await store.batchGet(batch, { parse: true, hidden: false });
      return { found: Array.isArray(found) ? found : Object.values(Object(found)).flat() };
    },
    query: async (team) => [...(await tasks.find({ team }))],
  };
};
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: until here

/** Every library, in the order of the page's columns. */
export const subjects: readonly OpenSubject[] = [
  (_client, db) => tasksByTemplates('dynarepo', dynarepo, db),
  electroDb,
  dynamoDbToolbox,
  dynamooseModels,
  oneTable,
];

function toolboxTable(client: DynamoDBClient) {
  return new toolbox.Table({
    documentClient: DynamoDBDocumentClient.from(client),
    name: tableName,
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
}
