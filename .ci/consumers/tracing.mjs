// Sends the same requests through instrumentation-aws-sdk and through dynarepo's tracing, and prints the spans as JSON.
import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { context, ROOT_CONTEXT } from '@opentelemetry/api';
import { fakeCredentials, requestHandler } from 'dynarepo/http';
import { MemoryDynamoDb } from 'dynarepo/memory';
import { traced } from 'dynarepo/opentelemetry';

const require = createRequire(import.meta.url);
const { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } = require('@opentelemetry/sdk-trace');
const { registerInstrumentations } = require('@opentelemetry/instrumentation');
const { AwsInstrumentation } = require('@opentelemetry/instrumentation-aws-sdk');

const storage = new AsyncLocalStorage();
context.setGlobalContextManager({
  active: () => storage.getStore() ?? ROOT_CONTEXT,
  with: (active, run, self, ...input) => storage.run(active, () => Reflect.apply(run, self, input)),
  bind: (_active, target) => target,
  enable: () => {},
  disable: () => {},
});
const exporter = new InMemorySpanExporter();
const tracerProvider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
registerInstrumentations({ tracerProvider, instrumentations: [new AwsInstrumentation()] });
// Loaded after the instrumentation, which patches what is required.
const sdk = require('@aws-sdk/client-dynamodb');
const { AwsDynamoDb } = await import('dynarepo/dynamodb');

const TableName = 'films';
const Key = { title: { S: 'Jaws' } };
const Item = { ...Key, year: { N: '1975' } };
const values = { ExpressionAttributeValues: { ':year': { N: '1975' } } };
const pages = { KeyConditionExpression: '#year = :year', ExpressionAttributeNames: { '#year': 'year' }, ...values };
const byYear = { IndexName: 'byYear', KeySchema: [{ AttributeName: 'year', KeyType: 'HASH' }] };
const table = {
  TableName,
  AttributeDefinitions: [
    { AttributeName: 'title', AttributeType: 'S' },
    { AttributeName: 'year', AttributeType: 'N' },
  ],
  KeySchema: [{ AttributeName: 'title', KeyType: 'HASH' }],
};
const units = { ReadCapacityUnits: 3, WriteCapacityUnits: 4 };

/** Requests by name: operation and input. */
const requests = {
  'create a table': [
    'CreateTable',
    {
      ...table,
      ProvisionedThroughput: units,
      GlobalSecondaryIndexes: [{ ...byYear, Projection: { ProjectionType: 'ALL' }, ProvisionedThroughput: units }],
    },
  ],
  'create another table': [
    'CreateTable',
    {
      ...table,
      TableName: 'other',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: table.AttributeDefinitions.slice(0, 1),
    },
  ],
  put: ['PutItem', { TableName, Item, ReturnConsumedCapacity: 'INDEXES' }],
  get: ['GetItem', { TableName, Key, ConsistentRead: true }],
  'get a part': ['GetItem', { TableName, Key, ProjectionExpression: 'title' }],
  query: [
    'Query',
    { TableName, ...pages, IndexName: 'byYear', Limit: 3, Select: 'ALL_ATTRIBUTES', ScanIndexForward: true },
  ],
  'query backwards': ['Query', { TableName, ...pages, IndexName: 'byYear', ScanIndexForward: false }],
  'query nothing': [
    'Query',
    { TableName: 'other', KeyConditionExpression: 'title = :t', ExpressionAttributeValues: { ':t': Key.title } },
  ],
  'scan the second segment': ['Scan', { TableName, Segment: 1, TotalSegments: 2, ProjectionExpression: 'title' }],
  'scan the first segment': ['Scan', { TableName, Segment: 0, TotalSegments: 2 }],
  'get a batch': ['BatchGetItem', { RequestItems: { films: { Keys: [Key] }, other: { Keys: [Key] } } }],
  'write a batch': ['BatchWriteItem', { RequestItems: { films: [{ PutRequest: { Item } }] } }],
  'write a transaction': [
    'TransactWriteItems',
    { TransactItems: [{ Put: { TableName, Item } }, { Put: { TableName: 'other', Item } }] },
  ],
  'read a transaction': [
    'TransactGetItems',
    { TransactItems: [{ Get: { TableName, Key } }, { Get: { TableName: 'other', Key } }] },
  ],
  'a condition that is not met': ['PutItem', { TableName, Item, ConditionExpression: 'attribute_not_exists(title)' }],
  'a table that does not exist': ['GetItem', { TableName: 'none', Key }],
  'list tables': ['ListTables', { Limit: 10, ExclusiveStartTableName: 'aaa' }],
  'change a table': [
    'UpdateTable',
    {
      TableName: 'other',
      AttributeDefinitions: table.AttributeDefinitions.slice(0, 1),
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: units,
    },
  ],
};

const newClient = () =>
  new sdk.DynamoDBClient({
    region: 'eu-west-1',
    credentials: fakeCredentials,
    maxAttempts: 1,
    requestHandler: requestHandler(new MemoryDynamoDb()),
  });
const theirs = newClient();
const options = { tracerProvider, region: 'eu-west-1' };
const onMemory = traced(new MemoryDynamoDb(), options);
const onAws = traced(new AwsDynamoDb({ client: newClient() }), { ...options, suppressInner: true });
const doubled = traced(new AwsDynamoDb({ client: newClient() }), options);

const results = {};
for (const [name, [operation, input]] of Object.entries(requests)) {
  results[name] = {
    theirs: await spansOf(() => theirs.send(new sdk[`${operation}Command`](input))),
    onMemory: await spansOf(() => onMemory.execute(operation, input)),
    onAws: await spansOf(() => onAws.execute(operation, input)),
  };
}
results['both at once'] = { doubled: await spansOf(() => doubled.execute('ListTables', {})) };
process.stdout.write(JSON.stringify(results));

/** Returns the spans that ended during a request, in the order of their ends. */
async function spansOf(send) {
  await send().catch(() => {});
  await tracerProvider.forceFlush();
  const spans = exporter.getFinishedSpans().map((span) => ({
    name: span.name,
    kind: span.kind,
    status: span.status.code,
    attributes: span.attributes,
    id: span.spanContext().spanId,
    parent: span.parentSpanContext?.spanId,
  }));
  exporter.reset();
  return spans;
}
