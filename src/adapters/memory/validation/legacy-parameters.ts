import type { OperationName } from '../../../domain/dynamodb.ts';
import { NotImplementedError } from '../../../domain/errors.ts';
import { isRecord } from '../../../domain/is-record.ts';
import type { Members } from './members/member-types.ts';

/** What requests were made of before there were expressions. */
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
 * Refuses a request that carries parameters from before expressions.
 *
 * @throws NotImplementedError - they are not built.
 */
export function refuseLegacyParameters(operation: OperationName, members: Members): void {
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
