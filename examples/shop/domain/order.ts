import {
  type EntityOf,
  entity,
  isoDate,
  type KeyOf,
  key,
  type NewOf,
  number,
  oneOf,
  type Repository,
  string,
  version,
} from 'dynarepo';
import { ShopTable } from './shop-table.ts';

export const Order = entity('Order', {
  table: ShopTable,
  attributes: {
    customerId: string(),
    id: string(),
    sku: string(),
    quantity: number(),
    status: oneOf('open', 'sent').default('open'),
    placedAt: isoDate(),
    version: version(),
  },
  key: { partition: key`CUSTOMER#${'customerId'}`, sort: key`ORDER#${'id'}` },
  indexes: { byStatus: { on: 'gsi1', partition: key`ORDERS#${'status'}`, sort: key`${'placedAt'}` } },
});
export type Order = EntityOf<typeof Order>;
export type NewOrder = NewOf<typeof Order>;

/** The orders of all customers. */
export interface OrderRepository extends Repository<Order, KeyOf<typeof Order>, NewOrder> {
  /**
   * Takes the products from the stock and creates the order, both or neither.
   *
   * @throws OrderRejected - not enough products are left, or the customer is not active.
   */
  place(order: NewOrder): Promise<Order>;

  /** Returns up to ten open orders, the oldest first. */
  oldestOpen(): Promise<Order[]>;
}

/** An order that was not placed, with the conditions that were not met. */
export class OrderRejected extends Error {
  constructor(id: string, unmet: readonly string[], options?: ErrorOptions) {
    super(`order ${id} was not placed: ${unmet.join(', ')}`, options);
    this.name = 'OrderRejected';
  }
}
