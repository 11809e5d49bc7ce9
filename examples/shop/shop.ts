import { attempt, collection, type DynamoDb, repository, TransactionError, transactWrite } from 'dynarepo';
import { type Customer, type Order, type Payment, shopEntities } from './entities.ts';

/** A customer with what the customer ordered and paid. */
export interface Account {
  readonly customer: Customer | undefined;
  readonly orders: readonly Order[];
  readonly payments: readonly Payment[];
}

/** What the shop does; all of it on one table. */
export class Shop {
  readonly #db: DynamoDb;
  readonly #entities;
  readonly #customers;
  readonly #products;
  readonly #orders;
  readonly #payments;

  constructor(db: DynamoDb, tableName = 'shop') {
    this.#db = db;
    this.#entities = shopEntities(tableName);
    this.#customers = repository(this.#entities.Customer, db);
    this.#products = repository(this.#entities.Product, db);
    this.#orders = repository(this.#entities.Order, db);
    this.#payments = repository(this.#entities.Payment, db);
  }

  /** Creates the table if it does not exist. */
  async open(): Promise<void> {
    await this.#customers.table.ensure();
  }

  async stock(sku: string, left: number): Promise<void> {
    await this.#products.put({ sku, price: '9.90', left });
  }

  /** Registers a customer, unless the email address belongs to another one. */
  async signUp(id: string, name: string, email: string): Promise<Customer> {
    const signedUp = await attempt(this.#customers.create({ id, name, email }));
    if (!signedUp.ok) throw new Error(`${email} is taken`, { cause: signedUp.conflict });
    return signedUp.value;
  }

  /** Moves a customer to another email address, and makes the old one free. */
  changeEmail(customer: Customer, email: string): Promise<Customer> {
    return this.#customers.update(customer, { email });
  }

  /** Takes the products from the stock and creates the order, both or neither. */
  async placeOrder(customerId: string, id: string, sku: string, quantity: number): Promise<Order> {
    const placedAt = new Date();
    try {
      const [order] = await transactWrite(this.#db, [
        this.#orders.requests.create({ customerId, id, sku, quantity, status: 'open', placedAt }),
        this.#products.requests.update({ sku }, (p) => [p.left.add(-quantity)], {
          condition: (p) => p.left.gte(quantity),
        }),
        this.#customers.requests.check({ id: customerId }, { condition: (c) => c.active.eq(true) }),
      ]);
      return order;
    } catch (error) {
      if (!(error instanceof TransactionError)) throw error;
      const unmet = error.reasons.flatMap((reason) => reason?.unmet ?? []);
      throw new Error(`order ${id} was not placed: ${unmet.join(', ')}`, { cause: error });
    }
  }

  pay(payment: Payment): Promise<Payment> {
    return this.#payments.create(payment);
  }

  /** Reads a customer, the orders and the payments with one query. */
  async account(customerId: string): Promise<Account> {
    const { Customer, Order, Payment } = this.#entities;
    const members = collection(this.#db, [Customer, Order, Payment]);
    const found = await members.query(Customer, { id: customerId }).grouped();
    return { customer: found.Customer[0], orders: found.Order, payments: found.Payment };
  }

  /** Returns the oldest open orders of all customers. */
  openOrders(): Promise<Order[]> {
    return this.#orders.index('byStatus').query({ status: 'open' }, { maxItems: 10 }).all();
  }
}

/** Describes a payment; the tag `method` selects the member of the union. */
export function describePayment(payment: Payment): string {
  return payment.method === 'card'
    ? `${payment.amount} by card …${payment.lastDigits}`
    : `${payment.amount} by transfer from ${payment.iban}`;
}
