import type { Customer } from './customer.ts';
import type { Order } from './order.ts';
import type { Payment } from './payment.ts';

/** A customer with what the customer ordered and paid. */
export interface Account {
  readonly customer: Customer | undefined;
  readonly orders: readonly Order[];
  readonly payments: readonly Payment[];
}

/** The accounts of customers. */
export interface Accounts {
  find(customerId: string): Promise<Account>;
}
