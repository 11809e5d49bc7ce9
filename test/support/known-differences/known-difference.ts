import { ConformanceFailure } from 'dynarepo/testing';

/** What an engine does in its own way where DynamoDB does something else. */
export interface KnownDifference {
  /** What DynamoDB does, in a sentence. */
  readonly fact: string;
  /** Where the engine does otherwise, and what it does there. */
  readonly rows: readonly DifferenceRow[];
}

/** Suite, name of a test or a pattern for several, and how each of these tests comes out instead. */
export type DifferenceRow = readonly [suite: string, tests: string | RegExp, outcome: DifferentOutcome];

/** The outcome of a failure: as it is, a pattern for it, or what becomes of the expected refusal. */
export type DifferentOutcome = string | RegExp | ((expected: string) => string);

/** A row that may explain a test, with the fact it is about. */
export interface Candidate {
  readonly fact: string;
  readonly row: DifferenceRow;
}

/** The rows about a suite. */
export function rowsAbout(suite: string, differences: readonly KnownDifference[]): readonly Candidate[] {
  return differences.flatMap(({ fact, rows }) =>
    rows.filter(([rowSuite]) => rowSuite === suite).map((row) => ({ fact, row })),
  );
}

/** Those of the rows that name a test. */
export function candidatesFor(test: string, rows: readonly Candidate[]): readonly Candidate[] {
  return rows.filter(({ row: [, tests] }) => (typeof tests === 'string' ? tests === test : tests.test(test)));
}

/**
 * Runs a test that is known to fail, and gives back the row that tells how.
 *
 * @throws Error - it does not fail, or fails in another way than any candidate tells.
 */
export async function expectDifference(run: () => Promise<void>, candidates: readonly Candidate[]): Promise<Candidate> {
  const failure: { readonly thrown: unknown } | undefined = await run().then(
    () => undefined,
    (thrown: unknown) => ({ thrown }),
  );
  const facts = candidates.map(({ fact }) => `"${fact}"`).join(', ');
  if (failure === undefined) throw new Error(`passes, so it is no known difference any more: ${facts}`);
  const explanation = candidates.find(({ row: [, , outcome] }) => explains(outcome, failure.thrown));
  if (explanation !== undefined) return explanation;
  throw new Error(`fails in another way than is known of ${facts}`, { cause: failure.thrown });
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
