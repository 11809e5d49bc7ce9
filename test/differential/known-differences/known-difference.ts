import type { Item } from 'dynarepo';
import type { Difference } from '../comparison.ts';
import type { Outcome } from '../outcome.ts';
import type { TableRequests } from '../read-order.ts';
import type { Step } from '../step.ts';

/** A behavior of DynamoDB that DynamoDB Local does not share. */
export interface KnownDifference {
  /** The behavior of DynamoDB in one sentence. */
  readonly fact: string;
  /** Returns whether this known difference explains a difference. */
  readonly matches: (difference: Difference, occasion: Occasion) => boolean;
  /** The stored data differs after this step, so that later steps cannot be compared. */
  readonly endsHistory?: boolean;
}

/** The step of a difference and its context. */
export interface Occasion {
  readonly step: Step;
  /** The item before and after an update; `undefined` if it does not exist. */
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  /** The outcome on the memory adapter. */
  readonly ours: Outcome;
  /** The outcome on DynamoDB Local. */
  readonly theirs: Outcome;
  /** The requests that created the existing tables, by table name. */
  readonly tables: TableRequests;
}

/** Returns the known difference that explains a difference. */
export function explanationOf(
  difference: Difference,
  occasion: Occasion,
  known: readonly KnownDifference[],
): KnownDifference | undefined {
  return known.find(({ matches }) => matches(difference, occasion));
}
