import type { OperationName } from '../dynamodb.ts';

/** Returns whether an operation only reads. PartiQL operations do not count, because a statement can write. */
export function isReadOperation(operation: OperationName): boolean {
  return readOperations.has(operation) || /^(Describe|Get|List)/.test(operation);
}

const readOperations: ReadonlySet<OperationName> = new Set([
  'BatchGetItem',
  'Query',
  'Scan',
  'SearchVectors',
  'TransactGetItems',
]);
