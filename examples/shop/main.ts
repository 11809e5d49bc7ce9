// `npm run example:shop`: a tour of the application on the memory adapter.
import { equal, rejects } from 'node:assert/strict';
import { repository } from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import { inserted, lambdaEvent } from 'dynarepo/streams';
import { SignUp } from './application/sign-up.ts';
import { ACCOUNTS, createContainer, ORDERS, PAYMENTS, PRODUCTS } from './container.ts';
import { Customer } from './domain/customer.ts';
import { Order } from './domain/order.ts';
import { describePayment } from './domain/payment.ts';
import { createStreamHandler } from './stream-handler.ts';

const db = new MemoryDynamoDb(); // for AWS: new AwsDynamoDb({ region: 'eu-west-1' }), from 'dynarepo/dynamodb'
const settings = { table: (name: string) => `dev-${name}` };
const mailer = { send: async (address: string, text: string) => console.log(`mail to ${address}: ${text}`) };
const container = createContainer({ createDb: () => db, mailer, settings });
await repository(Customer, db, settings).table.ensure();

const signUp = container.get(SignUp);
const jane = await signUp.signUp('c1', 'Jane', 'jane@example.org');
await rejects(signUp.signUp('c2', 'Joan', 'jane@example.org'), /jane@example.org is taken/);
await signUp.changeEmail(jane, 'j@example.org');
await signUp.signUp('c2', 'Joan', 'jane@example.org');
console.log('Jane signed up; Joan got the address jane@example.org only after Jane had moved to another one');

const orders = container.get(ORDERS);
await container.get(PRODUCTS).put({ sku: 'A-1', price: '9.90', left: 5 });
const order = await orders.place({ customerId: 'c1', id: 'o1', sku: 'A-1', quantity: 3, placedAt: new Date() });
await rejects(
  orders.place({ customerId: 'c1', id: 'o2', sku: 'A-1', quantity: 3, placedAt: new Date() }),
  (error: Error) => {
    console.log(error.message);
    return /left >= 3 \(found 2\)/.test(error.message);
  },
);

const payments = container.get(PAYMENTS);
await payments.create({ method: 'card', customerId: 'c1', id: 'p1', amount: '20.00', lastDigits: '4242' });
await payments.create({ method: 'transfer', customerId: 'c1', id: 'p2', amount: '9.70', iban: 'XX00 0000 0000' });

const account = await container.get(ACCOUNTS).find('c1');
equal(account.orders.length, 1);
const paid = account.payments.map(describePayment).join(' and ');
console.log(`${account.customer?.name} has ${account.orders.length} order, and paid ${paid}`);
console.log(`open orders: ${(await orders.oldestOpen()).map(({ id }) => id).join(', ')}`);

await createStreamHandler(container)(lambdaEvent([inserted(Order, order)])); // as AWS Lambda calls it with the table's changes
