import { GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type OpenSubject, tableName as TableName, type Task } from './subject.ts';

const keyOf = ({ team, id }: Task) => ({ pk: { S: `TEAM#${team}` }, sk: { S: `TASK#${id}` } });

/** The SDK alone, with attribute values that the program writes and reads itself. */
export const bareSdk: OpenSubject<'bare SDK'> = (client) => ({
  library: 'bare SDK',
  create: (task) => {
    const { team, id, status = '', owner = '', count, text = '' } = task;
    const own = { team: { S: team }, id: { S: id }, status: { S: status }, owner: { S: owner }, text: { S: text } };
    const index = { gsi1pk: { S: `${status}#${owner}` }, gsi1sk: { S: id } };
    const Item = { ...keyOf(task), ...own, ...index, count: { N: String(count) } };
    return client.send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' }));
  },
  get: async (task) => (await client.send(new GetItemCommand({ TableName, Key: keyOf(task) }))).Item,
  setStatus: () => Promise.reject(new Error('not compared')),
  setText: (task, text) =>
    client.send(
      new UpdateItemCommand({
        TableName,
        Key: keyOf(task),
        UpdateExpression: 'SET #text = :text',
        ExpressionAttributeNames: { '#text': 'text' },
        ExpressionAttributeValues: { ':text': { S: text } },
      }),
    ),
  putMany: () => Promise.reject(new Error('not compared')),
  getMany: () => Promise.reject(new Error('not compared')),
  query: async (team) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: `TEAM#${team}` } },
      }),
    );
    return Items;
  },
});
