// `npm run bench:direct`: processor time of a repository's calls on `DirectDynamoDb` and `AwsDynamoDb`, beside those of the bare SDK, against canned responses of a server in another process. `-- --quick` only shows that everything runs.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { boolean, type DynamoDb, entity, number, repository, string } from 'dynarepo';
import { DirectDynamoDb } from 'dynarepo/direct';
import { AwsDynamoDb } from 'dynarepo/dynamodb';
import { keyOf, makeItem, partitionOf } from './items.ts';
import { measureSlices, type Run, workedNs } from './slices.ts';
import { describeMachine, line } from './table-text.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const effort = values.quick ? { rounds: 3, sliceMs: 20 } : { rounds: 40, sliceMs: 100 };
const rows = ['get', 'put', 'update', 'query of 50'] as const;
const table = 'bench-orders';
const text = string();
const Order = entity('Order', {
  table,
  attributes: {
    ...{ partition: text, sort: number(), status: text, amount: number(), urgent: boolean() },
    ...{ name: text, street: text, city: text, remark: text, reference: text },
  },
  key: { partition: 'partition', sort: 'sort' },
});

const server = fork(fileURLToPath(new URL('canned-server.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] });
const [port] = await once(server, 'message');
const settings = {
  endpoint: `http://127.0.0.1:${port}`,
  region: 'us-east-1',
  credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
};
try {
  const contenders = [
    { name: 'bare SDK', runs: bareSdk() },
    { name: 'AwsDynamoDb', runs: ofRepository(new AwsDynamoDb(settings)) },
    { name: 'DirectDynamoDb', runs: ofRepository(new DirectDynamoDb(settings)) },
  ];
  console.log(describeMachine());
  console.log(line(['µs of processor time', ...contenders.map(({ name }) => name), 'to the bare SDK'], [23, 16]));
  for (const row of rows) {
    const runners = contenders.map(({ name, runs }) => ({ name, run: runs[row] }));
    const slices = await measureSlices(runners, { itemCount: 50, effort, clock: workedNs, isEqualWork: true });
    const times = slices.map(
      ({ nsPerOperation }) => nsPerOperation.toSorted((a, b) => a - b)[Math.floor(effort.rounds / 5)] ?? 0,
    );
    const ratios = times.slice(1).map((ns) => (ns / (times[0] ?? 1)).toFixed(2));
    console.log(line([row, ...times.map((ns) => (ns / 1000).toFixed(1)), ratios.join(' ')], [23, 16]));
  }
} finally {
  server.kill();
}
process.exit();

function bareSdk(): Readonly<Record<(typeof rows)[number], Run>> {
  const client = new DynamoDBClient({ ...settings, maxAttempts: 1 });
  return {
    get: (index) => client.send(new GetItemCommand({ TableName: table, Key: keyOf(index) })),
    put: (index) => client.send(new PutItemCommand({ TableName: table, Item: makeItem(index) })),
    update: (index) =>
      client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: keyOf(index),
          UpdateExpression: 'SET amount = :amount',
          ConditionExpression: 'attribute_exists(#partition)',
          ExpressionAttributeNames: { '#partition': 'partition' },
          ExpressionAttributeValues: { ':amount': { N: String(index) } },
          ReturnValues: 'ALL_NEW',
        }),
      ),
    'query of 50': (index) =>
      client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: '#partition = :partition',
          ExpressionAttributeNames: { '#partition': 'partition' },
          ExpressionAttributeValues: { ':partition': partitionOf(index) },
        }),
      ),
  };
}

function ofRepository(db: DynamoDb): Readonly<Record<(typeof rows)[number], Run>> {
  const orders = repository(Order, db);
  const key = (index: number) => ({ partition: partitionOf(index).S, sort: index });
  const order = (index: number) => ({
    ...{ ...key(index), status: 'open', amount: index, urgent: true, name: `customer ${index}` },
    ...{ street: 's'.repeat(180), city: 'c'.repeat(180), remark: 'r'.repeat(280), reference: 'f'.repeat(240) },
  });
  return {
    get: (index) => orders.get(key(index)),
    put: (index) => orders.put(order(index)),
    update: (index) => orders.update(key(index), { amount: index }),
    'query of 50': (index) => orders.query({ partition: partitionOf(index).S }).all(),
  };
}
