/**
 * Hooks and logs for the requests to any adapter: entry point `dynarepo/observing`.
 *
 * @packageDocumentation
 */
export type { AroundAdapter } from '../../domain/around-adapter.ts';
export type { CapacityDetail } from '../../domain/requests/ask-for-capacity.ts';
export type { FailureEvent, RequestEvent, ResponseEvent } from './events.ts';
export type { LogRecord, LogValues } from './log-record.ts';
export { type LoggedOptions, type Logger, logged } from './logged.ts';
export { type ObservedOptions, type Observer, observed } from './observed.ts';
