import type { OperationName } from 'dynarepo';

/**
 * One request of a history, which both engines get.
 *
 * Tables are called `T0`, `T1`, …; a run gives them names of its own, so that histories can run side by side.
 */
export interface Step {
  readonly operation: DifferentialOperation;
  readonly input: StepInput;
  /**
   * Reads to the end, page after page, each side from its own `LastEvaluatedKey`: the `Limit` of each page, over and over.
   * An empty list gives no limit.
   */
  readonly limits?: readonly number[];
}

/** A request as plain data. */
export type StepInput = Readonly<Record<string, unknown>>;

/** The operations that both engines have. */
export type DifferentialOperation = Extract<
  OperationName,
  | 'CreateTable'
  | 'DescribeTable'
  | 'ListTables'
  | 'DeleteTable'
  | 'PutItem'
  | 'GetItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'Query'
  | 'Scan'
  | 'BatchGetItem'
  | 'BatchWriteItem'
>;

const writing: ReadonlySet<DifferentialOperation> = new Set([
  'CreateTable',
  'DeleteTable',
  'PutItem',
  'UpdateItem',
  'DeleteItem',
  'BatchWriteItem',
]);

/** Whether a request may change what is stored. */
export function isWrite({ operation }: Step): boolean {
  return writing.has(operation);
}
