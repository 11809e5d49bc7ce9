import { capacity } from './capacity.ts';
import type { KnownDifference } from './known-difference.ts';
import { legacy } from './legacy.ts';
import { leniencies } from './leniencies.ts';
import { reads } from './reads.ts';
import { streams } from './streams.ts';
import { tableUpdates } from './table-updates.ts';
import { transactions } from './transactions.ts';
import { updates } from './updates.ts';
import { wordings } from './wordings.ts';

/** The known differences of DynamoDB Local, in the version that the suites use, from the service. */
export const knownDifferences: readonly KnownDifference[] = [
  ...capacity,
  ...legacy,
  ...leniencies,
  ...reads,
  ...streams,
  ...tableUpdates,
  ...transactions,
  ...updates,
  ...wordings,
];
