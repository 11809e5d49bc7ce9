import {
  boolean,
  createdAt,
  type EntityOf,
  entity,
  type KeyOf,
  key,
  type NewOf,
  type Repository,
  string,
  version,
} from 'dynarepo';
import { ShopTable } from './shop-table.ts';

/** A customer; its email address belongs to no other one. */
export const Customer = entity('Customer', {
  table: ShopTable,
  attributes: {
    id: string(),
    email: string(),
    name: string(),
    active: boolean().default(true),
    createdAt: createdAt(),
    version: version(),
  },
  key: { partition: key`CUSTOMER#${'id'}`, sort: key`PROFILE` },
  unique: ['email'],
});
export type Customer = EntityOf<typeof Customer>;

export type CustomerRepository = Repository<Customer, KeyOf<typeof Customer>, NewOf<typeof Customer>>;
