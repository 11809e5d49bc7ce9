import type { CustomerRepository } from '../domain/customer.ts';
import type { Mailer } from '../domain/mailer.ts';
import type { Order } from '../domain/order.ts';

/** Informs customers about their orders. */
export class OrderMails {
  readonly #customers: CustomerRepository;
  readonly #mailer: Mailer;

  constructor(customers: CustomerRepository, mailer: Mailer) {
    this.#customers = customers;
    this.#mailer = mailer;
  }

  /** Sends the mail of an order that was placed or sent; none to a customer who has left. */
  async send(order: Order): Promise<void> {
    const customer = await this.#customers.get({ id: order.customerId });
    if (customer === undefined) return;
    const what = order.status === 'open' ? 'we have your order' : 'we have sent your order';
    await this.#mailer.send(customer.email, `Dear ${customer.name}, ${what} ${order.id}.`);
  }
}
