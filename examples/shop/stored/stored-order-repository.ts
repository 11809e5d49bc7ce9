import {
  type DynamoDb,
  EntityRepository,
  repository,
  type SharedOptions,
  TransactionError,
  transactWrite,
} from 'dynarepo';
import { Customer } from '../domain/customer.ts';
import { type NewOrder, Order, OrderRejected, type OrderRepository } from '../domain/order.ts';
import { Product } from '../domain/product.ts';

/** Orders in DynamoDB. */
export class StoredOrderRepository extends EntityRepository<typeof Order> implements OrderRepository {
  readonly #db: DynamoDb;
  readonly #customers;
  readonly #products;

  constructor(db: DynamoDb, options?: SharedOptions) {
    super(Order, db, options);
    this.#db = db;
    this.#customers = repository(Customer, db, options);
    this.#products = repository(Product, db, options);
  }

  async place(order: NewOrder): Promise<Order> {
    const { customerId, sku, quantity } = order;
    try {
      const [placed] = await transactWrite(this.#db, [
        this.requests.create(order),
        this.#products.requests.update({ sku }, (p) => [p.left.add(-quantity)], {
          condition: (p) => p.left.gte(quantity),
        }),
        this.#customers.requests.check({ id: customerId }, { condition: (c) => c.active.eq(true) }),
      ]);
      return placed;
    } catch (error) {
      if (!(error instanceof TransactionError)) throw error;
      const unmet = error.reasons.flatMap((reason) => reason?.unmet ?? []);
      throw new OrderRejected(order.id, unmet, { cause: error });
    }
  }

  oldestOpen(): Promise<Order[]> {
    return this.index('byStatus').query({ status: 'open' }, { maxItems: 10 }).all();
  }
}
