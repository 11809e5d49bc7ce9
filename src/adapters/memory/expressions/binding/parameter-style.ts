import { isPresent } from '../../../../domain/is-present.ts';
import { expressionAttributeErrors } from '../../wording/expression-errors.ts';
import { mixedStyles } from '../../wording/legacy-errors.ts';
import type { ExpressionName, Wording } from '../../wording/validation-errors.ts';
import { checkAttributeNames } from './legacy/check-attribute-names.ts';
import type { LegacyParameters } from './legacy/legacy-parameters.ts';
import type { ExpressionParameters } from './request-expressions.ts';

/** The parameters of a request in both styles. */
export type StyledParameters = ExpressionParameters & LegacyParameters;

/** The style of a request's parameters; `none`: it has neither expressions nor legacy parameters. */
export type ParameterStyle = 'none' | 'expressions' | 'legacy';

/**
 * Makes the checks of parameters that come before all others, in the order of the service: the attribute names in legacy
 * parameters, that the request has parameters of one style, and that its expression attribute names and values have an
 * expression that can use them.
 *
 * @throws ServiceError - ValidationException
 * @throws UnreadableRequest
 */
export function checkParameterStyle(
  parameters: StyledParameters,
  wording: Wording,
  style: ParameterStyle = styleOf(parameters),
): void {
  if (style === 'none' || (style === 'expressions' && canUseValues(parameters))) return;
  const legacy = legacyNames.filter((name) => isPresent(parameters[name]));
  if (legacy.length > 0) checkAttributeNames(parameters, wording);
  const expressions = expressionNames.filter((name) => isPresent(parameters[name]));
  if (legacy.length > 0) rejectMixedStyles(parameters, wording);
  if (isPresent(parameters.ExpressionAttributeNames) && expressions.length === 0) {
    throw expressionAttributeErrors.namesWithoutExpression(wording);
  }
  if (isPresent(parameters.ExpressionAttributeValues) && expressions.every((name) => name === 'ProjectionExpression')) {
    throw expressionAttributeErrors.valuesWithoutExpression(wording);
  }
}

/**
 * Rejects parameters of both styles. `KeyConditions` can go with a filter or projection expression, but not with a
 * `KeyConditionExpression`.
 *
 * @throws ServiceError - ValidationException
 */
export function rejectMixedStyles(parameters: StyledParameters, wording: Wording): void {
  const expressions = expressionNames.filter((name) => isPresent(parameters[name]));
  if (expressions.length === 0) return;
  const legacy = legacyNames.filter((name) => isPresent(parameters[name]));
  const mixed = expressions.includes('KeyConditionExpression')
    ? legacy
    : legacy.filter((name) => name !== 'KeyConditions');
  if (mixed.length > 0) throw mixedStyles(mixed, expressions, wording);
}

/** Returns whether a request has an expression that can use expression attribute values. */
export function canUseValues(parameters: StyledParameters): boolean {
  const { UpdateExpression, ConditionExpression, FilterExpression, KeyConditionExpression } = parameters;
  return isPresent(UpdateExpression ?? ConditionExpression ?? FilterExpression ?? KeyConditionExpression);
}

/** Returns the style of a request's parameters: `none` if it has neither expressions nor legacy parameters. */
export function styleOf(parameters: StyledParameters): ParameterStyle {
  let style: 'none' | 'expressions' = 'none';
  for (const name in parameters) {
    const found = styles.get(name);
    if (found === 'legacy') return 'legacy';
    if (found !== undefined) style = found;
  }
  return style;
}

/** In the order in which the service lists them. */
const expressionNames: readonly ExpressionName[] = [
  'UpdateExpression',
  'ConditionExpression',
  'ProjectionExpression',
  'FilterExpression',
  'KeyConditionExpression',
];

/** In the order in which the service lists them. */
const legacyNames: readonly (keyof LegacyParameters)[] = [
  'AttributesToGet',
  'AttributeUpdates',
  'QueryFilter',
  'ScanFilter',
  'Expected',
  'ConditionalOperator',
  'KeyConditions',
];

const styles: ReadonlyMap<string, 'expressions' | 'legacy'> = new Map([
  ...legacyNames.map((name) => [name, 'legacy'] as const),
  ...[...expressionNames, 'ExpressionAttributeNames', 'ExpressionAttributeValues'].map(
    (name) => [name, 'expressions'] as const,
  ),
]);
