import { createServer } from 'dynarepo/http';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { Connection } from '../../../bench/transports/connection.ts';
import { forkTest, ownTableTest } from '../../../bench/transports/own-table-test.ts';
import {
  putsFrom,
  requestsOf,
  TableName,
  tableNamed,
  transportRequests,
} from '../../../bench/transports/transport-requests.ts';
import * as memory from '../../../src/adapters/memory/index.ts';
import { suite } from '../../support/suite.ts';

const test = suite('requests of the bench to servers');

test('every request succeeds, and a test with its own table leaves none', async () => {
  const db = new MemoryDynamoDb();
  const server = createServer(db, { port: 0 });
  const connection = new Connection(await server.listen());
  // The casts: the inputs are the same as over HTTP.
  await db.execute('CreateTable', tableNamed(TableName) as never);
  await db.execute('BatchWriteItem', putsFrom(0, 25) as never);
  for (const request of transportRequests) {
    for (const bytes of requestsOf(request, 2)) assert.ok(await connection.send(bytes), request);
  }
  assert.match(String(await ownTableTest(connection)(0)), 'DELETING');
  assert.equal((await db.execute('ListTables', {})).TableNames, [TableName]);
  connection.close();
  await server.close();
});

test('the same test on a fork leaves the original unchanged', async () => {
  const run = await forkTest({ dynarepo: {}, memory, http: {}, dynamodb: {} });
  assert.ok(await run(0));
});

test.run();
