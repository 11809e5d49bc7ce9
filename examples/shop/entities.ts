import {
  boolean,
  createdAt,
  decimal,
  type EntityOf,
  entity,
  isoDate,
  key,
  number,
  oneOf,
  string,
  table,
  union,
  version,
} from 'dynarepo';

/**
 * Defines the entities of the shop, which share one table. A customer, its orders and its payments have the same partition
 * key, so that one query reads them.
 */
export function shopEntities(tableName: string) {
  const Shop = table(tableName, {
    key: { partition: 'pk', sort: 'sk' },
    indexes: { gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' } },
  });
  const Customer = entity('Customer', {
    table: Shop,
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
  const Product = entity('Product', {
    table: Shop,
    attributes: { sku: string(), price: decimal(), left: number() },
    key: { partition: key`PRODUCT#${'sku'}`, sort: key`STOCK` },
  });
  const Order = entity('Order', {
    table: Shop,
    attributes: {
      customerId: string(),
      id: string(),
      sku: string(),
      quantity: number(),
      status: oneOf('open', 'sent'),
      placedAt: isoDate(),
      version: version(),
    },
    key: { partition: key`CUSTOMER#${'customerId'}`, sort: key`ORDER#${'id'}` },
    indexes: { byStatus: { on: 'gsi1', partition: key`ORDERS#${'status'}`, sort: key`${'placedAt'}` } },
  });

  // A payment is by card or by transfer: a discriminated union with the tag `method`.
  const payment = { customerId: string(), id: string(), amount: decimal() };
  const paymentKey = { partition: key`CUSTOMER#${'customerId'}`, sort: key`PAYMENT#${'id'}` };
  const CardPayment = entity('CardPayment', {
    table: Shop,
    attributes: { ...payment, lastDigits: string() },
    key: paymentKey,
  });
  const TransferPayment = entity('TransferPayment', {
    table: Shop,
    attributes: { ...payment, iban: string() },
    key: paymentKey,
  });
  const Payment = union('Payment', { by: 'method', members: { card: CardPayment, transfer: TransferPayment } });

  return { Customer, Product, Order, Payment };
}

export type ShopEntities = ReturnType<typeof shopEntities>;
export type Customer = EntityOf<ShopEntities['Customer']>;
export type Order = EntityOf<ShopEntities['Order']>;
export type Payment = EntityOf<ShopEntities['Payment']>;
