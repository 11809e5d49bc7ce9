import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient, ListStreamsCommand } from '@aws-sdk/client-dynamodb-streams';
import * as assert from 'uvu/assert';
import { fakeCredentials, requestHandler } from '../../../src/adapters/http/request-handler.ts';
import { MemoryDynamoDb } from '../../../src/adapters/memory/memory-dynamodb.ts';
import type { DynamoDb } from '../../../src/domain/dynamodb.ts';
import { AbortedError, NotImplementedError, ServiceError } from '../../../src/domain/errors.ts';
import { suite } from '../../support/suite.ts';
import { StubDynamoDb } from './posting.ts';

const test = suite('request handler');

function settingsFor(db: DynamoDb): DynamoDBClientConfig {
  return { region: 'eu-west-1', credentials: fakeCredentials, requestHandler: requestHandler(db) };
}

function throwing(error: unknown): DynamoDb {
  return new StubDynamoDb(() => {
    throw error;
  });
}

async function thrownBy(
  answer: Promise<unknown>,
): Promise<Error & { readonly $metadata?: { readonly attempts?: number } }> {
  const thrown: unknown = await answer.catch((error: unknown) => error);
  if (!(thrown instanceof Error)) throw new Error('nothing was thrown');
  return thrown;
}

async function filledTable(): Promise<DynamoDb> {
  const db = new MemoryDynamoDb();
  await db.execute('CreateTable', {
    TableName: 'films',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  await db.execute('PutItem', { TableName: 'films', Item: { id: { S: 'a' }, bytes: { B: new Uint8Array([1]) } } });
  return db;
}

test('a client receives the output, bytes and request id', async () => {
  const client = new DynamoDBClient(settingsFor(await filledTable()));
  const { Item, $metadata } = await client.send(new GetItemCommand({ TableName: 'films', Key: { id: { S: 'a' } } }));
  assert.equal(Item?.id, { S: 'a' });
  assert.equal([...(Item?.bytes?.B ?? [])], [1]);
  assert.is($metadata.requestId?.length, 52);
});

test('a client receives its own error classes', async () => {
  const client = new DynamoDBClient(settingsFor(await filledTable()));
  const put = { TableName: 'films', Item: { id: { S: 'a' } }, ConditionExpression: 'attribute_not_exists(id)' };
  const error = await thrownBy(
    client.send(new PutItemCommand({ ...put, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' })),
  );
  if (!(error instanceof ConditionalCheckFailedException)) throw error;
  assert.is(error.message, 'The conditional request failed');
  assert.equal(error.Item?.id, { S: 'a' });
  assert.is(error.$metadata.requestId?.length, 52);
});

test('a client receives the cancellation reasons of a transaction', async () => {
  const cancellationReasons = [
    { Code: 'None' },
    { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed' },
  ];
  const cancelled = new ServiceError('TransactionCanceledException', 'Transaction cancelled', { cancellationReasons });
  const client = new DynamoDBClient(settingsFor(throwing(cancelled)));
  const error = await thrownBy(client.send(new TransactWriteItemsCommand({ TransactItems: [] })));
  if (!(error instanceof TransactionCanceledException)) throw error;
  assert.equal(error.CancellationReasons, cancellationReasons);
  assert.is(error.message, 'Transaction cancelled');
});

test('a client does not retry an operation that is not built', async () => {
  const client = new DynamoDBClient(settingsFor(throwing(new NotImplementedError('UpdateTable'))));
  const error = await thrownBy(client.send(new UpdateTableCommand({ TableName: 'films' })));
  assert.equal([error.name, error.message], ['NotImplementedError', 'UpdateTable is not implemented by this adapter']);
  assert.is(error.$metadata?.attempts, 1);
});

test('a client retries a throttled request', async () => {
  let requests = 0;
  const db = new StubDynamoDb(() => {
    requests += 1;
    if (requests === 1) throw new ServiceError('ThrottlingException', 'slow down');
    return { TableNames: ['films'] };
  });
  const { TableNames, $metadata } = await new DynamoDBClient(settingsFor(db)).send(new ListTablesCommand());
  assert.equal([TableNames, $metadata.attempts], [['films'], 2]);
});

test('unexpected errors of the database reach the caller unchanged', async () => {
  const error = new TypeError('x is not a function');
  assert.is(await thrownBy(new DynamoDBClient(settingsFor(throwing(error))).send(new ListTablesCommand())), error);
});

test('a streams client reaches the same database', async () => {
  const client = new DynamoDBStreamsClient(
    settingsFor(new StubDynamoDb(() => ({ Streams: [{ TableName: 'films' }] }))),
  );
  assert.equal((await client.send(new ListStreamsCommand())).Streams, [{ TableName: 'films' }]);
});

test('an aborted request rejects with the AbortError of the SDK', async () => {
  const before = new AbortController();
  before.abort();
  const waiting = new DynamoDBClient(settingsFor(new MemoryDynamoDb()));
  assert.is((await thrownBy(waiting.send(new ListTablesCommand(), { abortSignal: before.signal }))).name, 'AbortError');

  const client = new DynamoDBClient(settingsFor(throwing(new AbortedError('aborted', { cause: 'enough' }))));
  const error = await thrownBy(client.send(new ListTablesCommand()));
  assert.equal([error.name, error.cause], ['AbortError', 'enough']);
});

test.run();
