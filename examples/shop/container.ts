import { type DynamoDb, repository, type SharedOptions } from 'dynarepo';
import { dynamoDbModule, repositoryBinding, repositoryModule } from 'dynarepo/inversify';
import { Container, type ServiceIdentifier } from 'inversify';
import { OrderMails } from './application/order-mails.ts';
import { SignUp } from './application/sign-up.ts';
import type { Accounts } from './domain/account.ts';
import { Customer, type CustomerRepository } from './domain/customer.ts';
import type { Mailer } from './domain/mailer.ts';
import type { OrderRepository } from './domain/order.ts';
import { Payment, type PaymentRepository } from './domain/payment.ts';
import { Product, type ProductRepository } from './domain/product.ts';
import type { ReviewRepository } from './domain/review.ts';
import { StoredAccounts } from './stored/stored-accounts.ts';
import { StoredOrderRepository } from './stored/stored-order-repository.ts';
import { StoredReviewRepository } from './stored/stored-review-repository.ts';

// Interfaces do not exist at run time: each has a token.
export const CUSTOMERS: ServiceIdentifier<CustomerRepository> = Symbol('CustomerRepository');
export const PRODUCTS: ServiceIdentifier<ProductRepository> = Symbol('ProductRepository');
export const ORDERS: ServiceIdentifier<OrderRepository> = Symbol('OrderRepository');
export const PAYMENTS: ServiceIdentifier<PaymentRepository> = Symbol('PaymentRepository');
export const REVIEWS: ServiceIdentifier<ReviewRepository> = Symbol('ReviewRepository');
export const ACCOUNTS: ServiceIdentifier<Accounts> = Symbol('Accounts');
export const MAILER: ServiceIdentifier<Mailer> = Symbol('Mailer');

/** What differs between tests, a laptop and production. */
export interface Environment {
  /** Creates the adapter: `() => new MemoryDynamoDb()`, or `() => new AwsDynamoDb({ region: 'eu-west-1' })`. */
  readonly createDb: () => DynamoDb;
  readonly mailer: Mailer;
  /** Names of tables, retries, the clock. */
  readonly settings: SharedOptions;
}

/** Wires the application. */
export function createContainer({ createDb, mailer, settings }: Environment): Container {
  const container = new Container();
  container.load(
    dynamoDbModule(createDb),
    repositoryModule(
      settings,
      repositoryBinding(CUSTOMERS, (db, options) => repository(Customer, db, options)),
      repositoryBinding(PRODUCTS, (db, options) => repository(Product, db, options)),
      repositoryBinding(PAYMENTS, (db, options) => repository(Payment, db, options)),
      repositoryBinding(ORDERS, (db, options) => new StoredOrderRepository(db, options)),
      repositoryBinding(REVIEWS, (db, options) => new StoredReviewRepository(db, options)),
      repositoryBinding(ACCOUNTS, (db, options) => new StoredAccounts(db, options)),
    ),
  );
  container.bind(MAILER).toConstantValue(mailer);
  container.bind(SignUp).toResolvedValue((customers: CustomerRepository) => new SignUp(customers), [CUSTOMERS]);
  container
    .bind(OrderMails)
    .toResolvedValue(
      (customers: CustomerRepository, sender: Mailer) => new OrderMails(customers, sender),
      [CUSTOMERS, MAILER],
    );
  return container;
}
