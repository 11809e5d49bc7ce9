import { canonicalText } from '../../../src/testing/conformance/difference.ts';
import { withCanonicalNumbers } from '../canonical-numbers.ts';
import type { Outcome } from '../outcome.ts';
import { comparableRecords } from '../table-records.ts';
import type { KnownDifference } from './known-difference.ts';

/** Known differences in the records of streams. */
export const streams: readonly KnownDifference[] = [
  {
    fact: 'Empty maps keep their type in the images of records.',
    matches: ({ aspect }, { ours, theirs }) => aspect === 'records' && areEqualButForEmptyMaps(ours, theirs),
  },
];

function areEqualButForEmptyMaps(ours: Outcome, theirs: Outcome): boolean {
  if (ours.kind !== 'succeeded' || theirs.kind !== 'succeeded') return false;
  const [page] = withCanonicalNumbers(theirs.pages);
  return withoutMapTypes(ours.pages[0]) === withoutMapTypes(page);
}

/** DynamoDB Local keeps the type of some empty maps. */
function withoutMapTypes(page: Parameters<typeof comparableRecords>[0] | undefined): string {
  return canonicalText(comparableRecords(page ?? {})).replaceAll('{M: {}}', '{}');
}
