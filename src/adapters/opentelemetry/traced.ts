import {
  context,
  createContextKey,
  diag,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import { type AroundAdapter, aroundAdapter } from '../../domain/around-adapter.ts';
import { checkAdapter } from '../../domain/check-adapter.ts';
import type { DynamoDb, Output } from '../../domain/dynamodb.ts';
import { checkOptions, type OptionNames, withMethods } from '../../domain/options.ts';
import { askForCapacity, type CapacityDetail, capacityCheck } from '../../domain/requests/ask-for-capacity.ts';
import { isExpectedError } from '../../domain/requests/is-expected-error.ts';
import { errorAttributes, outputAttributes } from './output-attributes.ts';
import { requestAttributes } from './request-attributes.ts';

/** Options of {@link traced}. */
export interface TracedOptions {
  /** Default: the global one, also if it is registered later. */
  readonly tracerProvider?: TracerProvider | undefined;
  /** The Region of the adapter, for the attribute `cloud.region`. Default: none. */
  readonly region?: string | undefined;
  /** Asks DynamoDB to report consumed capacity, by table or by index as well, where the request does not ask itself. Default: no. */
  readonly capacity?: CapacityDetail | undefined;
  /** States the messages of errors, which can contain values of items, in the status of spans. Default: false. */
  readonly messages?: boolean | undefined;
  /**
   * Suppresses all other spans during requests: those of HTTP, and of an instrumentation of the AWS SDK, which would be a second
   * span of each request. Default: false.
   */
  readonly suppressInner?: boolean | undefined;
}

const tracedOptionNames: OptionNames<TracedOptions> = {
  tracerProvider: withMethods('getTracer'),
  region: 'text',
  capacity: capacityCheck,
  messages: 'boolean',
  suppressInner: 'boolean',
};

/** The key by which OpenTelemetry's SDK knows that it makes no spans: that of `suppressTracing` in `@opentelemetry/core`. */
const suppressed = createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING');

/**
 * Returns an adapter that makes a client span of every request to another adapter, by OpenTelemetry's semantic conventions for
 * DynamoDB; each attempt of a repository is a request. The span is active during the request.
 *
 * No attribute has a key or value of an item. A condition that is not met, or a missing table that is looked for, is a result, not an
 * error of the span. What fails in
 * OpenTelemetry itself goes to its diagnostics, and breaks no call.
 *
 * ```ts
 * const users = repository(User, traced(db, { region: 'eu-west-1' }));
 * ```
 *
 * @throws DynarepoError - `BAD_INPUT`: `db` is not an adapter, or an option is invalid.
 */
export function traced<Inner extends DynamoDb>(db: Inner, options: TracedOptions = {}): AroundAdapter<Inner> {
  checkAdapter('traced', db);
  checkOptions('traced', options, tracedOptionNames);
  const { tracerProvider, region, capacity, messages = false, suppressInner = false } = options;
  const tracer = (tracerProvider ?? trace).getTracer('dynarepo');
  return aroundAdapter(db, async (operation, given, executeOptions) => {
    const input = capacity === undefined ? given : askForCapacity(operation, given, capacity);
    const call = executeOptions?.call;
    const span = safely(() =>
      tracer.startSpan(`DynamoDB.${operation}`, {
        kind: SpanKind.CLIENT,
        attributes: requestAttributes({ operation, input, call, region }),
      }),
    );
    if (span === undefined) return await db.execute(operation, input, executeOptions);
    let sent: Promise<Output<typeof operation>> | undefined;
    const send = async () => await db.execute(operation, input, executeOptions);
    try {
      safely(() => {
        const active = trace.setSpan(context.active(), span);
        context.with(suppressInner ? active.setValue(suppressed, true) : active, () => {
          sent = send();
        });
      });
      // A context manager that fails may not have sent it.
      const output = await (sent ?? send());
      safely(() => span.isRecording() && span.setAttributes(outputAttributes(operation, input, output)));
      return output;
    } catch (error) {
      safely(() => recordError(span, error, { withMessage: messages, isFailure: !isExpectedError(operation, error) }));
      throw error;
    } finally {
      safely(() => span.end());
    }
  });
}

function recordError(
  span: Span,
  error: unknown,
  { isFailure, withMessage }: { readonly isFailure: boolean; readonly withMessage: boolean },
): void {
  span.setAttributes(errorAttributes(error, isFailure));
  if (!isFailure) return;
  const message = withMessage && error instanceof Error ? error.message : undefined;
  span.setStatus(message === undefined ? { code: SpanStatusCode.ERROR } : { code: SpanStatusCode.ERROR, message });
}

/** Returns the result of what OpenTelemetry does; `undefined` if it fails. */
function safely<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    try {
      diag.error('dynarepo: a span failed', error);
    } catch {
      // A logger that fails breaks no call either.
    }
    return undefined;
  }
}
