/** DynamoDB-Toolbox: transactions of entities. */

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import {
  $add,
  $get,
  $sum,
  ConditionCheck,
  DeleteTransaction,
  Entity,
  executeTransactGet,
  executeTransactWrite,
  GetTransaction,
  isTransactionCancelled,
  item,
  number,
  PutTransaction,
  set,
  string,
  Table,
  UpdateTransaction,
} from 'dynamodb-toolbox';
import { createTable } from './create-table.mjs';

const client = new DynamoDBClient({});
await createTable(client, 'bank', ['pk', 'sk']);
const table = new Table({
  documentClient: DynamoDBDocumentClient.from(client),
  name: 'bank',
  partitionKey: { name: 'pk', type: 'string' },
  sortKey: { name: 'sk', type: 'string' },
});

/** Creates an entity that is stored under its own sort keys. */
const entity = (name, attributes) =>
  new Entity({
    name,
    table,
    timestamps: false,
    schema: item({ customer: string().key().savedAs('pk'), id: string().key().savedAs('sk'), ...attributes }),
  });
const Account = entity('Account', { balance: number().default(0), tags: set(string()).optional() });
const Transfer = entity('Transfer', { amount: number() });
const jane = { customer: 'jane', id: 'account' };
const john = { customer: 'john', id: 'account' };
const first = { customer: 'jane', id: 'transfer-1' };

const { ToolboxItems } = await executeTransactWrite(
  Account.build(PutTransaction)
    .item({ ...jane, balance: 100, tags: new Set(['gold']) })
    .options({ condition: { attr: 'id', exists: false } }),
  Transfer.build(PutTransaction).item({ ...jane, id: 'transfer-0', amount: 0 }),
);
assert.deepEqual(ToolboxItems[0], { ...jane, balance: 100, tags: new Set(['gold']), entity: 'Account' });

/** Returns the actions that move money from Jane to John, if there is enough of it. */
const move = (amount, transfer) => [
  Account.build(UpdateTransaction)
    .item({ ...jane, balance: $add(-amount) })
    .options({ condition: { attr: 'balance', gte: amount }, returnValuesOnConditionFalse: 'ALL_OLD' }),
  Account.build(UpdateTransaction).item({
    ...john,
    balance: $sum($get('balance', 0), amount),
    tags: $add(new Set(['new'])),
  }),
  Account.build(ConditionCheck).key({ customer: 'eve', id: 'account' }).condition({ attr: 'id', exists: false }),
  Transfer.build(PutTransaction)
    .item({ ...transfer, amount })
    .options({ condition: { attr: 'id', exists: false } }),
  Transfer.build(DeleteTransaction).key({ ...jane, id: 'transfer-0' }),
];

/** Asserts what is stored, read in one transaction. */
async function assertBalances(ofJane, ofJohn) {
  const { Responses, ConsumedCapacity } = await executeTransactGet(
    { capacity: 'TOTAL' },
    Account.build(GetTransaction).key(jane),
    Account.build(GetTransaction)
      .key(john)
      .options({ attributes: ['balance'] }),
    Transfer.build(GetTransaction).key(first),
    Transfer.build(GetTransaction).key({ ...jane, id: 'transfer-0' }),
  );
  assert.deepEqual(
    Responses.map(({ Item }) => Item),
    [{ ...jane, balance: ofJane, tags: new Set(['gold']) }, { balance: ofJohn }, { ...first, amount: 30 }, undefined],
  );
  assert.deepEqual(ConsumedCapacity, [{ TableName: 'bank', CapacityUnits: 8, ReadCapacityUnits: 8 }]);
}

// Each action costs twice its units; a repeated transaction with the same token only reads.
const options = { capacity: 'TOTAL', clientRequestToken: randomUUID() };
const { ConsumedCapacity: written } = await executeTransactWrite(options, ...move(30, first));
assert.deepEqual(written, [{ TableName: 'bank', CapacityUnits: 10, WriteCapacityUnits: 10 }]);
const { ConsumedCapacity: repeated } = await executeTransactWrite(options, ...move(30, first));
assert.deepEqual(repeated, [{ TableName: 'bank', CapacityUnits: 10, ReadCapacityUnits: 10 }]);
await assertBalances(70, 30);

// A cancelled transaction has a reason for each action, with the item found where asked for.
const tooMuch = move(71, first);
const error = await executeTransactWrite(...tooMuch).catch((thrown) => thrown);
assert.ok(isTransactionCancelled(error, ...tooMuch));
const reasons = error.CancellationReasons;
assert.deepEqual(
  reasons.map(({ Code, Message }) => [Code, Message]),
  [
    ['ConditionalCheckFailed', 'The conditional request failed'],
    ['None', undefined],
    ['None', undefined],
    ['ConditionalCheckFailed', 'The conditional request failed'],
    ['None', undefined],
  ],
);
assert.deepEqual(
  reasons.map(({ FormattedItem }) => FormattedItem?.balance),
  [70, undefined, undefined, undefined, undefined],
);
await assertBalances(70, 30);
