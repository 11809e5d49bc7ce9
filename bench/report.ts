import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { systemClock } from 'dynarepo';

/** A measured row: what each column of the table has, by the column's name. */
export interface ReportRow {
  readonly title: string;
  /** Of all values: nanoseconds of processor time per operation, bytes, a number of things, or a quotient of two values. */
  readonly unit: 'ns' | 'bytes' | 'count' | 'ratio';
  readonly values: Readonly<Record<string, number>>;
}

/** What a run of the bench measured, and on what; without the name of the machine. */
export interface Results {
  /** The commit that was measured; with "and changes" where files differ from it. */
  readonly commit: string;
  readonly node: string;
  /** The model of the processor. */
  readonly processor: string;
  readonly cores: number;
  /** The day of the run, as `2026-01-31`. */
  readonly date: string;
  readonly rows: readonly ReportRow[];
}

const checkout = fileURLToPath(new URL('..', import.meta.url));

/** Collects the rows of a run, and prints its tables while it measures. */
export class Report {
  readonly #rows: ReportRow[] = [];
  /** Prints a line of a table. */
  readonly log: (text: string) => void;

  constructor(log: (text: string) => void) {
    this.log = log;
  }

  /** The rows so far, in the order of measurement. */
  get rows(): readonly ReportRow[] {
    return this.#rows;
  }

  /** Adds a row, with its values rounded to four digits; values that were not measured are left out. */
  add({ title, unit, values }: ReportRow): void {
    const measured = Object.entries(values).filter(([, value]) => Number.isFinite(value));
    if (measured.length === 0) return;
    const rounded = measured.map(([name, value]) => [name, Number(value.toPrecision(4))] as const);
    this.#rows.push({ title, unit, values: Object.fromEntries(rounded) });
  }

  /** Returns a value of a row; NaN where it was not measured. */
  valueOf(title: string, column: string): number {
    return this.#rows.find((row) => row.title === title)?.values[column] ?? Number.NaN;
  }

  /** Returns all rows with the commit, the machine and the day. */
  results(): Results {
    return {
      commit: describeCommit(),
      node: process.version,
      processor: cpus()[0]?.model ?? 'unknown',
      cores: availableParallelism(),
      date: new Date(systemClock.nowMs()).toISOString().slice(0, 10),
      rows: this.#rows,
    };
  }
}

/** Returns results as the text of a JSON file. */
export function printResults(results: Results): string {
  return `${JSON.stringify(results, undefined, 2)}\n`;
}

function describeCommit(): string {
  try {
    const changes = git('status', '--porcelain', '--', 'src', 'bench', ':!bench/results.json');
    return `${git('rev-parse', 'HEAD')}${changes === '' ? '' : ' and changes'}`;
  } catch {
    return 'unknown';
  }
}

function git(...args: readonly string[]): string {
  return execFileSync('git', args, { cwd: checkout, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}
