import type { Item } from 'dynarepo';
import type { Difference } from '../comparison.ts';
import type { Outcome } from '../outcome.ts';
import type { TableRequests } from '../read-order.ts';
import type { Step } from '../step.ts';

/** What DynamoDB Local does in its own way where DynamoDB does something else. */
export interface KnownDifference {
  /** What DynamoDB does, in a sentence. */
  readonly fact: string;
  /** Where the engine does otherwise, and what it does there. */
  readonly matches: (difference: Difference, occasion: Occasion) => boolean;
  /** What is stored differs from now on, so that nothing after this step can be compared. */
  readonly endsHistory?: boolean;
}

/** Where a difference was met. */
export interface Occasion {
  readonly step: Step;
  /** The item that an update found, if it found one, and what it left there. */
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  /** What the memory adapter answered. */
  readonly ours: Outcome;
  /** What DynamoDB Local answered. */
  readonly theirs: Outcome;
  /** The requests that created the tables there are, by name. */
  readonly tables: TableRequests;
}

/** The known difference that explains one that was found. */
export function explanationOf(
  difference: Difference,
  occasion: Occasion,
  known: readonly KnownDifference[],
): KnownDifference | undefined {
  return known.find(({ matches }) => matches(difference, occasion));
}
