/** ElectroDB: transactions of the entities of a service. */

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Entity, Service } from 'electrodb';
import { createTable } from './create-table.mjs';

const client = new DynamoDBClient({});
const table = 'bank';
await createTable(client, table, ['pk', 'sk']);

/** Creates an entity with a key of its own. */
const entity = (name, attributes) =>
  new Entity({
    model: { entity: name, version: '1', service: 'bank' },
    attributes: { id: { type: 'string', required: true }, ...attributes },
    indexes: { primary: { pk: { field: 'pk', composite: ['id'] }, sk: { field: 'sk', composite: [] } } },
  });
const Account = entity('account', {
  balance: { type: 'number', default: 0 },
  owners: { type: 'set', items: 'string' },
});
const Transfer = entity('transfer', { amount: { type: 'number', required: true } });
const { transaction } = new Service({ account: Account, transfer: Transfer }, { client, table });

const opened = await transaction
  .write(({ account, transfer }) => [
    account.create({ id: 'jane', balance: 100, owners: ['Jane'] }).commit(),
    account.put({ id: 'john' }).commit(),
    transfer.create({ id: 'zeroth', amount: 0 }).commit(),
  ])
  .go();
assert.equal(opened.canceled, false);

/** Moves money between accounts, if there is enough of it. */
const move = (amount, id) =>
  transaction.write(({ account, transfer }) => [
    account
      .patch({ id: 'jane' })
      .subtract({ balance: amount })
      .where(({ balance }, { gte }) => gte(balance, amount))
      .commit({ response: 'all_old' }),
    account
      .upsert({ id: 'john' })
      .add({ balance: amount, owners: ['John'] })
      .commit(),
    account
      .check({ id: 'stranger' })
      .where(({ id }, { notExists }) => notExists(id))
      .commit(),
    transfer.create({ id, amount }).commit(),
    transfer.delete({ id: 'zeroth' }).commit(),
  ]);

/** Returns what the named accounts and a transfer hold, in one transaction. */
async function read(...ids) {
  const { data, canceled } = await transaction
    .get(({ account, transfer }) => [
      ...ids.map((id) => account.get({ id }).commit()),
      transfer.get({ id: 'first' }).commit(),
    ])
    .go();
  assert.equal(canceled, false);
  return data.map(({ item }) => item);
}

// A token makes a repeated transaction harmless, and identifies one with another content.
const token = randomUUID();
assert.equal((await move(30, 'first').go({ token })).canceled, false);
assert.equal((await move(30, 'first').go({ token })).canceled, false);
await assert.rejects(move(31, 'first').go({ token }), ({ name, cause }) => {
  assert.deepEqual([name, cause.name], ['ElectroError', 'IdempotentParameterMismatchException']);
  return true;
});
const afterFirst = [
  { id: 'jane', balance: 70, owners: ['Jane'] },
  { id: 'john', balance: 30, owners: ['John'] },
  null,
  { id: 'first', amount: 30 },
];
assert.deepEqual(await read('jane', 'john', 'nobody'), afterFirst);

// ElectroDB returns a cancelled transaction as a value, with the reasons in the order of the writes.
const rejected = await move(71, 'first').go();
assert.equal(rejected.canceled, true);
assert.deepEqual(
  rejected.data.map(({ code, item }) => [code, item]),
  [
    ['ConditionalCheckFailed', { id: 'jane', balance: 70, owners: ['Jane'] }],
    ['None', null],
    ['None', null],
    ['ConditionalCheckFailed', null],
    ['None', null],
  ],
);
assert.equal(rejected.data[3].message, 'The conditional request failed');
assert.deepEqual(await read('jane', 'john', 'nobody'), afterFirst);

// Other errors are thrown.
const twice = transaction.write(({ account }) => [
  account.put({ id: 'jane' }).commit(),
  account.delete({ id: 'jane' }).commit(),
]);
await assert.rejects(twice.go(), /Transaction request cannot include multiple operations on one item/);
