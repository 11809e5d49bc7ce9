import { type OptionNames, withMethods } from '../domain/options.ts';
import type { CapacityCounter } from './capacity.ts';

/** Options of every call. */
export interface CallOptions {
  /** Ends the call with an `AbortedError`: before a request, between two requests or during one. */
  readonly abortSignal?: AbortSignal | undefined;
  /** Counts the capacity that the requests of the call consume. */
  readonly capacity?: CapacityCounter | undefined;
}

/** Option names of {@link CallOptions}. */
export const callOptionNames: OptionNames<CallOptions> = {
  abortSignal: 'signal',
  capacity: { ...withMethods('record', 'part', 'countsFor'), expected: 'a CapacityCounter' },
};
