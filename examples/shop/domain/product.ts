import { decimal, type EntityOf, entity, type KeyOf, key, type NewOf, number, type Repository, string } from 'dynarepo';
import { ShopTable } from './shop-table.ts';

/** A product, and how many of it are left. */
export const Product = entity('Product', {
  table: ShopTable,
  attributes: { sku: string(), price: decimal(), left: number() },
  key: { partition: key`PRODUCT#${'sku'}`, sort: key`STOCK` },
});
export type Product = EntityOf<typeof Product>;

export type ProductRepository = Repository<Product, KeyOf<typeof Product>, NewOf<typeof Product>>;
