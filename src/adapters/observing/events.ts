import type { OperationName } from '../../domain/dynamodb.ts';

/**
 * A request to an adapter. Its own properties hold no values of items, so that it can be logged whole; getters return the keys
 * and the input.
 */
export interface RequestEvent {
  /** Number of the request among those of the same decorator: 1, 2, … Its other events have the same one. */
  readonly id: number;
  /** The name of the operation. */
  readonly operation: OperationName;
  /** The names of the tables, each once; of a batch or transaction all of them. */
  readonly tables: readonly string[];
  /** The names of the entities, each once; empty for a request that no repository sent, and for requests about tables. */
  readonly entities: readonly string[];
  /** 1 for the first attempt; each retry by a repository adds 1. */
  readonly attempt: number;
  /** When the request was passed to the adapter. */
  readonly startedAt: Date;
  /** The key of the only item in the request; `undefined` for none or several. See `keys`. */
  readonly key: object | undefined;
  /**
   * The keys of the items in the request, in the order of the input: as properties of their entities, or as DynamoDB has them
   * for an item without one. Left out where they are not known, as for a put that no repository sent.
   */
  readonly keys: readonly object[];
  /** A copy of the input. */
  readonly input: Readonly<Record<string, unknown>>;
}

/** A request that has ended. */
interface EndedRequest extends RequestEvent {
  /** Milliseconds from the request to its response, with fractions. */
  readonly durationMs: number;
  /** The id that DynamoDB gave the request, if it is known. */
  readonly requestId: string | undefined;
}

/** A request with its output. */
export interface ResponseEvent extends EndedRequest {
  /** Number of items that a read returned, or that a write processed; `undefined` for other operations. */
  readonly itemCount: number | undefined;
  /** Number of items that a query or scan evaluated. */
  readonly evaluated: number | undefined;
  /** Consumed capacity units of all tables; `undefined` unless they were asked for: see `capacity`. */
  readonly units: number | undefined;
  /** A copy of the output. */
  readonly output: Readonly<Record<string, unknown>>;
}

/** A request with its error. */
export interface FailureEvent extends EndedRequest {
  /** The name of the error, such as `ThrottlingException`. */
  readonly errorName: string;
  /** Whether a retry of the same request can succeed. */
  readonly retryable: boolean;
  /** What the adapter threw; repositories translate some errors of DynamoDB for their caller. */
  readonly error: unknown;
}
