import { bindExpressions } from '../../../../src/adapters/memory/expressions/binding/bind-expressions.ts';
import type {
  BoundExpressions,
  ExpressionParameters,
} from '../../../../src/adapters/memory/expressions/binding/request-expressions.ts';
import { readWording } from '../../../../src/adapters/memory/wording/validation-errors.ts';
import type { AttributeValue } from '../../../../src/domain/dynamodb.ts';
import { ServiceError } from '../../../../src/domain/errors.ts';
import type { Condition, Projection, Update } from '../../../../src/domain/expressions/tree.ts';

/** Expression attribute names and values of a test, by placeholder. */
export type Attributes = Readonly<Record<string, string | AttributeValue>>;

/** Returns the members of a request with one expression and its attribute names and values. */
export function parameters(
  member: keyof ExpressionParameters,
  text: string,
  attributes: Attributes = {},
): ExpressionParameters {
  const names: Record<string, string> = {};
  const values: Record<string, AttributeValue> = {};
  for (const [placeholder, meaning] of Object.entries(attributes)) {
    if (typeof meaning === 'string') names[placeholder] = meaning;
    else values[placeholder] = meaning;
  }
  return {
    [member]: text,
    ExpressionAttributeNames: Object.keys(names).length > 0 ? names : undefined,
    ExpressionAttributeValues: Object.keys(values).length > 0 ? values : undefined,
  };
}

/** Binds one condition expression of a read, whose messages have no envelope. */
export function condition(text: string, attributes?: Attributes): Condition {
  return present(bind('ConditionExpression', text, attributes).condition);
}

/** Binds one update expression. */
export function update(text: string, attributes?: Attributes): Update {
  return present(bind('UpdateExpression', text, attributes).update);
}

/** Binds one projection expression. */
export function projection(text: string, attributes?: Attributes): Projection {
  return present(bind('ProjectionExpression', text, attributes).projection);
}

/** Binds one key condition expression. */
export function keyClauses(text: string, attributes?: Attributes): NonNullable<BoundExpressions['keyClauses']> {
  return present(bind('KeyConditionExpression', text, attributes).keyClauses);
}

/** Returns the message of the ValidationException that a function throws, or `accepted`. */
export function rejection(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    if (!(error instanceof ServiceError) || error.name !== 'ValidationException') throw error;
    return error.message;
  }
  return 'accepted';
}

function bind(member: keyof ExpressionParameters, text: string, attributes?: Attributes): BoundExpressions {
  return bindExpressions(parameters(member, text, attributes), readWording);
}

function present<Bound>(bound: Bound | undefined): Bound {
  if (bound === undefined) throw new Error('the request has no such expression');
  return bound;
}
