import type { MemoryDynamoDb } from 'dynarepo/memory';
import { type Build, exportsOf } from '../builds/build.ts';
import { keyOf, makeItem } from '../items.ts';
import type { Run } from '../slices.ts';
import { type Connection, requestBytes } from './connection.ts';
import { putsFrom, TableName, tableNamed } from './transport-requests.ts';

const itemCount = 100;
let tables = 0;

/** Returns a run of what a test with a table of its own does over HTTP: 100 items, a get and a put; the table is deleted. */
export function ownTableTest(connection: Connection): Run {
  return async () => {
    tables += 1;
    const name = `${TableName}-${tables}`;
    const send = (operation: string, input: object) => connection.send(requestBytes(operation, input));
    await send('CreateTable', tableNamed(name));
    while (!(await send('DescribeTable', { TableName: name })).includes('"TableStatus":"ACTIVE"'));
    for (let first = 0; first < itemCount; first += 25) await send('BatchWriteItem', putsFrom(first, 25, name));
    await send('GetItem', { TableName: name, Key: keyOf(7) });
    await send('PutItem', { TableName: name, Item: makeItem(7) });
    return send('DeleteTable', { TableName: name });
  };
}

/** Returns a run of the same test on a fork of a database of this process that has the table and its items. */
export async function forkTest(build: Build): Promise<Run> {
  const { MemoryDynamoDb } = exportsOf(build, 'memory', 'MemoryDynamoDb');
  const db: MemoryDynamoDb = new MemoryDynamoDb();
  // The casts: the inputs are shared with the requests over HTTP, whose types are not checked.
  await db.execute('CreateTable', tableNamed(TableName) as never);
  for (let first = 0; first < itemCount; first += 25) await db.execute('BatchWriteItem', putsFrom(first, 25) as never);
  const item = makeItem(7);
  return async () => {
    const fork = db.fork();
    await fork.execute('GetItem', { TableName, Key: keyOf(7) });
    return fork.execute('PutItem', { TableName, Item: item });
  };
}
