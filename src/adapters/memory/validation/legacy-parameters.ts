import type { OperationName } from '../../../domain/dynamodb.ts';
import { NotImplementedError } from '../../../domain/errors.ts';
import { isRecord } from '../../../domain/is-record.ts';
import type { Members } from './members/parse-members.ts';

/** The parameters that expressions have replaced. */
const legacyParameters = [
  'Expected',
  'AttributeUpdates',
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
  'AttributesToGet',
  'ConditionalOperator',
] as const;

/**
 * Rejects a request with legacy parameters.
 *
 * @throws NotImplementedError - names the operation and the parameter.
 */
export function rejectLegacyParameters(operation: OperationName, members: Members): void {
  for (const parameter of legacyParameters) {
    if (members[parameter] !== undefined) throw new NotImplementedError(`${operation} with ${parameter}`);
  }
  if (operation !== 'BatchGetItem' || !isRecord(members.RequestItems)) return;
  for (const table of Object.values(members.RequestItems)) {
    if (isRecord(table) && table.AttributesToGet !== undefined) {
      throw new NotImplementedError('BatchGetItem with AttributesToGet');
    }
  }
}
