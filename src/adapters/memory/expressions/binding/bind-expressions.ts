import type { AttributeValue } from '../../../../domain/dynamodb.ts';
import type { Condition, Projection, Update } from '../../../../domain/expressions/tree.ts';
import { isPresent } from '../../../../domain/is-present.ts';
import { expressionLimitBytes } from '../../../../domain/limits.ts';
import { utf8Bytes } from '../../../../domain/values/size.ts';
import {
  type ErrorOf,
  type ExpressionName,
  errorOfExpression,
  expressionAttributeErrors,
  grammarSentences,
} from '../../wording/expression-errors.ts';
import type { Wording } from '../../wording/validation-errors.ts';
import { parseCondition } from '../grammar/condition-grammar.ts';
import { cached, type Parser } from '../grammar/parse-cache.ts';
import type { ParsedExpression } from '../grammar/parsed-expression.ts';
import { parseProjection } from '../grammar/projection-grammar.ts';
import { parseUpdate } from '../grammar/update-grammar.ts';
import { bindCondition } from './bind-condition.ts';
import { bindProjection } from './bind-projection.ts';
import { bindUpdate } from './bind-update.ts';
import { parseExpressionAttributes } from './expression-attributes.ts';
import { bindKeyClauses, type KeyClause } from './key-clauses.ts';
import { checkDefined, checkUsed } from './placeholder-checks.ts';

/** The members of a request that hold expressions and what their placeholders stand for, as they come. */
export interface ExpressionParameters {
  readonly ConditionExpression?: string | undefined;
  readonly FilterExpression?: string | undefined;
  readonly KeyConditionExpression?: string | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Record<string, string> | undefined;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue> | undefined;
}

/** A request's expressions, ready to be used; those it does not have are `undefined`. */
export interface BoundExpressions {
  readonly condition?: Condition | undefined;
  readonly filter?: Condition | undefined;
  readonly keyClauses?: readonly KeyClause[] | undefined;
  readonly update?: Update | undefined;
  readonly projection?: Projection | undefined;
}

/**
 * Reads a request's expressions, with everything the service checks of them before it looks a table up, in its order:
 * names and values as members, sizes, syntax, undefined and unused placeholders, operands, and the values themselves.
 *
 * @param takingValues - of a reading operation, the expressions in which values may stand: they are named where values
 * come without any of them.
 * @throws ServiceError
 */
export function bindExpressions(
  parameters: ExpressionParameters,
  wording: Wording,
  takingValues: readonly ExpressionName[] = ['FilterExpression'],
): BoundExpressions {
  if (!hasExpressions(parameters, wording, takingValues)) return {};
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = parameters;
  const substitutions = parseExpressionAttributes(names ?? undefined, values ?? undefined, wording);
  checkSizes(parameters, wording);
  const update = read('UpdateExpression', readUpdate, parameters, wording);
  const condition = read('ConditionExpression', readCondition, parameters, wording);
  const key = read('KeyConditionExpression', readCondition, parameters, wording);
  const filter = read('FilterExpression', readCondition, parameters, wording);
  const projection = read('ProjectionExpression', readProjection, parameters, wording);
  if (update) checkDefined(update.template.placeholders, substitutions, update.refuse);
  if (condition) checkDefined(condition.template.placeholders, substitutions, condition.refuse);
  const keyClauses = key && bindKeyClauses(key.template, substitutions, key.refuse);
  if (filter) checkDefined(filter.template.placeholders, substitutions, filter.refuse);
  if (projection) checkDefined(projection.template.placeholders, substitutions, projection.refuse);
  checkUsed([update, condition, key, filter, projection], substitutions, wording);
  const bound = {
    update: update && bindUpdate(update.template.tree, substitutions, update.refuse),
    condition: condition && bindCondition(condition.template.tree, substitutions, condition.refuse),
    keyClauses,
    filter: filter && bindCondition(filter.template.tree, substitutions, filter.refuse),
    projection: projection && bindProjection(projection.template.tree, substitutions, projection.refuse),
  };
  if (substitutions.valueViolation) throw substitutions.valueViolation;
  return bound;
}

const readUpdate = cached(parseUpdate);
const readCondition = cached(parseCondition);
const readProjection = cached(parseProjection);

/** In the order in which the service reads them. In all but the last values may stand. */
const expressionNames: readonly ExpressionName[] = [
  'UpdateExpression',
  'ConditionExpression',
  'KeyConditionExpression',
  'FilterExpression',
  'ProjectionExpression',
];

/** An empty condition is told before an empty update. */
const emptinessOrder: readonly ExpressionName[] = ['ConditionExpression', ...expressionNames];

/** @throws ServiceError - names or values come without any expression that could use them. */
function hasExpressions(
  parameters: ExpressionParameters,
  wording: Wording,
  takingValues: readonly ExpressionName[],
): boolean {
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = parameters;
  const given = expressionNames.filter((name) => isPresent(parameters[name]));
  if (isPresent(names) && given.length === 0) {
    throw expressionAttributeErrors.withoutExpression('ExpressionAttributeNames', [], wording);
  }
  if (isPresent(values) && given.every((name) => name === 'ProjectionExpression')) {
    const missing = wording.envelope === '' ? takingValues : [];
    throw expressionAttributeErrors.withoutExpression('ExpressionAttributeValues', missing, wording);
  }
  return given.length > 0;
}

function checkSizes(parameters: ExpressionParameters, wording: Wording): void {
  for (const name of emptinessOrder) {
    if (parameters[name] === '') throw errorOfExpression(name, wording)(grammarSentences.empty);
  }
  for (const name of expressionNames) {
    if (utf8Bytes(parameters[name] ?? '') > expressionLimitBytes) {
      throw errorOfExpression(name, wording)(grammarSentences.tooLarge);
    }
  }
}

/** One expression of the request: its template, and how what is wrong with it is told. */
interface Written<Tree> {
  readonly template: ParsedExpression<Tree>;
  readonly refuse: ErrorOf;
}

function read<Tree>(
  name: ExpressionName,
  parse: Parser<ParsedExpression<Tree>>,
  parameters: ExpressionParameters,
  wording: Wording,
): Written<Tree> | undefined {
  const text = parameters[name];
  if (!isPresent(text)) return undefined;
  const refuse = errorOfExpression(name, wording);
  return { template: parse(text, refuse), refuse };
}
