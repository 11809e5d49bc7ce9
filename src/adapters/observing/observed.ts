import { type AroundAdapter, aroundAdapter } from '../../domain/around-adapter.ts';
import { checkAdapter } from '../../domain/check-adapter.ts';
import type { DynamoDb } from '../../domain/dynamodb.ts';
import { type Clock, monotonicMs, systemClock } from '../../domain/environment.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { checkOptions, type OptionNames, withMethods } from '../../domain/options.ts';
import { askForCapacity, type CapacityDetail, capacityCheck } from '../../domain/requests/ask-for-capacity.ts';
import type { FailureEvent, RequestEvent, ResponseEvent } from './events.ts';
import { Notifier } from './notifier.ts';
import { AnsweredRequest, FailedRequest, type SentRequest, StartedRequest } from './request-events.ts';

/**
 * Functions that are called for every request; at least one. Each attempt of a repository is a request. What they return is
 * ignored: a promise is not awaited.
 */
export interface Observer {
  /** Called before a request. */
  before?(event: RequestEvent): unknown;
  /** Called after a response, before the caller gets it. */
  after?(event: ResponseEvent): unknown;
  /** Called after an error, before the caller gets it. */
  error?(event: FailureEvent): unknown;
}

/** Options of {@link observed}. */
export interface ObservedOptions extends Observer {
  /** Asks DynamoDB to report consumed capacity, by table or by index as well, where the request does not ask itself. Default: no. */
  readonly capacity?: CapacityDetail | undefined;
  /** The time of events. Default: the system's, with durations that changes of its time do not affect. */
  readonly clock?: Pick<Clock, 'nowMs'> | undefined;
  /** Called with what an observer threw, or the reason of its rejected promise. Default: prints the first one to `console.error`. */
  readonly onObserverError?: ((error: unknown) => unknown) | undefined;
}

const observedOptionNames: OptionNames<ObservedOptions> = {
  before: 'function',
  after: 'function',
  error: 'function',
  capacity: capacityCheck,
  clock: withMethods('nowMs'),
  onObserverError: 'function',
};

/**
 * Returns an adapter that calls an observer before and after every request to another adapter.
 *
 * An observer that throws, rejects or never ends neither breaks nor delays a call; a synchronous one takes its own time. Events
 * hold copies: an observer can't change a request. A clock that throws is reported in the same way. `close` closes the other adapter, if that has it.
 *
 * ```ts
 * const users = repository(User, observed(db, { after: ({ operation, tables, durationMs }) => metrics.add(operation, durationMs) }));
 * ```
 *
 * @throws DynarepoError - `BAD_INPUT`: `db` is not an adapter, an option is invalid, or there is no function to call.
 */
export function observed<Inner extends DynamoDb>(db: Inner, observer: ObservedOptions): AroundAdapter<Inner> {
  checkAdapter('observed', db);
  checkOptions('observed', observer, observedOptionNames);
  if (!(observer.before ?? observer.after ?? observer.error)) {
    throw new DynarepoError('BAD_INPUT', 'observed needs a function before, after or error');
  }
  const { capacity, clock } = observer;
  const notifier = new Notifier(observer.onObserverError);
  // A clock that throws breaks no call: the system's takes its place.
  const nowMs = () => clock && notifier.attempt(() => Number(clock.nowMs()));
  let requests = 0;
  return aroundAdapter(db, async (operation, given, options) => {
    const input = capacity === undefined ? given : askForCapacity(operation, given, capacity);
    requests += 1;
    const startedAtMs = nowMs() ?? systemClock.nowMs();
    const sent: SentRequest = { id: requests, operation, input, options, startedAtMs };
    notifier.notify(() => observer.before?.(new StartedRequest(sent)));
    const [startMs, systemStartMs] = [nowMs(), monotonicMs()];
    const durationMs = () => {
      const endMs = startMs === undefined ? undefined : nowMs();
      return startMs === undefined || endMs === undefined ? monotonicMs() - systemStartMs : endMs - startMs;
    };
    try {
      const output = await db.execute(operation, input, options);
      notifier.notify(() => observer.after?.(new AnsweredRequest(sent, output, durationMs())));
      return output;
    } catch (error) {
      notifier.notify(() => observer.error?.(new FailedRequest(sent, error, durationMs())));
      throw error;
    }
  });
}
