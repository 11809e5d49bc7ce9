import * as assert from 'uvu/assert';
import { describePayment, Shop } from '../../examples/shop/shop.ts';
import { eventually } from '../repositories/open-repository.ts';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';

const card = { method: 'card' as const, customerId: 'c1', id: 'p1', amount: '20', lastDigits: '4242' };
const transfer = { method: 'transfer' as const, customerId: 'c1', id: 'p2', amount: '9.7', iban: 'XX00' };

for (const adapter of adapters()) {
  const test = suite(`the shop on ${adapter.name}`);
  test.after(() => adapter.close());

  async function openShop(): Promise<Shop> {
    const shop = new Shop(await adapter.open(), adapter.tableName('shop'));
    await shop.open();
    await shop.stock('A-1', 5);
    return shop;
  }

  test('an email address belongs to one customer, until that customer moves to another one', async () => {
    const shop = await openShop();
    const jane = await shop.signUp('c1', 'Jane', 'jane@example.org');
    assert.is(await messageOf(shop.signUp('c2', 'Joan', 'jane@example.org')), 'jane@example.org is taken');
    await shop.changeEmail(jane, 'j@example.org');
    assert.is((await shop.signUp('c2', 'Joan', 'jane@example.org')).name, 'Joan');
  });

  test('an order takes its products from the stock, or is not placed', async () => {
    const shop = await openShop();
    await shop.signUp('c1', 'Jane', 'jane@example.org');
    const order = await shop.placeOrder('c1', 'o1', 'A-1', 3);
    const message = await messageOf(shop.placeOrder('c1', 'o2', 'A-1', 3));
    assert.is(message, 'order o2 was not placed: left >= 3 (found 2)');
    assert.equal((await shop.account('c1')).orders, [order]);
    const open = await eventually(
      adapter,
      () => shop.openOrders(),
      ({ length }) => length === 1,
    );
    assert.equal(open, [order]);
  });

  test('an account has the customer, the orders and the payments of both kinds', async () => {
    const shop = await openShop();
    const jane = await shop.signUp('c1', 'Jane', 'jane@example.org');
    const order = await shop.placeOrder('c1', 'o1', 'A-1', 1);
    await shop.pay(card);
    await shop.pay(transfer);
    const account = await shop.account('c1');
    assert.equal(account, { customer: jane, orders: [order], payments: [card, transfer] });
    assert.equal(account.payments.map(describePayment), ['20 by card …4242', '9.7 by transfer from XX00']);
  });

  test.run();
}

async function messageOf(call: Promise<unknown>): Promise<string> {
  const error: unknown = await call.then(
    () => assert.unreachable('it should be rejected'),
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message : String(error);
}
