import type { OperationName } from 'dynarepo';

/**
 * A request of a history, sent to both engines.
 *
 * Tables are named `T0`, `T1`, …; each run adds a unique prefix, so that histories can run concurrently.
 */
export interface Step {
  readonly operation: DifferentialOperation;
  /** That of GetRecords has a table name instead of an iterator: it reads all streams of the table. */
  readonly input: StepInput;
  /**
   * Reads all pages, each engine from its own `LastEvaluatedKey`, with these values of `Limit` in turn. An empty list
   * sets no limit.
   */
  readonly limits?: readonly number[];
}

/** A request as plain data. */
export type StepInput = Readonly<Record<string, unknown>>;

/** The operations that both engines support. */
export type DifferentialOperation = Extract<
  OperationName,
  | 'CreateTable'
  | 'DescribeTable'
  | 'ListTables'
  | 'DeleteTable'
  | 'UpdateTable'
  | 'PutItem'
  | 'GetItem'
  | 'GetRecords'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'Query'
  | 'Scan'
  | 'BatchGetItem'
  | 'BatchWriteItem'
  | 'TransactGetItems'
  | 'TransactWriteItems'
  | 'DescribeTimeToLive'
  | 'UpdateTimeToLive'
>;

/** Operations of the memory adapter that no history has, because DynamoDB Local lacks them. */
export const unknownToLocal = [
  'ListTagsOfResource',
  'TagResource',
  'UntagResource',
] as const satisfies readonly Exclude<OperationName, DifferentialOperation>[];

const writing: ReadonlySet<DifferentialOperation> = new Set([
  'CreateTable',
  'DeleteTable',
  'UpdateTable',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
  'TransactWriteItems',
  'UpdateTimeToLive',
]);

/** Returns whether a request may change stored data. */
export function isWrite({ operation }: Step): boolean {
  return writing.has(operation);
}
