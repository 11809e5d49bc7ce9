import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type DynamoDb, repository, type SharedOptions } from 'dynarepo';
import { fakeCredentials, requestHandler } from 'dynarepo/http';
import { MemoryDynamoDb } from 'dynarepo/memory';
import { inserted, lambdaEvent, modified } from 'dynarepo/streams';
import { Entity } from 'electrodb';
import type { Container } from 'inversify';
import * as assert from 'uvu/assert';
import { SignUp } from '../../examples/shop/application/sign-up.ts';
import {
  ACCOUNTS,
  CUSTOMERS,
  createContainer,
  ORDERS,
  PAYMENTS,
  PRODUCTS,
  REVIEWS,
} from '../../examples/shop/container.ts';
import { shopTemplate } from '../../examples/shop/deploy/template.ts';
import { Customer } from '../../examples/shop/domain/customer.ts';
import { Order } from '../../examples/shop/domain/order.ts';
import { describePayment } from '../../examples/shop/domain/payment.ts';
import { Review } from '../../examples/shop/domain/review.ts';
import { createStreamHandler } from '../../examples/shop/stream-handler.ts';
import { eventually } from '../repositories/open-repository.ts';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';

const card = { method: 'card' as const, customerId: 'c1', id: 'p1', amount: '20', lastDigits: '4242' };
const transfer = { method: 'transfer' as const, customerId: 'c1', id: 'p2', amount: '9.7', iban: 'XX00' };
const order = { customerId: 'c1', id: 'o1', sku: 'A-1', quantity: 3, placedAt: new Date('2026-11-30T12:00:00Z') };

for (const adapter of adapters()) {
  const test = suite(`the shop on ${adapter.name}`);
  test.after(() => adapter.close());

  async function openShop(): Promise<Container> {
    const names = new Map<string, string>();
    const settings = {
      table: (name: string) => names.get(name) ?? names.set(name, adapter.tableName(name)).get(name) ?? name,
    };
    const { container } = await wire(await adapter.open(), settings);
    await container.get(PRODUCTS).put({ sku: 'A-1', price: '9.90', left: 5 });
    return container;
  }

  test('an email address belongs to one customer, until that customer moves to another one', async () => {
    const signUp = (await openShop()).get(SignUp);
    const jane = await signUp.signUp('c1', 'Jane', 'jane@example.org');
    assert.is(await messageOf(signUp.signUp('c2', 'Joan', 'jane@example.org')), 'jane@example.org is taken');
    await signUp.changeEmail(jane, 'j@example.org');
    assert.is((await signUp.signUp('c2', 'Joan', 'jane@example.org')).name, 'Joan');
  });

  test('an order takes its products from the stock, or is not placed', async () => {
    const shop = await openShop();
    const orders = shop.get(ORDERS);
    await shop.get(SignUp).signUp('c1', 'Jane', 'jane@example.org');
    const placed = await orders.place(order);
    const message = await messageOf(orders.place({ ...order, id: 'o2' }));
    assert.is(message, 'order o2 was not placed: left >= 3 (found 2)');
    assert.equal((await shop.get(ACCOUNTS).find('c1')).orders, [placed]);
    const open = await eventually(
      adapter,
      () => orders.oldestOpen(),
      ({ length }) => length === 1,
    );
    assert.equal(open, [placed]);
  });

  test('an account has the customer, the orders and the payments of both kinds', async () => {
    const shop = await openShop();
    const jane = await shop.get(SignUp).signUp('c1', 'Jane', 'jane@example.org');
    const placed = await shop.get(ORDERS).place(order);
    await shop.get(PAYMENTS).create(card);
    await shop.get(PAYMENTS).create(transfer);
    const account = await shop.get(ACCOUNTS).find('c1');
    assert.equal(account, { customer: jane, orders: [placed], payments: [card, transfer] });
    assert.equal(account.payments.map(describePayment), ['20 by card …4242', '9.7 by transfer from XX00']);
  });

  test.run();
}

const test = suite('the shop on the memory adapter alone');

test('the stream handler sends a mail for an order that is placed or sent, and reports a mail that failed', async () => {
  const mails: string[] = [];
  const send = async (address: string, text: string) => {
    if (address.startsWith('down@')) throw new Error('the mail server is down');
    mails.push(`${address}: ${text}`);
  };
  const { container } = await wire(new MemoryDynamoDb(), {}, send);
  await container.get(CUSTOMERS).create({ id: 'c1', name: 'Jane', email: 'jane@example.org' });
  await container.get(CUSTOMERS).create({ id: 'c2', name: 'Joan', email: 'down@example.org' });
  const handler = createStreamHandler(container);
  const event = lambdaEvent([
    inserted(Order, order),
    modified(Order, { ...order, status: 'open' }, { ...order, status: 'sent' }),
    modified(Order, { ...order, status: 'sent' }, { ...order, status: 'sent', quantity: 2 }),
    inserted(Order, { ...order, customerId: 'unknown' }),
    inserted(Order, { ...order, customerId: 'c2' }),
    inserted(Order, { ...order, id: 'o3' }),
  ]);
  const { batchItemFailures } = await handler(event);
  assert.equal(mails, [
    'jane@example.org: Dear Jane, we have your order o1.',
    'jane@example.org: Dear Jane, we have sent your order o1.',
  ]);
  assert.equal(batchItemFailures, [{ itemIdentifier: event.Records[4]?.dynamodb?.SequenceNumber }]);
});

test('reviews of the other program are read and answered, and it reads the answers', async () => {
  const db = new MemoryDynamoDb();
  const { container } = await wire(db, {});
  const reviews = container.get(REVIEWS);
  await repository(Review, db).table.ensure();
  const client = new DynamoDBClient({
    region: 'eu-west-1',
    credentials: fakeCredentials,
    requestHandler: requestHandler(db),
  });
  const theirs = new Entity(
    {
      model: { service: 'reviews', entity: 'review', version: '1' },
      attributes: {
        sku: { type: 'string', required: true },
        author: { type: 'string', required: true },
        stars: { type: 'number', required: true },
        answer: { type: 'string' },
      },
      indexes: {
        bySku: { pk: { field: 'pk', composite: ['sku'] }, sk: { field: 'sk', composite: ['author'] } },
      },
    },
    { client, table: 'reviews' },
  );
  await theirs.create({ sku: 'A-1', author: 'Jane', stars: 4 }).go();
  assert.equal(await reviews.ofProduct('A-1'), [{ sku: 'A-1', author: 'Jane', stars: 4 }]);
  await reviews.update({ sku: 'A-1', author: 'Jane' }, { answer: 'Thank you' });
  const { data } = await theirs.get({ sku: 'A-1', author: 'Jane' }).go();
  assert.equal(data, { sku: 'A-1', author: 'Jane', stars: 4, answer: 'Thank you' });
});

test('the template in the repository is the file that its script writes', () => {
  const written = readFileSync(new URL('../../examples/shop/deploy/template.json', import.meta.url), 'utf8');
  assert.is(written, `${JSON.stringify(shopTemplate(), undefined, 2)}\n`);
});

test.run();

async function wire(
  db: DynamoDb,
  settings: SharedOptions,
  send: (address: string, text: string) => Promise<void> = ignore,
) {
  const container = createContainer({ createDb: () => db, mailer: { send }, settings });
  await repository(Customer, db, settings).table.ensure();
  return { container };
}

async function ignore(): Promise<void> {
  // These tests are not about mails.
}

async function messageOf(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => assert.unreachable('it should be rejected'),
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message : String(error);
}
