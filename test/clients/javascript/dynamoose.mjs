/** Dynamoose: transactions over two tables, items that expire, and changes of a table. */

import assert from 'node:assert/strict';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import dynamoose from 'dynamoose';

const client = new DynamoDB({});
dynamoose.aws.ddb.set(client);

/** Creates or updates the table of a model. */
async function initialize(TableName, model, options = {}) {
  const waitForActive = { enabled: true, check: { frequency: 20 } };
  await new dynamoose.Table(TableName, [model], { ...options, initialize: false, waitForActive }).initialize();
  return model;
}

// A transaction writes to both tables, or to none.
const Account = dynamoose.model('Account', { id: String, balance: Number, owner: String });
const Transfer = dynamoose.model('Transfer', { id: String, amount: Number, at: Date });
await initialize('accounts', Account);
await initialize('transfers', Transfer);
const { transaction: account } = Account;
const { transaction: transfer } = Transfer;
const at = new Date(1_600_000_000_000);
await dynamoose.transaction([
  account.create({ id: 'jane', balance: 100 }),
  account.create({ id: 'john', balance: 50 }),
  transfer.create({ id: 'zeroth', amount: 0, at }),
]);
await dynamoose.transaction([
  account.update({ id: 'jane' }, { $ADD: { balance: -30 } }),
  account.update({ id: 'john' }, { $ADD: { balance: 30 }, $SET: { owner: 'John' } }),
  transfer.create({ id: 'first', amount: 30, at }),
  transfer.delete({ id: 'zeroth' }),
]);
const read = [account.get('john'), transfer.get('first'), account.get('jane')];
const [john, first, jane] = await dynamoose.transaction(read);
assert.deepEqual({ ...john }, { id: 'john', balance: 80, owner: 'John' });
assert.deepEqual({ ...first }, { id: 'first', amount: 30, at });
assert.equal(jane.balance, 70);
assert.equal(await Transfer.get('zeroth'), undefined);

const cancelled = dynamoose.transaction([
  account.create({ id: 'jane', balance: 1 }),
  transfer.create({ id: 'second', amount: 30, at }),
  account.condition({ id: 'john' }, new dynamoose.Condition('balance').lt(10)),
]);
await assert.rejects(cancelled, {
  name: 'TransactionCanceledException',
  message: `Transaction cancelled, please refer cancellation reasons for specific reasons [ConditionalCheckFailed, None, ConditionalCheckFailed]`,
});
assert.equal(await Transfer.get('second'), undefined);
assert.equal((await Account.get('jane')).balance, 70);

// New items get a time to live, and Dynamoose leaves out expired items that are not deleted yet.
const Session = dynamoose.model('Session', { id: String, user: String });
const expires = { ttl: 3_600_000, attribute: 'expiresAt', items: { returnExpired: false } };
await initialize('sessions', Session, { expires });
const { TimeToLiveDescription } = await client.describeTimeToLive({ TableName: 'sessions' });
assert.equal(TimeToLiveDescription.AttributeName, 'expiresAt');
assert.match(TimeToLiveDescription.TimeToLiveStatus, /^(ENABLED|ENABLING)$/);
const start = Date.now();
await Session.create({ id: 'new', user: 'jane' });
await Session.create({ id: 'expired', user: 'john', expiresAt: new Date(start - 60_000) });
const { Item } = await client.getItem({ TableName: 'sessions', Key: { id: { S: 'new' } } });
assert.ok(Math.abs(Number(Item.expiresAt.N) - (start / 1000 + 3600)) < 60);
assert.equal(await Session.get('expired'), undefined);
assert.deepEqual(
  (await Session.scan().exec()).map(({ id }) => id),
  ['new'],
);

// A second model changes the table: it finds time to live enabled, and adds throughput, an index, a stream and tags.
const indexed = { id: String, user: { type: String, index: { name: 'byUser', type: 'global' } } };
const NamedSession = await initialize('sessions', dynamoose.model('NamedSession', indexed), {
  expires,
  update: true,
  throughput: { read: 8, write: 6 },
  streamOptions: { enabled: true, type: 'NEW_IMAGE' },
  tags: { team: 'web' },
});
const { Table } = await client.describeTable({ TableName: 'sessions' });
assert.equal(Table.ProvisionedThroughput.WriteCapacityUnits, 6);
assert.deepEqual(Table.StreamSpecification, { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' });
assert.equal((await NamedSession.query('user').eq('jane').using('byUser').exec()).count, 1);
const { Tags } = await client.listTagsOfResource({ ResourceArn: Table.TableArn });
assert.deepEqual(Tags, [{ Key: 'team', Value: 'web' }]);
