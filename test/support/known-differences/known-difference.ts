import { ConformanceFailure } from 'dynarepo/testing';

/** A behavior of DynamoDB that an engine does not share. */
export interface KnownDifference {
  /** The behavior of DynamoDB in one sentence. */
  readonly fact: string;
  /** Whether the engine differs only in some runs, depending on what else it executes. */
  readonly isOccasional?: boolean;
  /** The tests in which the engine differs, and their outcomes. */
  readonly rows: readonly DifferenceRow[];
}

/** A suite, the name of a test or a pattern for several, and the outcome of each of these tests on the engine. */
export type DifferenceRow = readonly [suite: string, tests: string | RegExp, outcome: DifferentOutcome];

/** The outcome of a failure as text, as a pattern, or derived from the expected rejection. */
export type DifferentOutcome = string | RegExp | ((expected: string) => string);

/** A row that may explain the failure of a test, with its fact. */
export interface Candidate {
  readonly fact: string;
  readonly isOccasional: boolean;
  readonly row: DifferenceRow;
}

/** Returns the rows of a suite. */
export function rowsAbout(suite: string, differences: readonly KnownDifference[]): readonly Candidate[] {
  return differences.flatMap(({ fact, isOccasional = false, rows }) =>
    rows.filter(([rowSuite]) => rowSuite === suite).map((row) => ({ fact, isOccasional, row })),
  );
}

/** Returns the rows that match the name of a test. */
export function candidatesFor(test: string, rows: readonly Candidate[]): readonly Candidate[] {
  return rows.filter(({ row: [, tests] }) => (typeof tests === 'string' ? tests === test : tests.test(test)));
}

/**
 * Runs a test that is known to fail and returns the row that explains the failure; also if an occasional one did not happen.
 *
 * @throws Error - the test passes, or no candidate explains its failure.
 */
export async function expectDifference(run: () => Promise<void>, candidates: readonly Candidate[]): Promise<Candidate> {
  const failure: { readonly thrown: unknown } | undefined = await run().then(
    () => undefined,
    (thrown: unknown) => ({ thrown }),
  );
  const facts = candidates.map(({ fact }) => `"${fact}"`).join(', ');
  if (failure === undefined) {
    const occasional = candidates.find(({ isOccasional }) => isOccasional);
    if (occasional !== undefined) return occasional;
    throw new Error(`passes, so remove the known difference: ${facts}`);
  }
  const explanation = candidates.find(({ row: [, , outcome] }) => explains(outcome, failure.thrown));
  if (explanation !== undefined) return explanation;
  throw new Error(`fails with an outcome other than that of the known difference ${facts}`, { cause: failure.thrown });
}

function explains(outcome: DifferentOutcome, thrown: unknown): boolean {
  const [found, expected] =
    thrown instanceof ConformanceFailure
      ? [thrown.outcome, thrown.expected]
      : [thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown), undefined];
  if (typeof outcome === 'string') return found === outcome;
  if (outcome instanceof RegExp) return outcome.test(found);
  return expected !== undefined && found === outcome(expected);
}
