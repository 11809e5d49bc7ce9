/** One test, hook or file that went wrong. */
export interface Failure {
  /** Where: suite and test, or what else failed. */
  readonly title: string;
  /** What happened, ready to be printed: message, difference, stack. */
  readonly text: string;
}

/** One test that was not run, and why. */
export interface Skip {
  readonly title: string;
  readonly reason: string;
}

/** What came out of one or more test files; plain data, so that it can cross processes. */
export interface Outcomes {
  passed: number;
  readonly failures: Failure[];
  readonly skips: Skip[];
}

/** Outcomes of nothing yet. */
export function noOutcomes(): Outcomes {
  return { passed: 0, failures: [], skips: [] };
}

/** Adds `more` to `total`. */
export function addOutcomes(total: Outcomes, more: Outcomes): void {
  total.passed += more.passed;
  total.failures.push(...more.failures);
  total.skips.push(...more.skips);
}

/** The failures, one block each, then the skips with their reasons; empty when there are neither. */
export function renderDetails(outcomes: Outcomes): string {
  const failures = outcomes.failures.map(({ title, text }) => `\nFAIL ${title}\n${indent(text)}\n`);
  const skips = outcomes.skips.map(({ title, reason }) => `skipped: ${title}: ${reason}\n`);
  return [...failures, ...skips].join('');
}

/** The last line of every run. */
export function summaryLine(outcomes: Outcomes): string {
  return `${outcomes.passed} passed, ${outcomes.failures.length} failed, ${outcomes.skips.length} skipped`;
}

/** Whether a run with these outcomes may end with exit code 0. */
export function isGood(outcomes: Outcomes): boolean {
  return outcomes.failures.length === 0 && outcomes.passed > 0;
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : `  ${line}`))
    .join('\n');
}
