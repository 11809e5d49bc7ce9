import type { ExecuteOptions, Input, OperationName, Output } from '../../domain/dynamodb.ts';
import { DynarepoError, ServiceError } from '../../domain/errors.ts';
import { isRecord } from '../../domain/is-record.ts';
import { countItems } from '../../domain/requests/count-items.ts';
import { tablesOf } from '../../domain/requests/tables-of.ts';
import { unitsOf } from '../../domain/requests/units-of.ts';
import { copyData } from './copy-data.ts';
import type { FailureEvent, RequestEvent, ResponseEvent } from './events.ts';
import { keysOf } from './keys-of.ts';

/** A request as it was sent. */
export interface SentRequest {
  readonly id: number;
  readonly operation: OperationName;
  readonly input: Input<OperationName>;
  readonly options: ExecuteOptions | undefined;
  readonly startedAtMs: number;
}

/** The event before a request. */
export class StartedRequest implements RequestEvent {
  readonly id: number;
  readonly operation: OperationName;
  readonly tables: readonly string[];
  readonly entities: readonly string[];
  readonly attempt: number;
  readonly startedAt: Date;
  readonly #sent: SentRequest;

  constructor(sent: SentRequest) {
    const { entities = [], attempt = 1 } = sent.options?.call ?? {};
    this.id = sent.id;
    this.operation = sent.operation;
    this.tables = tablesOf(sent.input);
    this.entities = [...new Set(entities.map(({ name }) => name))];
    this.attempt = attempt;
    this.startedAt = new Date(sent.startedAtMs);
    this.#sent = sent;
  }

  get key(): object | undefined {
    const [key, ...others] = this.keys;
    return others.length === 0 ? key : undefined;
  }

  get keys(): readonly object[] {
    const { operation, input, options } = this.#sent;
    return keysOf(operation, input, options?.call?.entities);
  }

  get input(): Readonly<Record<string, unknown>> {
    return copyData({ ...this.#sent.input });
  }
}

/** The event after a request. */
export class AnsweredRequest extends StartedRequest implements ResponseEvent {
  readonly durationMs: number;
  readonly requestId: string | undefined;
  readonly itemCount: number | undefined;
  readonly evaluated: number | undefined;
  readonly units: number | undefined;
  readonly #output: Output<OperationName>;

  constructor(sent: SentRequest, output: Output<OperationName>, durationMs: number) {
    super(sent);
    const { ScannedCount }: Readonly<Record<string, unknown>> = isRecord(output) ? output : {};
    this.durationMs = durationMs;
    this.requestId = output?.requestId;
    this.itemCount = countItems(sent.operation, sent.input, output);
    this.evaluated = typeof ScannedCount === 'number' ? ScannedCount : undefined;
    this.units = unitsOf(output);
    this.#output = output;
  }

  get output(): Readonly<Record<string, unknown>> {
    return copyData({ ...this.#output });
  }
}

/** The event after a request that failed. */
export class FailedRequest extends StartedRequest implements FailureEvent {
  readonly durationMs: number;
  readonly requestId: string | undefined;
  readonly errorName: string;
  readonly retryable: boolean;
  readonly #error: unknown;

  constructor(sent: SentRequest, error: unknown, durationMs: number) {
    super(sent);
    this.durationMs = durationMs;
    this.requestId = error instanceof ServiceError ? error.requestId : undefined;
    this.errorName = error instanceof Error ? error.name : typeof error;
    this.retryable = error instanceof DynarepoError && error.retryable;
    this.#error = error;
  }

  get error(): unknown {
    return this.#error;
  }
}
