import type { Attributes } from '@opentelemetry/api';
import type { Input, OperationName, Output } from '../../domain/dynamodb.ts';
import { ServiceError } from '../../domain/errors.ts';
import { isRecord } from '../../domain/is-record.ts';
import { countItems } from '../../domain/requests/count-items.ts';
import { defined, jsonOf } from './request-attributes.ts';

/** The operations whose items are rows of a result. */
const reads: ReadonlySet<OperationName> = new Set([
  'BatchGetItem',
  'ExecuteStatement',
  'GetItem',
  'Query',
  'Scan',
  'TransactGetItems',
]);

/** Returns the attributes of an output, which hold no values of items. */
export function outputAttributes(
  operation: OperationName,
  input: Input<OperationName>,
  output: Output<OperationName>,
): Attributes {
  const found: Readonly<Record<string, unknown>> = isRecord(output) ? output : {};
  return defined({
    'aws.request_id': found.requestId,
    'aws.dynamodb.consumed_capacity': jsonOf(found.ConsumedCapacity),
    'aws.dynamodb.count': found.Count,
    'aws.dynamodb.scanned_count': found.ScannedCount,
    'aws.dynamodb.table_count': Array.isArray(found.TableNames) ? found.TableNames.length : undefined,
    'db.response.returned_rows': reads.has(operation) ? countItems(operation, input, output) : undefined,
  });
}

/**
 * Returns the attributes of an error.
 *
 * @param isFailure - whether it is one, and not a result such as a condition that is not met.
 */
export function errorAttributes(error: unknown, isFailure: boolean): Attributes {
  const service = error instanceof ServiceError ? error : undefined;
  return defined({
    'aws.request_id': service?.requestId,
    'db.response.status_code': service?.name,
    'error.type': isFailure ? errorType(error) : undefined,
  });
}

function errorType(error: unknown): string {
  return error instanceof Error ? error.name : '_OTHER';
}
