import type { Item } from '../../domain/dynamodb.ts';

/** What one page of a query or scan tells of the next. */
interface Page {
  readonly ScannedCount?: number | undefined;
  readonly LastEvaluatedKey?: Item | undefined;
}

/**
 * Reads pages until there are no more. A page that ends at its limit with the very last item may be followed by one of
 * nothing, or not; those of nothing are left out.
 */
export async function allPages<P extends Page>(read: (start: Item | undefined) => Promise<P>): Promise<P[]> {
  const pages: P[] = [];
  let start: Item | undefined;
  do {
    const page: P = await read(start);
    if (page.ScannedCount !== 0) pages.push(page);
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return pages;
}
