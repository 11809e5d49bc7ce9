import type { Input, OperationName, Output } from '../../domain/dynamodb.ts';
import { type DynarepoError, type ServiceError, TableNotFoundError } from '../../domain/errors.ts';

/**
 * One request to the service, as data: what would be sent, and how the answer is read.
 *
 * Making one sends nothing. Repositories send it; batches take the items and keys out of it; tests look at it.
 */
export interface Request<N extends OperationName, Result> {
  readonly operation: N;
  readonly input: Input<N>;
  /** What the answer means to the caller. */
  readonly decode: (output: Output<N>) => Result;
  /** What a refusal by the service means to the caller. */
  readonly translateError: ErrorTranslation;
}

/**
 * Puts a refusal by the service into the repository's words; what they say no better stays as it is.
 *
 * `mayBeOwnWrite` says that an earlier attempt of the same request ended without a clear answer.
 */
export type ErrorTranslation = (error: ServiceError, mayBeOwnWrite: boolean) => DynarepoError;

/** What a refusal means to every request of a table. */
export function tableErrorTranslation(table: string): ErrorTranslation {
  return (error) =>
    error.name === 'ResourceNotFoundException' ? new TableNotFoundError(table, { cause: error }) : error;
}

/** An input without the members that are `undefined`, so that a request shows what is sent and nothing else. */
export function withoutUndefined<T extends object>(input: T): T {
  const given = Object.entries(input).filter(([, member]) => member !== undefined);
  return Object.fromEntries(given) as T; // only members that are `undefined`, and so may be left out, are missing
}
