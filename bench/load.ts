// `npm run bench:load`: how long `dynarepo load` takes for 500 items against an engine that responds after 10 ms, beside one item at a time.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type DynamoDb, systemClock } from 'dynarepo';
import { AwsDynamoDb } from 'dynarepo/dynamodb';
import { createServer } from 'dynarepo/http';
import { MemoryDynamoDb } from 'dynarepo/memory';
import { makeItem } from './items.ts';
import { describeMachine } from './table-text.ts';

const itemCount = 500;
const delayMs = 10;
const items = Array.from({ length: itemCount }, (_, index) => makeItem(index));
const table = {
  TableName: 'items',
  BillingMode: 'PAY_PER_REQUEST' as const,
  KeySchema: [
    { AttributeName: 'partition', KeyType: 'HASH' as const },
    { AttributeName: 'sort', KeyType: 'RANGE' as const },
  ],
  AttributeDefinitions: [
    { AttributeName: 'partition', AttributeType: 'S' as const },
    { AttributeName: 'sort', AttributeType: 'N' as const },
  ],
};

const folder = mkdtempSync(join(tmpdir(), 'dynarepo-bench-'));
try {
  console.log(describeMachine());
  console.log(`${itemCount} items of 1 KB, an engine that responds after ${delayMs} ms`);
  const single = await timeOf(putOneByOne);
  const start = await timeOf((endpoint) => load(endpoint, 0));
  const whole = await timeOf((endpoint) => load(endpoint, itemCount));
  console.log(`one item at a time   ${seconds(single)}`);
  console.log(`dynarepo load        ${seconds(whole)}, of which ${seconds(start)} for the start and the table`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Runs `write` against a new engine, and returns the milliseconds that it takes. */
async function timeOf(write: (endpoint: string) => Promise<void>): Promise<number> {
  const memory = new MemoryDynamoDb();
  const slow: DynamoDb = {
    execute: async (...request) => {
      await systemClock.sleep(delayMs);
      return memory.execute(...request);
    },
  };
  const server = createServer(slow, { port: 0 });
  const endpoint = await server.listen();
  const before = performance.now();
  await write(endpoint);
  const tookMs = performance.now() - before;
  await server.close();
  return tookMs;
}

async function putOneByOne(endpoint: string): Promise<void> {
  const db = new AwsDynamoDb({ endpoint, credentials: { accessKeyId: 'x', secretAccessKey: 'x' } });
  await db.execute('CreateTable', table);
  for (const item of items) await db.execute('PutItem', { TableName: table.TableName, Item: item });
  db.close();
}

async function load(endpoint: string, count: number): Promise<void> {
  const requests = [
    { operation: 'CreateTable', input: table },
    ...items.slice(0, count).map((Item) => ({ operation: 'PutItem', input: { TableName: table.TableName, Item } })),
  ];
  const lines = [{ dynarepo: 1 }, ...requests, { end: requests.length }];
  const file = join(folder, `dump-${count}`);
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const main = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
  const command = ['--import', 'tsx', main, 'load', file, '--endpoint', endpoint];
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`dynarepo load ended with ${code}`);
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
