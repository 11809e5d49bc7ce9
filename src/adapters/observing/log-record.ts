import type { FailureEvent, RequestEvent, ResponseEvent } from './events.ts';

/** Which personal data a log has. */
export interface LogValues {
  /** Logs the keys of items. Default: false. */
  readonly keys?: boolean | undefined;
  /** Logs the messages of errors, which can contain values. Default: false. */
  readonly messages?: boolean | undefined;
  /** Logs inputs and outputs with all values in records, not in lines. Default: false. */
  readonly values?: boolean | undefined;
}

/**
 * What is logged of a request. Members that do not apply are left out.
 *
 * Not an interface, which loggers that take a record of any members would reject.
 */
export type LogRecord = Pick<RequestEvent, 'operation' | 'tables' | 'entities' | 'attempt'> & {
  /** Milliseconds, to a thousandth. */
  readonly durationMs: number;
  readonly requestId?: string;
  readonly itemCount?: number;
  readonly evaluated?: number;
  readonly units?: number;
  /** True if the request took as long as `slowMs`. */
  readonly slow?: true;
  /** The name of the error. */
  readonly errorName?: string;
  readonly errorMessage?: string;
  readonly keys?: readonly object[];
  readonly input?: RequestEvent['input'];
  readonly output?: ResponseEvent['output'];
};

/** Returns what is logged of a request. */
export function toLogRecord(event: ResponseEvent | FailureEvent, show: LogValues, isSlow: boolean): LogRecord {
  const { operation, tables, entities, attempt, requestId } = event;
  const [response, failure] = 'errorName' in event ? [undefined, event] : [event, undefined];
  const message = failure?.error instanceof Error ? failure.error.message : undefined;
  const members = {
    operation,
    tables,
    entities,
    attempt,
    durationMs: Math.round(event.durationMs * 1000) / 1000,
    itemCount: response?.itemCount,
    evaluated: response?.evaluated,
    units: response?.units,
    requestId,
    slow: isSlow ? true : undefined,
    errorName: failure?.errorName,
    errorMessage: show.messages ? message : undefined,
    keys: show.keys ? event.keys : undefined,
    input: show.values ? event.input : undefined,
    output: show.values ? response?.output : undefined,
  };
  // The members of a record, without those that are undefined.
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as unknown as LogRecord;
}
