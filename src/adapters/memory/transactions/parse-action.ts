import { assert } from '../../../domain/assert.ts';
import type { Input, Item } from '../../../domain/dynamodb.ts';
import { isPresent } from '../../../domain/is-present.ts';
import { itemSizeLimitBytes } from '../../../domain/limits.ts';
import { bindExpressions, checkExpressionSizes } from '../expressions/binding/bind-expressions.ts';
import { type ExpressionAttributes, parseExpressionAttributes } from '../expressions/binding/expression-attributes.ts';
import type { BoundExpressions, ExpressionParameters } from '../expressions/binding/request-expressions.ts';
import { actionNames } from '../validation/members/action-count.ts';
import { type ParsedItem, parseItem } from '../values/parse-attribute-values.ts';
import { expressionAttributeErrors } from '../wording/expression-errors.ts';
import { itemTooLarge } from '../wording/item-errors.ts';
import type { Wording } from '../wording/validation-errors.ts';

/** One action of a TransactWriteItems; the members that it doesn't have are absent. */
export interface Action extends ExpressionParameters {
  readonly kind: (typeof actionNames)[number];
  readonly TableName?: string | undefined;
  readonly Item?: Item | undefined;
  readonly Key?: Item | undefined;
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD' | 'NONE' | undefined;
}

/** An action that passes all checks that don't depend on its table. */
export interface ParsedAction {
  readonly action: Action;
  /** The name or ARN of the table, as in the request. */
  readonly tableName: string;
  /** The item of a put, the key of other actions. */
  readonly item: ParsedItem;
  readonly attributes: ExpressionAttributes;
  readonly expressions: BoundExpressions;
}

/** Returns the one action of an element of a TransactWriteItems. */
export function actionIn(element: NonNullable<Input<'TransactWriteItems'>['TransactItems']>[number]): Action {
  const kind = actionNames.find((name) => isPresent(element[name]));
  assert(kind !== undefined, 'the number of actions was checked');
  return { kind, ...element[kind] };
}

/**
 * Parses an action, with the checks of behaviour §14, step 7. Inferred: the checks of other values come with those of
 * their depth, and the names without an expression before the expressions.
 *
 * @throws ServiceError - ValidationException
 * @throws UnreadableRequest
 */
export function parseAction(action: Action, wording: Wording): ParsedAction {
  const attributes = parseExpressionAttributes(action, wording);
  checkExpressionSizes(action, wording);
  const item = parseItem(action.Item ?? action.Key, wording);
  if (action.kind === 'Put' && item.sizeBytes > itemSizeLimitBytes) throw itemTooLarge();
  // Values without an expression are accepted.
  const hasExpression = isPresent(action.ConditionExpression) || isPresent(action.UpdateExpression);
  if (isPresent(action.ExpressionAttributeNames) && !hasExpression) {
    throw expressionAttributeErrors.namesWithoutExpression(wording);
  }
  const expressions = bindExpressions(action, wording, attributes);
  return { action, tableName: action.TableName ?? '', item, attributes, expressions };
}
