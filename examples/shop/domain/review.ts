import {
  type EntityOf,
  entity,
  type KeyOf,
  key,
  type NewOf,
  number,
  oneOf,
  type Repository,
  string,
  table,
  textOf,
} from 'dynarepo';

/** The table of another program, which writes it with ElectroDB. That program deploys it too. */
export const ReviewTable = table('reviews', { key: { partition: 'pk', sort: 'sk' } });

/** A review of a product: ElectroDB's entity `review`, version 1, of the service `reviews`. */
export const Review = entity('Review', {
  table: ReviewTable,
  attributes: {
    sku: string(),
    author: string(),
    stars: number(),
    answer: string().optional(),
    entityName: oneOf('review').default('review').storedAs('__edb_e__').hidden(),
    entityVersion: oneOf('1').default('1').storedAs('__edb_v__').hidden(),
  },
  key: {
    partition: key`$reviews#sku_${textOf('sku', { case: 'lower' })}`,
    sort: key`$review_1#author_${textOf('author', { case: 'lower' })}`,
  },
});
export type Review = EntityOf<typeof Review>;

/** The reviews of products, which the shop reads and answers. */
export interface ReviewRepository extends Repository<Review, KeyOf<typeof Review>, NewOf<typeof Review>> {
  ofProduct(sku: string): Promise<Review[]>;
}
