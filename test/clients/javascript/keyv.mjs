/** @keyv/dynamo: a key-value store that creates its table, and whose entries expire. */

import assert from 'node:assert/strict';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { KeyvDynamo } from '@keyv/dynamo';
import { Keyv } from 'keyv';

const client = new DynamoDB({});
const TableName = 'entries';

/** Creates a store of the table whose keys begin with the namespace. */
function openStore(namespace) {
  const store = new Keyv({ store: new KeyvDynamo({ tableName: TableName }), namespace, throwOnErrors: true });
  store.on('error', (error) => {
    throw error;
  });
  return store;
}

/** Asserts which entries are stored, by the keys of their items. */
async function assertKeys(...keys) {
  const { Items } = await client.scan({ TableName, ConsistentRead: true });
  assert.deepEqual(Items.map(({ id }) => id.S).sort(), keys);
}

// The table is created, and deletes what has expired.
const films = openStore('films');
assert.equal(await films.get('alien'), undefined);
const { TimeToLiveDescription } = await client.describeTimeToLive({ TableName });
assert.equal(TimeToLiveDescription.AttributeName, 'expiresAt');
assert.match(TimeToLiveDescription.TimeToLiveStatus, /^(ENABLED|ENABLING)$/);

// Values of every kind of JSON.
const alien = { title: 'Alien', year: 1979, actors: ['Weaver'], sequelTo: null };
await films.set('alien', alien);
await films.setMany([
  { key: 'text', value: 'Amélie 🎬' },
  { key: 'zero', value: 0 },
  { key: 'no', value: false },
]);
assert.deepEqual(await films.get('alien'), alien);
assert.deepEqual(await films.getMany(['no', 'missing', 'text', 'zero']), [false, undefined, 'Amélie 🎬', 0]);
assert.deepEqual([await films.has('zero'), await films.has('missing')], [true, false]);

// An expired entry is not returned, deleted or not.
await films.set('brief', 'value', 3_600_000);
const { Item } = await client.getItem({ TableName, Key: { id: { S: 'films:brief' } } });
assert.ok(Math.abs(Number(Item.expiresAt.N) - (Date.now() / 1000 + 3600)) < 60);
const text = JSON.stringify({ value: 'value', expires: Date.now() - 60_000 });
await client.putItem({ TableName, Item: { ...Item, value: { S: text } } });
assert.equal(await films.get('brief'), undefined);

// Deleting one, several, and all of a namespace.
const books = openStore('books');
await books.set('alien', 'Alan Dean Foster');
assert.deepEqual([await films.delete('zero'), await films.delete('zero')], [true, false]);
assert.equal(await films.deleteMany(['no', 'missing']), true);
await assertKeys('books:alien', 'films:alien', 'films:text');
await films.clear();
await assertKeys('books:alien');
