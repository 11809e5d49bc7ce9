/** A failed test, hook or file. */
export interface Failure {
  /** Suite and test, or the hook or file that failed. */
  readonly title: string;
  /** The failure as printable text: message, difference, stack. */
  readonly text: string;
}

/** A skipped test and the reason. */
export interface Skip {
  readonly title: string;
  readonly reason: string;
}

/** Results of one or more test files: plain data that can be sent between processes. */
export interface Outcomes {
  passed: number;
  readonly failures: Failure[];
  readonly skips: Skip[];
}

/** Returns empty outcomes. */
export function noOutcomes(): Outcomes {
  return { passed: 0, failures: [], skips: [] };
}

/** Adds `more` to `total`. */
export function addOutcomes(total: Outcomes, more: Outcomes): void {
  total.passed += more.passed;
  total.failures.push(...more.failures);
  total.skips.push(...more.skips);
}

/** Formats the failures, one block each, then the skips with their reasons; empty without failures and skips. */
export function renderDetails(outcomes: Outcomes): string {
  const failures = outcomes.failures.map(({ title, text }) => `\nFAIL ${title}\n${indent(text)}\n`);
  const skips = outcomes.skips.map(({ title, reason }) => `skipped: ${title}: ${reason}\n`);
  return [...failures, ...skips].join('');
}

/** Returns the last line of every run. */
export function summaryLine(outcomes: Outcomes): string {
  return `${outcomes.passed} passed, ${outcomes.failures.length} failed, ${outcomes.skips.length} skipped`;
}

/** Returns whether a run with these outcomes ends with exit code 0. */
export function isGood(outcomes: Outcomes): boolean {
  return outcomes.failures.length === 0 && outcomes.passed > 0;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `  ${line}`))
    .join('\n');
}
