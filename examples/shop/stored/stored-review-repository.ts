import { type DynamoDb, EntityRepository, type SharedOptions } from 'dynarepo';
import { Review, type ReviewRepository } from '../domain/review.ts';

/** Reviews in the table of the other program. */
export class StoredReviewRepository extends EntityRepository<typeof Review> implements ReviewRepository {
  constructor(db: DynamoDb, options?: SharedOptions) {
    super(Review, db, options);
  }

  ofProduct(sku: string): Promise<Review[]> {
    return this.query({ sku }).all();
  }
}
