import {
  type ErrorOf,
  type ExpressionAttributesName,
  expressionAttributeErrors,
  operandSentences,
} from '../../wording/expression-errors.ts';
import type { Wording } from '../../wording/validation-errors.ts';
import { isNamePlaceholder, type ParsedExpression } from '../grammar/parsed-expression.ts';
import type { ExpressionAttributes } from './expression-attributes.ts';

/**
 * These placeholders of an expression must be defined.
 *
 * @throws ServiceError
 */
export function checkDefined(
  placeholders: Iterable<string>,
  { names, values }: ExpressionAttributes,
  refuse: ErrorOf,
): void {
  for (const placeholder of placeholders) {
    if (isNamePlaceholder(placeholder)) {
      if (!Object.hasOwn(names, placeholder)) throw refuse(operandSentences.undefinedName(placeholder));
    } else if (!Object.hasOwn(values, placeholder)) throw refuse(operandSentences.undefinedValue(placeholder));
  }
}

/**
 * Every name and every value must be used by one of the expressions.
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
  readonly template: ParsedExpression<unknown>;
}

function checkEntriesUsed(
  member: ExpressionAttributesName,
  entries: object,
  expressions: readonly (Used | undefined)[],
  wording: Wording,
): void {
  const unused = Object.keys(entries).filter(
    (key) => !expressions.some((expression) => expression?.template.placeholders.has(key)),
  );
  if (unused.length > 0) throw expressionAttributeErrors.unused(member, unused, wording);
}
