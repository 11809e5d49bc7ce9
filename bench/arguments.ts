import { parseArgs } from 'node:util';

/** `npm run bench -- --help` */
export const usage = `npm run bench -- [options]

Measures this build beside that of an earlier commit and beside plain Maps, and the memory adapter beside its storage
alone; in processor time, the heap in bytes. Ends with the targets: what was measured, and what is aimed at.

  --against DIR    measures this build and that of another checkout of dynarepo instead, in the same run; DIR has a dist
                   folder, which "npm run build" creates
  --rows PATTERN   only the rows whose title matches this regular expression, such as "100,000 items: get"
  --quick          fewer and shorter slices, and no more than 1,000 items: shows that everything runs, judges nothing
  --million        1,000,000 items too; needs 8 GB of memory
  --profile PATTERN
                   measures nothing; executes the matching rows on engines of this build under V8's profiler, and prints
                   the functions that take most of each
  --json           prints the rows as JSON to the standard output, and the tables to the standard error
  --write          records the rows, the commit and the machine in bench/results.json, and the targets in docs/bench.md and
                   its chart; not with --quick, --rows or --against
  --help           this text

Exit status: 0 success, 1 failure, 2 invalid arguments.`;

/** What to measure. */
export interface BenchOptions {
  readonly help: boolean;
  readonly quick: boolean;
  /** Measures 1,000,000 items too. */
  readonly million: boolean;
  readonly json: boolean;
  /** Records the results in a file. */
  readonly write: boolean;
  /** The other checkout. */
  readonly against?: string | undefined;
  /** Matches the titles of the rows to measure. Default: all. */
  readonly rows?: RegExp | undefined;
  /** Matches the titles of the rows to profile in the place of a measurement. */
  readonly profile?: RegExp | undefined;
}

/** A mistake in the arguments; its message is shown without a stack. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Parses the command line.
 *
 * @throws UsageError - an unknown or incomplete option, or a pattern that is not a regular expression.
 */
export function parseArguments(args: readonly string[]): BenchOptions {
  const { against, rows, profile, ...flags } = parseValues(args);
  if (against === '') throw new UsageError('--against needs the folder of another checkout');
  if (flags.write && (flags.quick || rows !== undefined || against !== undefined)) {
    throw new UsageError('--write records a whole run: leave out --quick, --rows and --against');
  }
  if (flags.million && (flags.quick || against !== undefined)) {
    throw new UsageError('--million is an option of a whole run: leave out --quick and --against');
  }
  return { ...flags, against, rows: parsePattern('--rows', rows), profile: parsePattern('--profile', profile) };
}

/**
 * Returns the titles that match the pattern.
 *
 * @throws UsageError - none does.
 */
export function chooseRows(titles: readonly string[], pattern: RegExp | undefined): ReadonlySet<string> {
  const chosen = titles.filter((title) => pattern === undefined || pattern.test(title));
  if (chosen.length > 0) return new Set(chosen);
  throw new UsageError(`no row matches ${String(pattern)}; the rows are:\n  ${titles.join('\n  ')}`);
}

function parseValues(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        million: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        against: { type: 'string' },
        rows: { type: 'string' },
        profile: { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(`${messageOf(error)}\n\n${usage}`);
  }
}

function parsePattern(option: string, text: string | undefined): RegExp | undefined {
  try {
    return text === undefined ? undefined : new RegExp(text, 'i');
  } catch (error) {
    throw new UsageError(`${option} needs a regular expression: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
