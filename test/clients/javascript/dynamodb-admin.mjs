/** dynamodb-admin: its pages about a table, with time to live, as a browser requests them. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import admin from 'dynamodb-admin';

const client = new DynamoDB({});
const server = admin.createServer({ dynamoDbClient: client }).listen(0, '127.0.0.1');
await once(server, 'listening');
const origin = `http://127.0.0.1:${server.address().port}`;

/** Sends a request, with a body as JSON if there is one, and returns the text of the response. */
async function request(method, path, body) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(origin + path, { method, headers, body: body && JSON.stringify(body) });
  const text = await response.text();
  assert.ok(response.ok, `${method} ${path}: ${response.status} ${text}`);
  return text;
}

/** Returns the cells of the table on a page. */
const cells = (page) => [...page.matchAll(/<td>(.*?)<\/td>/g)].map(([, cell]) => cell.replace(/<[^>]*>/g, ''));

// The page of a table without time to live, and with it.
const TableName = 'sessions';
await request('POST', '/create-table', {
  TableDefinition: {
    TableName,
    HashAttributeName: 'user',
    HashAttributeType: 'S',
    RangeAttributeName: 'number',
    RangeAttributeType: 'N',
    ReadCapacityUnits: 5,
    WriteCapacityUnits: 5,
  },
});
const path = `/tables/${TableName}`;
assert.deepEqual(cells(await request('GET', `${path}/ttl`)), ['DISABLED', '—']);
const TimeToLiveSpecification = { AttributeName: 'expires', Enabled: true };
await client.updateTimeToLive({ TableName, TimeToLiveSpecification });
assert.match(cells(await request('GET', `${path}/ttl`)).join(), /^(ENABLED|ENABLING),expires$/);
assert.match(await request('GET', `${path}/meta`), /ProvisionedThroughput/);
assert.match(await request('GET', '/'), /sessions/);

// Items: added, read, listed, deleted one by one and all at once.
const item = { user: 'jane', number: 1, expires: 4_000_000_000, device: { name: 'phone', tags: ['a'] } };
assert.deepEqual(JSON.parse(await request('PUT', `${path}/add-item`, item)), { user: 'jane', number: 1 });
for (let number = 2; number <= 60; number += 1)
  await client.putItem({ TableName, Item: { user: { S: 'john' }, number: { N: `${number}` } } });
const filters = JSON.stringify({ user: { operator: '=', type: 'S', value: 'john' } });
const query = new URLSearchParams({ operationType: 'query', filters });
const first = JSON.parse(await request('GET', `${path}/items?${query}`));
const second = JSON.parse(await request('GET', `${path}/items?${query}&startKey=${first.nextKey}`));
const numbers = [first, second].map(({ Items }) => Items.map(({ number }) => number));
assert.deepEqual([numbers[0].length, numbers[0][0], numbers[1][0]], [25, 2, 27]);
await request('DELETE', `${path}/items/jane,1`);
assert.equal((await client.scan({ TableName, ConsistentRead: true })).Count, 59);
await request('DELETE', `${path}/all`);
assert.equal((await client.scan({ TableName, ConsistentRead: true })).Count, 0);
await request('DELETE', path);
assert.deepEqual(JSON.parse(await request('GET', '/api/tables')), []);
server.close();
