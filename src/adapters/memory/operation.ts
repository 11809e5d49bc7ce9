import type { Input, Item, OperationName, Output } from '../../domain/dynamodb.ts';
import type { Account } from './account/account.ts';

/** What the world is like while one request is carried out; nothing else may come from outside. */
export interface Environment {
  /** Milliseconds since 1970-01-01 UTC. */
  readonly nowMs: number;
  readonly region: string;
  /** Twelve digits. */
  readonly accountId: string;
  /** How long a new table takes to become ACTIVE, and a deleted one to go. */
  readonly tableDelayMs: number;
  /** How many keys or writes, counted from the end of a batch, are left unprocessed. */
  readonly unprocessedEntries: number;
  /** What stands in an answer for an item of the database: a copy, unless whoever asks promised not to change it. */
  readonly handOut: (item: Item) => Item;
}

/** What carrying out a request gave. */
export interface Answer<N extends OperationName> {
  /** The account after the request; the one before must not be used again. */
  readonly database: Account;
  readonly output: Output<N>;
}

/**
 * One operation of the service. Its input has the shape and the member constraints of the model; what the members say
 * together, expressions and values are its own to check. It throws a `ServiceError` before it changes anything.
 */
export type Operation<N extends OperationName> = (
  database: Account,
  input: Input<N>,
  environment: Environment,
) => Answer<N>;
