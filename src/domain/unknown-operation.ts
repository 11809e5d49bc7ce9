import { operations } from './api/operation-models.ts';
import { DynarepoError } from './errors.ts';
import { suggestion } from './suggestion.ts';

/** Creates the error for a name that is not an operation of DynamoDB, such as `Getitem`. */
export function unknownOperation(name: unknown): DynarepoError {
  const text = String(name);
  return new DynarepoError(
    'BAD_INPUT',
    `DynamoDB has no operation "${text}"${suggestion(text, Object.keys(operations))}`,
  );
}
