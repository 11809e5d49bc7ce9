import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type Attributes,
  type Context,
  type ContextManager,
  createContextKey,
  ROOT_CONTEXT,
  type Span,
  type SpanOptions,
  type SpanStatus,
  SpanStatusCode,
  type Tracer,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';

/** A span that keeps its attributes and status. */
export class RecordedSpan {
  readonly name: string;
  readonly kind: SpanOptions['kind'];
  readonly parent: Span | undefined;
  readonly attributes: Attributes;
  status: SpanStatus = { code: SpanStatusCode.UNSET };
  ends = 0;

  constructor(name: string, options: SpanOptions, parent: Span | undefined) {
    this.name = name;
    this.kind = options.kind;
    this.parent = parent;
    this.attributes = { ...options.attributes };
  }

  isRecording(): boolean {
    return this.ends === 0;
  }

  setAttributes(attributes: Attributes): void {
    Object.assign(this.attributes, attributes);
  }

  setStatus(status: SpanStatus): void {
    this.status = status;
  }

  end(): void {
    this.ends += 1;
  }
}

/** A tracer provider that keeps its spans. */
export class RecordingTracer implements TracerProvider {
  readonly spans: RecordedSpan[] = [];
  readonly names: string[] = [];
  readonly #active: () => Context;

  constructor(active: () => Context = () => ROOT_CONTEXT) {
    this.#active = active;
  }

  getTracer(name: string): Tracer {
    this.names.push(name);
    const startSpan = (spanName: string, options: SpanOptions = {}, parent: Context = this.#active()) => {
      const span = new RecordedSpan(spanName, options, trace.getSpan(parent));
      this.spans.push(span);
      return span as unknown as Span; // has what `traced` calls
    };
    return { startSpan, startActiveSpan: () => undefined as never }; // not called
  }
}

/** Keeps the active context through asynchronous code. */
export class AsyncContext implements ContextManager {
  readonly #storage = new AsyncLocalStorage<Context>();

  active(): Context {
    return this.#storage.getStore() ?? ROOT_CONTEXT;
  }

  with<A extends unknown[], F extends (...input: A) => ReturnType<F>>(
    active: Context,
    run: F,
    self?: ThisParameterType<F>,
    ...input: A
  ): ReturnType<F> {
    return this.#storage.run(active, () => Reflect.apply(run, self, input));
  }

  bind<T>(_context: Context, target: T): T {
    return target;
  }

  enable(): this {
    return this;
  }

  disable(): this {
    return this;
  }
}

/** A key of a context, for tests of what is passed on. */
export const requestKey: symbol = createContextKey('request');
