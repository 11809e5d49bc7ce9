import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { fakeCredentials, requestHandler } from '../../../../src/adapters/http/request-handler.ts';
import { createServer } from '../../../../src/adapters/http/server.ts';
import { MemoryDynamoDb } from '../../../../src/adapters/memory/memory-dynamodb.ts';
import { suite } from '../../../support/suite.ts';
import { documentClient } from './document-client.ts';
import { dynamodbToolbox } from './dynamodb-toolbox.ts';
import { dynamooseModels } from './dynamoose.ts';
import { electroDb } from './electrodb.ts';
import { oneTable } from './onetable.ts';
import type { Program } from './program.ts';

const programs: Readonly<Record<string, Program>> = {
  'the Document client': documentClient,
  ElectroDB: electroDb,
  'DynamoDB-Toolbox': dynamodbToolbox,
  Dynamoose: dynamooseModels,
  OneTable: oneTable,
};

const test = suite('programs on other software');

for (const [name, program] of Object.entries(programs)) {
  test(`${name} runs on the request handler`, () =>
    program(
      new DynamoDBClient({
        region: 'eu-west-1',
        credentials: fakeCredentials,
        requestHandler: requestHandler(new MemoryDynamoDb()),
      }),
    ));

  test(`${name} runs over HTTP`, async () => {
    const server = createServer(new MemoryDynamoDb(), { port: 0 });
    const client = new DynamoDBClient({
      region: 'eu-west-1',
      credentials: fakeCredentials,
      endpoint: await server.listen(),
    });
    try {
      await program(client);
    } finally {
      client.destroy();
      await server.close();
    }
  });
}

test.run();
