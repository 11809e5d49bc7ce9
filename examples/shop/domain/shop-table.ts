import { table } from 'dynarepo';

/**
 * The table of the shop. A customer, its orders and its payments have the same partition key, so that one query reads them.
 * The stream has all changes, for what happens after an order is placed or sent.
 */
export const ShopTable = table('shop', {
  key: { partition: 'pk', sort: 'sk' },
  indexes: { gsi1: { partition: 'gsi1pk', sort: 'gsi1sk' } },
  stream: 'NEW_AND_OLD_IMAGES',
  tags: { team: 'shop' },
});
