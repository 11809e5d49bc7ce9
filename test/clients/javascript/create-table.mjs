import { CreateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';

/**
 * Creates an on-demand table whose keys are strings, and waits until it is active.
 *
 * @param keys - the name of the partition key, and that of the sort key if there is one
 */
export async function createTable(client, TableName, keys, settings = {}) {
  const input = {
    TableName,
    KeySchema: keys.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? 'HASH' : 'RANGE' })),
    AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    BillingMode: 'PAY_PER_REQUEST',
    ...settings,
  };
  await client.send(new CreateTableCommand(input));
  await waitUntilTableExists({ client, minDelay: 1, maxWaitTime: 30 }, { TableName });
}
