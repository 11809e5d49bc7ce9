import type { OperationName } from '../../domain/dynamodb.ts';
import type { Capacity } from '../capacity.ts';

/** What a request does and what it consumes, found out without sending it. */
export interface Explanation {
  /** The operation; `ConditionCheck` for the check of a transaction. */
  readonly operation: OperationName | 'ConditionCheck';
  /** The table; absent for requests of several tables, whose `parts` have it. */
  readonly table?: string;
  /** The index's name in the table; absent for the table itself. */
  readonly index?: string;
  /** The primary key, as properties of the entity. */
  readonly key?: object;
  /** The expressions, with names and values in place of placeholders. */
  readonly keyCondition?: string;
  /** The filter, which DynamoDB applies to items that were read. */
  readonly filter?: string;
  /** The condition of a write. */
  readonly condition?: string;
  /** The update expression. */
  readonly update?: string;
  /** The stored paths of the attributes that are read; absent for all. */
  readonly attributes?: readonly string[];
  /** Number of requests, of which all but the first may follow from what an output has. */
  readonly requests: number;
  /** The estimated capacity of all requests. */
  readonly capacity: Capacity;
  /** What the estimate relies on, beside the items as stored; empty if it is exact. */
  readonly assumptions: readonly string[];
  /** What is expensive, or does not do what it seems to. */
  readonly warnings: readonly Warning[];
  /** The requests of a batch or transaction. */
  readonly parts?: readonly Explanation[];
}

/** What to think about before a request is sent. */
export interface Warning {
  /** What the warning is about. */
  readonly kind:
    | 'scan'
    | 'filter'
    | 'hot partition'
    | 'consistent read of an index'
    | 'second read'
    | 'second write'
    | 'transaction';
  /** The warning, in a sentence. */
  readonly text: string;
}
