import type { OperationName } from '../dynamodb.ts';

/** Whether an operation changes nothing. A PartiQL statement may, so its operations do not count. */
export function isReading(operation: OperationName): boolean {
  return readings.has(operation) || /^(Describe|Get|List)/.test(operation);
}

const readings: ReadonlySet<OperationName> = new Set([
  'BatchGetItem',
  'Query',
  'Scan',
  'SearchVectors',
  'TransactGetItems',
]);
