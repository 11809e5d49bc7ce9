import { collection, type DynamoDb, type SharedOptions } from 'dynarepo';
import type { Account, Accounts } from '../domain/account.ts';
import { Customer } from '../domain/customer.ts';
import { Order } from '../domain/order.ts';
import { Payment } from '../domain/payment.ts';

/** Accounts in DynamoDB: one query reads the customer, the orders and the payments. */
export class StoredAccounts implements Accounts {
  readonly #members;

  constructor(db: DynamoDb, options?: SharedOptions) {
    this.#members = collection(db, [Customer, Order, Payment], options);
  }

  async find(customerId: string): Promise<Account> {
    const found = await this.#members.query(Customer, { id: customerId }).grouped();
    return { customer: found.Customer[0], orders: found.Order, payments: found.Payment };
  }
}
