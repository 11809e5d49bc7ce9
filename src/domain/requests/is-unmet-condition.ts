import { ServiceError } from '../errors.ts';

/** Returns whether DynamoDB rejected a write or a transaction only because a condition was not met. */
export function isUnmetCondition(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return false;
  if (error.name === 'ConditionalCheckFailedException') return true;
  const codes = error.cancellationReasons?.map(({ Code = 'None' }) => Code) ?? [];
  return (
    codes.includes('ConditionalCheckFailed') && codes.every((code) => /^(?:None|ConditionalCheckFailed)$/.test(code))
  );
}
