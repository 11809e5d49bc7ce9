import {
  type ErrorOf,
  type ExpressionAttributesName,
  expressionAttributeErrors,
  operandSentences,
} from '../../wording/expression-errors.ts';
import type { Wording } from '../../wording/validation-errors.ts';
import { isNamePlaceholder, type ParsedExpression } from '../grammar/parsed-expression.ts';
import type { ExpressionAttributes } from './expression-attributes.ts';

/** Returns whether all placeholders of an expression are defined. */
export function areDefined(placeholders: Iterable<string>, { names, values }: ExpressionAttributes): boolean {
  for (const placeholder of placeholders) {
    if (!Object.hasOwn(isNamePlaceholder(placeholder) ? names : values, placeholder)) return false;
  }
  return true;
}

/**
 * Checks that placeholders of an expression are defined.
 *
 * @throws ServiceError
 */
export function checkDefined(
  placeholders: Iterable<string>,
  { names, values }: ExpressionAttributes,
  errorOf: ErrorOf,
): void {
  for (const placeholder of placeholders) {
    if (isNamePlaceholder(placeholder)) {
      if (!Object.hasOwn(names, placeholder)) throw errorOf(operandSentences.undefinedName(placeholder));
    } else if (!Object.hasOwn(values, placeholder)) throw errorOf(operandSentences.undefinedValue(placeholder));
  }
}

/**
 * Checks that the expressions use every name and every value.
 *
 * @throws ServiceError
 */
export function checkUsed(
  expressions: readonly (Used | undefined)[],
  { names, values }: ExpressionAttributes,
  wording: Wording,
): void {
  checkEntriesUsed('ExpressionAttributeNames', names, expressions, wording);
  checkEntriesUsed('ExpressionAttributeValues', values, expressions, wording);
}

interface Used {
  readonly parsed: ParsedExpression<unknown>;
}

function checkEntriesUsed(
  member: ExpressionAttributesName,
  entries: object,
  expressions: readonly (Used | undefined)[],
  wording: Wording,
): void {
  const unused = Object.keys(entries).filter(
    (key) => !expressions.some((expression) => expression?.parsed.placeholders.has(key)),
  );
  if (unused.length > 0) throw expressionAttributeErrors.unused(member, unused, wording);
}
