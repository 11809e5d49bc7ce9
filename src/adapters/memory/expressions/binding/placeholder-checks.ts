import {
  operandSentences,
  type Refuse,
  type SubstitutionsName,
  substitutionErrors,
} from '../../wording/expressions.ts';
import type { Wording } from '../../wording/refusal.ts';
import { isNamePlaceholder, type Template } from '../grammar/parsed-expression.ts';
import type { Substitutions } from './expression-attributes.ts';

/**
 * These placeholders of an expression must be defined.
 *
 * @throws ServiceError
 */
export function checkDefined(placeholders: Iterable<string>, { names, values }: Substitutions, refuse: Refuse): void {
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
  { names, values }: Substitutions,
  wording: Wording,
): void {
  checkEntriesUsed('ExpressionAttributeNames', names, expressions, wording);
  checkEntriesUsed('ExpressionAttributeValues', values, expressions, wording);
}

interface Used {
  readonly template: Template<unknown>;
}

function checkEntriesUsed(
  member: SubstitutionsName,
  entries: object,
  expressions: readonly (Used | undefined)[],
  wording: Wording,
): void {
  const unused = Object.keys(entries).filter(
    (key) => !expressions.some((expression) => expression?.template.placeholders.has(key)),
  );
  if (unused.length > 0) throw substitutionErrors.unused(member, unused, wording);
}
