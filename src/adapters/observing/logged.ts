import type { AroundAdapter } from '../../domain/around-adapter.ts';
import { checkAdapter } from '../../domain/check-adapter.ts';
import type { DynamoDb } from '../../domain/dynamodb.ts';
import type { Clock } from '../../domain/environment.ts';
import { checkOptions, type OptionNames, withMethods } from '../../domain/options.ts';
import { type CapacityDetail, capacityCheck } from '../../domain/requests/ask-for-capacity.ts';
import { failureLevel, type LogLevel } from './failure-level.ts';
import { logLine } from './log-line.ts';
import { type LogRecord, type LogValues, toLogRecord } from './log-record.ts';
import { observed } from './observed.ts';

/** A logger, such as `console`, or one of pino, winston, bunyan or Powertools. */
export interface Logger<Input extends readonly unknown[] = readonly [line: string]> {
  /** Logs a request. */
  info(...input: Input): unknown;
  /** Logs a slow request, or a failed one that can succeed later. */
  warn(...input: Input): unknown;
  /** Logs a failed request. */
  error(...input: Input): unknown;
  /** Logs at a lower level, if that is chosen. */
  debug?(...input: Input): unknown;
}

/** The logger, and what it gets. */
type LoggerOptions =
  | {
      /** Default: `console`. */
      readonly logger?: Logger | undefined;
      /**
       * What the logger gets: a line of text; a record and the line, as pino and bunyan expect it; or the line and a record, as
       * Powertools and winston do. Default: `'line'`.
       */
      readonly format?: 'line' | undefined;
    }
  | { readonly logger?: Logger<[line: string, record: LogRecord]> | undefined; readonly format: 'line, record' }
  | { readonly logger?: Logger<[record: LogRecord, line: string]> | undefined; readonly format: 'record, line' };

/** Options of {@link logged}. */
export type LoggedOptions = LoggerOptions & CommonOptions;

interface CommonOptions extends LogValues {
  /** The level of requests that succeed, or fail as expected; `'off'` leaves them out. Default: `'info'`. */
  readonly level?: 'debug' | 'info' | 'off' | undefined;
  /** Requests that take at least so many milliseconds are logged as warnings. Default: none. */
  readonly slowMs?: number | undefined;
  /** As in `observed`. */
  readonly capacity?: CapacityDetail | undefined;
  /** As in `observed`. */
  readonly clock?: Pick<Clock, 'nowMs'> | undefined;
}

const formats = {
  line: (line: string) => [line],
  'line, record': (line: string, record: LogRecord) => [line, record],
  'record, line': (line: string, record: LogRecord) => [record, line],
};

const loggedOptionNames: OptionNames<CommonOptions & Pick<LoggerOptions, keyof LoggerOptions>> = {
  logger: withMethods('info', 'warn', 'error'),
  format: {
    expected: "'line', 'line, record' or 'record, line'",
    isValid: (value) => typeof value === 'string' && Object.hasOwn(formats, value),
  },
  level: {
    expected: "'debug', 'info' or 'off'",
    isValid: (value) => value === 'debug' || value === 'info' || value === 'off',
  },
  slowMs: 'milliseconds',
  keys: 'boolean',
  messages: 'boolean',
  values: 'boolean',
  capacity: capacityCheck,
  clock: withMethods('nowMs'),
};

/**
 * Returns an adapter that logs every request to another adapter when it ends, without keys and values by default.
 *
 * A failure is an error; a warning if a retry can succeed; at the level of successes if a condition was not met or the caller
 * aborted the request.
 *
 * ```ts
 * const users = repository(User, logged(db, { logger: pino(), format: 'record, line', slowMs: 100 }));
 * ```
 *
 * @throws DynarepoError - `BAD_INPUT`: `db` is not an adapter, or an option is invalid.
 */
export function logged<Inner extends DynamoDb>(db: Inner, options: LoggedOptions = {}): AroundAdapter<Inner> {
  checkAdapter('logged', db);
  checkOptions('logged', options, loggedOptionNames);
  const { logger = console, format = 'line', level = 'info', slowMs = Number.POSITIVE_INFINITY } = options;
  if (level === 'debug') checkOptions('logged', { logger }, { logger: withMethods('debug') });
  const write = (at: LogLevel, record: LogRecord) => {
    if (at !== 'off') Reflect.apply(logger[at] ?? logger.info, logger, formats[format](logLine(record), record));
  };
  return observed(db, {
    capacity: options.capacity,
    clock: options.clock,
    after(event) {
      const isSlow = event.durationMs >= slowMs;
      if (isSlow || level !== 'off') write(isSlow ? 'warn' : level, toLogRecord(event, options, isSlow));
    },
    error(event) {
      const isSlow = event.durationMs >= slowMs;
      const expected = isSlow ? 'warn' : level;
      write(failureLevel(event, expected), toLogRecord(event, options, isSlow));
    },
  });
}
