/** OneTable: unique attributes, which are items of their own, and transactions over several models. */

import assert from 'node:assert/strict';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Table } from 'dynamodb-onetable';
import { Dynamo } from 'dynamodb-onetable/Dynamo';

/** Returns the value of a key. OneTable replaces the names in it. */
const template = (prefix) => `${prefix}#\${id}`;

const schema = {
  format: 'onetable:1.1.0',
  version: '1.0.0',
  indexes: { primary: { hash: 'pk', sort: 'sk' } },
  models: {
    User: {
      pk: { type: String, value: template('user') },
      sk: { type: String, value: 'user#' },
      id: { type: String, required: true },
      name: { type: String },
      email: { type: String, unique: true, required: true },
      phone: { type: String, unique: true },
    },
    Account: {
      pk: { type: String, value: template('account') },
      sk: { type: String, value: 'account#' },
      id: { type: String, required: true },
      balance: { type: Number, default: 0 },
    },
  },
};
const client = new Dynamo({ client: new DynamoDBClient({}) });
const table = new Table({ client, name: 'onetable', schema, partial: true, logger: false });
await table.createTable();
const User = table.getModel('User');
const Account = table.getModel('Account');

/** Asserts which items exist, by the values of their partition keys. */
async function assertKeys(...keys) {
  const items = await table.scanItems({}, { consistent: true });
  assert.deepEqual(items.map(({ pk }) => pk.S).sort(), keys.sort());
}

// A unique value belongs to one user.
await User.create({ id: 'ada', name: 'Ada', email: 'ada@example.org' });
await User.create({ id: 'bob', email: 'bob@example.org', phone: '1' });
await assertKeys(
  'user#ada',
  '_unique#User#email#ada@example.org',
  'user#bob',
  '_unique#User#email#bob@example.org',
  '_unique#User#phone#1',
);
await assert.rejects(User.create({ id: 'cid', email: 'ada@example.org' }), { code: 'UniqueError' });
await assert.rejects(User.create({ id: 'ada', email: 'cid@example.org' }), { code: 'UniqueError' });
await assert.rejects(User.update({ id: 'ada', phone: '1' }), { code: 'UniqueError' });
await assert.rejects(User.update({ id: 'cid', email: 'cid@example.org' }), { code: 'NotFoundError' });

// An update frees the previous value, `null` the value, and a removal all of them.
await User.update({ id: 'bob', email: 'bob@example.com', phone: '1' });
await User.update({ id: 'ada', email: 'bob@example.org' }, { return: 'get' });
assert.equal((await User.get({ id: 'ada' })).email, 'bob@example.org');
await User.update({ id: 'bob', phone: null });
await User.update({ id: 'ada', phone: '1' });
await User.remove({ id: 'bob' });
const itemsOfAda = ['user#ada', '_unique#User#email#bob@example.org', '_unique#User#phone#1'];
await assertKeys(...itemsOfAda);

// A transaction of several models writes everything or nothing.
const opening = {};
await User.create({ id: 'cid', email: 'cid@example.org' }, { transaction: opening });
await Account.create({ id: 'a1', balance: 100 }, { transaction: opening });
await Account.create({ id: 'a2' }, { transaction: opening });
await table.transact('write', opening);

/** Moves money, and deletes Cid. */
async function transfer(amount) {
  const transaction = {};
  const where = `\${balance} >= {${amount}}`;
  await Account.update({ id: 'a1' }, { add: { balance: -amount }, where, transaction });
  await Account.update({ id: 'a2' }, { add: { balance: amount }, transaction });
  await User.check({ id: 'ada' }, { exists: true, transaction });
  await User.remove({ id: 'cid' }, { transaction });
  await table.transact('write', transaction);
}

await assert.rejects(transfer(101), ({ code, context }) => {
  assert.equal(code, 'TransactionCanceledException');
  const reasons = context.err.CancellationReasons.map((reason) => reason.Code);
  assert.deepEqual(reasons, ['ConditionalCheckFailed', 'None', 'None', 'None', 'None']);
  return true;
});
const before = await Account.get({ id: 'a2' }, { consistent: true });
assert.equal(before.balance, 0);
await transfer(40);
await assertKeys(...itemsOfAda, 'account#a1', 'account#a2');

const reading = {};
await Account.get({ id: 'a1' }, { transaction: reading });
await User.get({ id: 'ada' }, { transaction: reading });
await Account.get({ id: 'a2' }, { transaction: reading });
const items = await table.transact('get', reading, { parse: true, hidden: false });
assert.deepEqual(items, [
  { id: 'a1', balance: 60 },
  { id: 'ada', name: 'Ada', email: 'bob@example.org', phone: '1' },
  { id: 'a2', balance: 40 },
]);
