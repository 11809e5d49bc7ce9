import type { ServiceError } from '../../../domain/errors.ts';
import { isPresent } from '../../../domain/is-present.ts';
import { attributeNameViolation, setViolation } from '../values/value-violation.ts';
import { expressionAttributeErrors } from '../wording/expression-errors.ts';
import { olderWording } from '../wording/validation-errors.ts';
import type { Action } from './parse-action.ts';

/**
 * Returns the result of `parse`. If it throws, an empty attribute name in any action replaces its error, then an empty or
 * repeated set in any action (behaviour §14, steps 5 and 6).
 *
 * @throws ServiceError - ValidationException
 * @throws UnreadableRequest
 */
export function namesAndSetsFirst<Parsed>(actions: readonly Action[], parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (error) {
    for (const violationOf of [attributeNameViolation, setViolation]) {
      for (const action of actions) {
        const violation = violationIn(action, (value) => violationOf(value, olderWording));
        if (violation !== undefined) throw violation;
      }
    }
    throw error;
  }
}

function violationIn(
  { Item, Key, ExpressionAttributeValues: values }: Action,
  violationOf: (value: unknown) => ServiceError | undefined,
): ServiceError | undefined {
  const own = violationOf({ M: Item ?? Key });
  if (own !== undefined) return own;
  for (const [key, value] of Object.entries(values ?? {})) {
    const violation = isPresent(value) ? violationOf(value) : undefined;
    if (violation !== undefined) return expressionAttributeErrors.invalidValue(key, violation.message);
  }
  return undefined;
}
