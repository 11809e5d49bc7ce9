/** rate-limiter-flexible: a limiter with a table of its own, counters that expire, and blocks. */

import assert from 'node:assert/strict';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { RateLimiterDynamo } from 'rate-limiter-flexible';

const client = new DynamoDB({});
const tableName = 'limits';

/** Creates a limiter of 3 points a minute. It creates its table, and then calls back. */
function createLimiter(settings = {}) {
  const { promise, ...callbacks } = withResolvers();
  const options = { storeClient: client, tableName, keyPrefix: 'login', points: 3, duration: 60, ...settings };
  const limiter = new RateLimiterDynamo(options, (error) =>
    error === undefined || error === null ? callbacks.resolve(limiter) : callbacks.reject(error),
  );
  return promise;
}

/** Returns a promise with its callbacks. Node 20 has no `Promise.withResolvers`. */
function withResolvers() {
  const callbacks = {};
  const promise = new Promise((resolve, reject) => Object.assign(callbacks, { resolve, reject }));
  return { promise, ...callbacks };
}

const limiter = await createLimiter({ dynamoTableOpts: { readCapacityUnits: 5, writeCapacityUnits: 6 } });
const { Table } = await client.describeTable({ TableName: tableName });
assert.equal(Table.ProvisionedThroughput.WriteCapacityUnits, 6);
const { TimeToLiveDescription } = await client.describeTimeToLive({ TableName: tableName });
assert.equal(TimeToLiveDescription.AttributeName, 'expire');
assert.match(TimeToLiveDescription.TimeToLiveStatus, /^(ENABLED|ENABLING)$/);

// Points are consumed until none is left, also by calls at the same time.
const first = await limiter.consume('jane');
assert.deepEqual([first.consumedPoints, first.remainingPoints, first.isFirstInDuration], [1, 2, true]);
assert.ok(first.msBeforeNext > 50_000 && first.msBeforeNext <= 60_000);
const both = await Promise.all([limiter.consume('jane'), limiter.consume('jane')]);
assert.deepEqual(both.map(({ consumedPoints }) => consumedPoints).sort(), [2, 3]);
const rejection = await limiter.consume('jane').catch((thrown) => thrown);
assert.equal(rejection.consumedPoints, 4);
assert.equal((await limiter.get('jane')).remainingPoints, 0);
assert.equal((await limiter.consume('john', 2)).remainingPoints, 1);

// Penalties, rewards, blocks and deletions.
assert.equal((await limiter.penalty('john', 3)).consumedPoints, 5);
assert.equal((await limiter.reward('john', 3)).consumedPoints, 2);
assert.equal((await limiter.block('john', 600)).consumedPoints, 4);
assert.ok((await limiter.get('john')).msBeforeNext > 500_000);
assert.deepEqual([await limiter.delete('john'), await limiter.delete('john')], [true, false]);
assert.equal(await limiter.get('john'), null);

// A counter that is over counts as absent, even if it is not deleted yet.
await client.updateItem({
  TableName: tableName,
  Key: { key: { S: 'login:jane' } },
  UpdateExpression: 'SET expire = :past',
  ExpressionAttributeValues: { ':past': { N: `${Date.now() / 1000 - 60}` } },
});
assert.equal(await limiter.get('jane'), null);
assert.equal((await limiter.consume('jane')).consumedPoints, 1);

// A second limiter finds the table, and time to live enabled.
const second = await createLimiter({ points: 1 });
await assert.rejects(second.consume('jane'), ({ consumedPoints }) => consumedPoints === 2);
