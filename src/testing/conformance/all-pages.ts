import type { Item } from '../../domain/dynamodb.ts';

/** Members of a page of Query or Scan that pagination needs. */
interface Page {
  readonly ScannedCount?: number | undefined;
  readonly LastEvaluatedKey?: Item | undefined;
}

/**
 * Reads all pages. An empty page may follow a page that ends at its limit with the last item; the result omits empty
 * pages.
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
