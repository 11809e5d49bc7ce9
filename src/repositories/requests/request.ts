import type { CalledEntity, Input, Item, OperationName, Output } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { type DynarepoError, type ServiceError, TableNotFoundError } from '../../domain/errors.ts';
import type { UpdateAction } from '../../domain/expressions/tree.ts';
import { isRecord } from '../../domain/is-record.ts';
import type { UniqueItem } from './unique-items.ts';

/**
 * One request as data: the operation, its input, and how to decode the output and translate errors.
 *
 * Building a request does not send it.
 */
export interface Request<N extends OperationName, Result> {
  /** The name of the operation. */
  readonly operation: N;
  /** The input of the operation, as it is sent. */
  readonly input: Input<N>;
  /** The entities of its items: see `RepositoryCall`. */
  readonly entities: readonly CalledEntity[];
  /** Converts the output to the caller's result. */
  readonly decode: (output: Output<N>) => Result;
  /** Converts an error of the service to the caller's error. */
  readonly translateError: ErrorTranslation;
}

/** A write of one item, which can be part of a transaction. */
export interface WriteRequest<N extends 'PutItem' | 'UpdateItem' | 'DeleteItem', Result, Transacted = undefined>
  extends Request<N, Result>,
    TransactionRequest<Transacted> {}

/** The members of a request that can be part of a transaction. */
export interface TransactionRequest<Transacted> {
  /** The entity that the item belongs to. */
  readonly entity: AnyEntity;
  /** Returns the result in a transaction, whose output has no attributes. */
  readonly transacted: () => Transacted;
  /** How the request changes the items that hold unique values, if it can change some. */
  readonly unique?: UniqueChanges | undefined;
  /** What the input alone does not show of the write. */
  readonly effect?: WriteEffect | undefined;
}

/** How a write changes the item. */
export interface WriteEffect {
  /** Whether there is no item before. Default: it is not known. */
  readonly isNew?: boolean;
  /** The actions of an update. */
  readonly actions?: readonly UpdateAction[];
}

/** How a request changes the items that hold unique values, which depends on the stored item. */
export interface UniqueChanges {
  /** Reads the stored item. */
  readonly read: Request<'GetItem', Item | undefined>;
  /** The stored item, as far as the caller knows it; `undefined`: it has to be read. */
  readonly before: { readonly item: Item | undefined } | undefined;
  /** Returns the request under the condition that the unique values are as in an item, with the changes that belong to it. */
  readonly complete: (before: Item | undefined) => UniqueWrite;
  /** Returns whether the stored item has other unique values than the one that a request was completed for. */
  readonly isStale: (before: Item | undefined, stored: Item | undefined) => boolean;
}

/** A request, and the items with unique values that it creates and deletes, by their identity. */
export interface UniqueWrite {
  readonly request: TransactionRequest<unknown>;
  readonly claims: ReadonlyMap<string, UniqueItem>;
  readonly releases: ReadonlyMap<string, UniqueItem>;
}

/**
 * Converts an error of the service to a repository error, such as a `ConflictError`; returns other errors unchanged.
 *
 * `mayBeOwnWrite`: an earlier attempt of the same request ended without a clear response, so its write may have been
 * applied.
 */
export type ErrorTranslation = (error: ServiceError, mayBeOwnWrite: boolean) => DynarepoError;

/** Returns the error translation for every request to a table: a missing table becomes a `TableNotFoundError`. */
export function tableErrorTranslation(table: string): ErrorTranslation {
  return (error) =>
    error.name === 'ResourceNotFoundException' ? new TableNotFoundError(table, { cause: error }) : error;
}

/**
 * Returns whether an output contains an item. Some engines return an empty object or `null` for a missing one; an item has at
 * least its key.
 */
export function isItem(item: Item | null | undefined): item is Item {
  return item !== undefined && item !== null && !(isRecord(item) && Object.keys(item).length === 0);
}

/** Returns the members that are not `undefined`, so that an input shows exactly what is sent. */
export function withoutUndefined<T extends object>(input: T): T;
export function withoutUndefined<T extends object, U extends object>(input: T, others: U): T & U;
export function withoutUndefined(...inputs: readonly Readonly<Record<string, unknown>>[]): object {
  const defined: Record<string, unknown> = {};
  for (const input of inputs) {
    for (const name in input) if (input[name] !== undefined) defined[name] = input[name];
  }
  return defined;
}
