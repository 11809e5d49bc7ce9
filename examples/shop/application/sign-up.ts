import { attempt } from 'dynarepo';
import type { Customer, CustomerRepository } from '../domain/customer.ts';

/** Registers customers. */
export class SignUp {
  readonly #customers: CustomerRepository;

  constructor(customers: CustomerRepository) {
    this.#customers = customers;
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
}
