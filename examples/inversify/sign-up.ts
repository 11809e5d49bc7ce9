import type { User, UserRepository } from './user.ts';

/** A part of the application; it depends only on the repository interface. */
export class SignUp {
  readonly #users: UserRepository;

  constructor(users: UserRepository) {
    this.#users = users;
  }

  async signUp(id: string, name: string, email: string): Promise<User> {
    const known = await this.#users.findByEmail(email);
    if (known !== undefined) throw new Error(`${email} belongs to ${known.name} already`);
    return this.#users.create({ id, name, email });
  }
}
