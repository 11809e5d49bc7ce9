import { isDate } from '../../domain/brands.ts';
import type { StreamView } from '../../domain/entity/table.ts';
import type { OptionNames } from '../../domain/options.ts';
import type { CallOptions } from '../call-options.ts';
import type { ConnectionOptions } from '../connection.ts';
import { type DecodeChangeOptions, decodeOptionNames } from './decode-options.ts';
import type { OnLost } from './stream-reader.ts';

/** Options of `changes`. */
export interface ChangesOptions<View extends StreamView = StreamView>
  extends DecodeChangeOptions<View>,
    Pick<ConnectionOptions, 'retry' | 'clock'>,
    Pick<CallOptions, 'abortSignal'> {
  /**
   * Where reading starts: `TRIM_HORIZON`, at the oldest change of the last 24 hours; `LATEST`; or the second of a time, for which
   * the changes before are read as well. Default: `TRIM_HORIZON`.
   */
  readonly from?: 'TRIM_HORIZON' | 'LATEST' | Date | undefined;
  /** Where reading goes on: the `position` of a change or page. A table that it does not contain is read as `from` states. */
  readonly after?: string | undefined;
  /** Whether to wait for further changes when none are left; until the stream is disabled. Default: true. */
  readonly follow?: boolean | undefined;
  /** Milliseconds between reads of a shard without further changes. Default: 1,000. */
  readonly pollMs?: number | undefined;
  /**
   * What to do about changes that are lost because they were not read within 24 hours: throw, go on, or call a function and go on.
   * Default: `throw`.
   */
  readonly onLost?: OnLost | undefined;
}

/** Option names of {@link ChangesOptions}. */
export const changesOptionNames: OptionNames<ChangesOptions> = {
  ...decodeOptionNames,
  retry: true,
  clock: 'clock',
  abortSignal: 'signal',
  from: {
    expected: 'TRIM_HORIZON, LATEST or a valid Date',
    isValid: (value) =>
      value === 'TRIM_HORIZON' || value === 'LATEST' || (isDate(value) && !Number.isNaN(value.getTime())),
  },
  after: 'text',
  follow: 'boolean',
  pollMs: 'duration',
  onLost: {
    expected: '"throw", "skip" or a function',
    isValid: (value) => value === 'throw' || value === 'skip' || typeof value === 'function',
  },
};
