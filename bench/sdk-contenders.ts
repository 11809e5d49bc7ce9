import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDb } from 'dynarepo';
import { fakeCredentials, requestHandler, type SdkRequestHandler, type SdkResponse } from 'dynarepo/http';
import { MemoryDynamoDb } from 'dynarepo/memory';
import { type Contender, operations } from './contender.ts';
import { dynamoDbContender } from './dynamodb-contender.ts';
import type { BenchItem } from './items.ts';

/**
 * Creates two SDK clients: one on a handler that only replays a recorded response for each operation, and one on our
 * request handler.
 */
export async function requestHandlers(items: readonly BenchItem[]): Promise<[canned: Contender, ours: Contender]> {
  const real = requestHandler(new MemoryDynamoDb());
  const responses = new Map<string | undefined, SdkResponse>();
  const recording: SdkRequestHandler = {
    ...real,
    handle: async (request, options) => {
      const answer = await real.handle(request, options);
      responses.set(request.headers['x-amz-target'], answer);
      return answer;
    },
  };
  const recorded = await sdkContender('recorded', { requestHandler: recording }, items);
  for (const operation of operations) await recorded.run[operation](0);
  const replaying: SdkRequestHandler = {
    ...real,
    handle: async ({ headers }) => {
      const answer = responses.get(headers['x-amz-target']);
      if (answer === undefined) throw new Error('no response to replay');
      return { response: { ...answer.response } };
    },
  };
  return [
    await sdkContender('one canned reply', { requestHandler: replaying }, items),
    await sdkContender('request handler', { requestHandler: requestHandler(new MemoryDynamoDb()) }, items),
  ];
}

/** Creates an SDK client with the settings, which choose its request handler or endpoint. */
export function sdkContender(
  name: string,
  settings: DynamoDBClientConfig,
  items: readonly BenchItem[],
): Promise<Contender> {
  const client = new DynamoDBClient({ region: 'us-east-1', credentials: fakeCredentials, ...settings });
  const db: Pick<DynamoDb, 'execute'> = {
    // The casts: each command has its own input and output types, which depend on the operation.
    execute: (operation, input) => {
      const Command = commands[operation as keyof typeof commands] as new (input: unknown) => GetItemCommand;
      return client.send(new Command(input)) as Promise<never>;
    },
  };
  return dynamoDbContender(name, db, items);
}

const commands = {
  CreateTable: CreateTableCommand,
  DescribeTable: DescribeTableCommand,
  GetItem: GetItemCommand,
  PutItem: PutItemCommand,
  Query: QueryCommand,
  Scan: ScanCommand,
  UpdateItem: UpdateItemCommand,
} as const;
