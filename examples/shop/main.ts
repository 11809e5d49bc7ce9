// `npm run example:shop`: several entities in one table, a transaction, a unique email address, payments of two kinds.
import { equal, rejects } from 'node:assert/strict';
import { MemoryDynamoDb } from 'dynarepo/memory';
import { describePayment, Shop } from './shop.ts';

const shop = new Shop(new MemoryDynamoDb()); // for AWS: new AwsDynamoDb({ region: 'eu-west-1' }), from 'dynarepo/dynamodb'
await shop.open();
await shop.stock('A-1', 5);

const jane = await shop.signUp('c1', 'Jane', 'jane@example.org');
await rejects(shop.signUp('c2', 'Joan', 'jane@example.org'), /jane@example.org is taken/);
await shop.changeEmail(jane, 'j@example.org');
await shop.signUp('c2', 'Joan', 'jane@example.org');
console.log('Jane signed up; Joan got the address jane@example.org only after Jane had moved to another one');

await shop.placeOrder('c1', 'o1', 'A-1', 3);
await rejects(shop.placeOrder('c1', 'o2', 'A-1', 3), (error: Error) => {
  console.log(error.message);
  return /left >= 3 \(found 2\)/.test(error.message);
});

await shop.pay({ method: 'card', customerId: 'c1', id: 'p1', amount: '20.00', lastDigits: '4242' });
await shop.pay({ method: 'transfer', customerId: 'c1', id: 'p2', amount: '9.70', iban: 'XX00 0000 0000' });

const { customer, orders, payments } = await shop.account('c1');
equal(orders.length, 1);
console.log(`${customer?.name} has ${orders.length} order, and paid ${payments.map(describePayment).join(' and ')}`);
console.log(`open orders: ${(await shop.openOrders()).map(({ id }) => id).join(', ')}`);
