import { isPresent } from '../../../../domain/is-present.ts';
import { expressionLimitBytes } from '../../../../domain/limits.ts';
import { utf8Bytes } from '../../../../domain/values/size.ts';
import {
  type ErrorOf,
  errorOfExpression,
  expressionTooLarge,
  grammarSentences,
} from '../../wording/expression-errors.ts';
import type { ExpressionName, Wording } from '../../wording/validation-errors.ts';
import { parseCondition } from '../grammar/condition-grammar.ts';
import { cached, type Parser } from '../grammar/parse-cache.ts';
import type { ParsedExpression } from '../grammar/parsed-expression.ts';
import { parseProjection } from '../grammar/projection-grammar.ts';
import { parseUpdate } from '../grammar/update-grammar.ts';
import { bindCondition } from './bind-condition.ts';
import { bindProjection } from './bind-projection.ts';
import { bindUpdate, checkPathOverlaps } from './bind-update.ts';
import { clauseViolation } from './clause-checks.ts';
import { type ExpressionAttributes, parseExpressionAttributes } from './expression-attributes.ts';
import { bindKeyClause, parseKeyClauses } from './key-clauses.ts';
import { checkDefined, checkUsed } from './placeholder-checks.ts';
import { prepareExpressions } from './prepare-expressions.ts';
import { bindPrepared, preparedLike, sureValues } from './prepared-expressions.ts';
import type { BoundExpressions, ExpressionParameters } from './request-expressions.ts';

/**
 * Parses the expressions of a request, replaces their placeholders and makes all checks that the service makes before
 * it looks up the table, in its order: names and values as members, sizes, syntax, undefined and unused placeholders,
 * operands, and the values themselves. Call `checkParameterStyle` first.
 *
 * @param parsed - the expression attributes, if they are already parsed.
 * @throws ServiceError
 */
export function bindExpressions(
  parameters: ExpressionParameters,
  wording: Wording,
  parsed?: ExpressionAttributes,
): BoundExpressions {
  if (!expressionNames.some((name) => isPresent(parameters[name]))) return {};
  const known = preparedLike(parameters);
  if (known === undefined) return bindUnprepared(parameters, wording, parsed);
  // The values are parsed once, whether or not the prepared expressions fit them.
  const values = parsed ?? sureValues(parameters);
  const bound = values && bindPrepared(known, parameters, { wording, values });
  return bound ?? bindUnprepared(parameters, wording, parsed ?? parseExpressionAttributes(parameters, wording, values));
}

function bindUnprepared(
  parameters: ExpressionParameters,
  wording: Wording,
  parsed: ExpressionAttributes | undefined,
): BoundExpressions {
  const attributes = parsed ?? parseExpressionAttributes(parameters, wording);
  checkNotEmpty(parameters, wording);
  checkExpressionSizes(parameters, wording);
  const update = parse('UpdateExpression', updateParser, parameters, wording);
  const condition = parse('ConditionExpression', conditionParser, parameters, wording);
  const key = parse('KeyConditionExpression', conditionParser, parameters, wording);
  const filter = parse('FilterExpression', conditionParser, parameters, wording);
  const projection = parse('ProjectionExpression', projectionParser, parameters, wording);
  // behaviour §14: the older layer reports overlaps before undefined placeholders.
  if (update && wording.layer === 'older') checkPathOverlaps(update.parsed.tree, attributes, update.errorOf);
  if (update) checkDefined(update.parsed.placeholders, attributes, update.errorOf);
  const conditionViolation = condition && clauseViolation(condition.parsed, attributes, condition.errorOf);
  const keyClauses = key && parseKeyClauses(key.parsed, attributes, key.errorOf);
  const filterViolation = filter && clauseViolation(filter.parsed, attributes, filter.errorOf);
  if (projection) checkDefined(projection.parsed.placeholders, attributes, projection.errorOf);
  checkUsed([update, condition, key, filter, projection], attributes, wording);
  const boundUpdate = update && bindUpdate(update.parsed.tree, attributes, update.errorOf);
  const operandViolation = conditionViolation ?? filterViolation;
  if (operandViolation) throw operandViolation;
  const bound = {
    update: boundUpdate,
    condition: condition && bindCondition(condition.parsed.tree, attributes),
    keyClauses: keyClauses?.map((clause) => bindKeyClause(clause, attributes)),
    filter: filter && bindCondition(filter.parsed.tree, attributes),
    projection: projection && bindProjection(projection.parsed.tree, attributes, projection.errorOf),
  };
  if (attributes.valueViolation) throw attributes.valueViolation;
  const trees = {
    update: update?.parsed.tree,
    condition: condition?.parsed.tree,
    keyClauses,
    filter: filter?.parsed.tree,
    projection: bound.projection,
  };
  prepareExpressions({ parameters, wording, attributes, trees, bound });
  return bound;
}

const updateParser = cached(parseUpdate);
const conditionParser = cached(parseCondition);
const projectionParser = cached(parseProjection);

/** In the order in which the service parses them. */
const expressionNames: readonly ExpressionName[] = [
  'UpdateExpression',
  'ConditionExpression',
  'KeyConditionExpression',
  'FilterExpression',
  'ProjectionExpression',
];

/** The service reports an empty condition before an empty update. */
const emptinessOrder: readonly ExpressionName[] = ['ConditionExpression', ...expressionNames];

function checkNotEmpty(parameters: ExpressionParameters, wording: Wording): void {
  for (const name of emptinessOrder) {
    if (parameters[name] === '') throw errorOfExpression(name, wording)(grammarSentences.empty);
  }
}

/**
 * Checks the sizes of a request's expressions.
 *
 * @throws ServiceError
 */
export function checkExpressionSizes(parameters: ExpressionParameters, wording: Wording): void {
  for (const name of expressionNames) {
    const bytes = utf8Bytes(parameters[name] ?? '');
    if (bytes > expressionLimitBytes) throw expressionTooLarge(name, bytes, wording);
  }
}

/** A parsed expression of the request, and a function that creates errors about it. */
interface RequestExpression<Tree> {
  readonly parsed: ParsedExpression<Tree>;
  readonly errorOf: ErrorOf;
}

function parse<Tree>(
  name: ExpressionName,
  parser: Parser<ParsedExpression<Tree>>,
  parameters: ExpressionParameters,
  wording: Wording,
): RequestExpression<Tree> | undefined {
  const text = parameters[name];
  if (!isPresent(text)) return undefined;
  const errorOf = errorOfExpression(name, wording);
  return { parsed: parser(text, errorOf), errorOf };
}
