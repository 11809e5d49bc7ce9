/** Powertools for AWS Lambda, idempotency: a function that runs once for each order, and records that expire. */

import assert from 'node:assert/strict';
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { createTable } from './create-table.mjs';

const client = new DynamoDB({});
const TableName = 'idempotency';
await createTable(client, TableName, ['id']);
const TimeToLiveSpecification = { AttributeName: 'expiration', Enabled: true };
const enabled = await client.updateTimeToLive({ TableName, TimeToLiveSpecification });
assert.deepEqual(enabled.TimeToLiveSpecification, TimeToLiveSpecification);

const config = new IdempotencyConfig({
  eventKeyJmesPath: 'order',
  payloadValidationJmesPath: 'amount',
  expiresAfterSeconds: 3600,
});
config.registerLambdaContext({ getRemainingTimeInMillis: () => 60_000 });
let payments = 0;

/** Takes a payment, once `approval` is there. */
async function takePayment({ amount, isRejected = false, approval }) {
  await approval;
  if (isRejected) throw new Error('card rejected');
  payments += 1;
  return { payment: payments, amounts: [amount, 0.5], receipt: { isPaid: true, note: null, text: '' } };
}
const persistenceStore = new DynamoDBPersistenceLayer({ tableName: TableName, awsSdkV3Client: client });
const pay = makeIdempotent(takePayment, { persistenceStore, config, keyPrefix: 'pay' });

// The same order twice: the stored result is returned.
const paid = await pay({ order: 'a', amount: 5 });
assert.deepEqual(paid, { payment: 1, amounts: [5, 0.5], receipt: { isPaid: true, note: null, text: '' } });
assert.deepEqual(await pay({ order: 'a', amount: 5 }), paid);
assert.equal(payments, 1);
const { Items } = await client.scan({ TableName, ConsistentRead: true });
assert.deepEqual(
  Items.map(({ status }) => status.S),
  ['COMPLETED'],
);
assert.match(Items[0].id.S, /^pay#/);
await assert.rejects(pay({ order: 'a', amount: 6 }), { name: 'IdempotencyValidationError' });

// Two calls at the same time: one runs, and the other is rejected while it does.
let approve;
const approval = new Promise((resolve) => {
  approve = resolve;
});
const calls = [1, 2].map(() => pay({ order: 'b', amount: 7, approval }));
await assert.rejects(Promise.race(calls), { name: 'IdempotencyAlreadyInProgressError' });
approve();
const outcomes = await Promise.allSettled(calls);
assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
assert.equal(payments, 2);

// A failed call leaves no record.
await assert.rejects(pay({ order: 'c', amount: 8, isRejected: true }), /card rejected/);
assert.equal((await client.scan({ TableName, Select: 'COUNT' })).Count, 2);
assert.equal((await pay({ order: 'c', amount: 8 })).payment, 3);

// An expired record, deleted or not, does not count.
await client.updateItem({
  TableName,
  Key: { id: Items[0].id },
  UpdateExpression: 'SET expiration = :past',
  ExpressionAttributeValues: { ':past': { N: `${Math.floor(Date.now() / 1000) - 60}` } },
});
assert.equal((await pay({ order: 'a', amount: 6 })).payment, 4);
