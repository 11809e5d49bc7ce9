import type { OperationName } from '../dynamodb.ts';
import { ServiceError } from '../errors.ts';

/**
 * Returns whether an error is a result of normal operation: a condition is not met, or a table does not exist or exists already, which
 * `table.ensure()` finds out in this way.
 */
export function isExpectedError(operation: OperationName, error: unknown): boolean {
  if (!(error instanceof ServiceError)) return false;
  return error.name === expectedErrors[operation] || isUnmetCondition(error);
}

const expectedErrors: { readonly [N in OperationName]?: string } = {
  CreateTable: 'ResourceInUseException',
  DescribeTable: 'ResourceNotFoundException',
};

function isUnmetCondition({ name, cancellationReasons }: ServiceError): boolean {
  if (name === 'ConditionalCheckFailedException') return true;
  const codes = cancellationReasons?.map(({ Code = 'None' }) => Code) ?? [];
  return (
    codes.includes('ConditionalCheckFailed') && codes.every((code) => /^(?:None|ConditionalCheckFailed)$/.test(code))
  );
}
