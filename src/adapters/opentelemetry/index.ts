/**
 * Spans of the requests to any adapter: entry point `dynarepo/opentelemetry`.
 *
 * @packageDocumentation
 */
export type { AroundAdapter } from '../../domain/around-adapter.ts';
export type { CapacityDetail } from '../../domain/requests/ask-for-capacity.ts';
export { type TracedOptions, traced } from './traced.ts';
