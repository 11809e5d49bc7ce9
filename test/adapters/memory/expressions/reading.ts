import {
  type BoundExpressions,
  bindExpressions,
  type ExpressionParameters,
} from '../../../../src/adapters/memory/expressions/binding/bind-expressions.ts';
import { readWording } from '../../../../src/adapters/memory/wording/validation-errors.ts';
import type { AttributeValue } from '../../../../src/domain/dynamodb.ts';
import { ServiceError } from '../../../../src/domain/errors.ts';
import type { Condition, Projection, Update } from '../../../../src/domain/expressions/tree.ts';

/** What the placeholders of a test's expression stand for: names for those with `#`, values for those with `:`. */
export type Given = Readonly<Record<string, string | AttributeValue>>;

/** The members of a request with the text and what its placeholders stand for. */
export function parameters(member: keyof ExpressionParameters, text: string, given: Given = {}): ExpressionParameters {
  const names: Record<string, string> = {};
  const values: Record<string, AttributeValue> = {};
  for (const [placeholder, meaning] of Object.entries(given)) {
    if (typeof meaning === 'string') names[placeholder] = meaning;
    else values[placeholder] = meaning;
  }
  return {
    [member]: text,
    ExpressionAttributeNames: Object.keys(names).length > 0 ? names : undefined,
    ExpressionAttributeValues: Object.keys(values).length > 0 ? values : undefined,
  };
}

/** Reads one condition expression of a reading operation, whose messages stand in no envelope. */
export function condition(text: string, given?: Given): Condition {
  return present(read('ConditionExpression', text, given).condition);
}

/** Reads one update expression. */
export function update(text: string, given?: Given): Update {
  return present(read('UpdateExpression', text, given).update);
}

/** Reads one projection expression. */
export function projection(text: string, given?: Given): Projection {
  return present(read('ProjectionExpression', text, given).projection);
}

/** Reads one key condition expression. */
export function keyClauses(text: string, given?: Given): NonNullable<BoundExpressions['keyClauses']> {
  return present(read('KeyConditionExpression', text, given).keyClauses);
}

/** The message with which the service refuses, always a ValidationException. */
export function refusal(body: () => unknown): string {
  try {
    body();
  } catch (error) {
    if (!(error instanceof ServiceError) || error.name !== 'ValidationException') throw error;
    return error.message;
  }
  return 'nothing was refused';
}

function read(member: keyof ExpressionParameters, text: string, given?: Given): BoundExpressions {
  return bindExpressions(parameters(member, text, given), readWording);
}

function present<Read>(read: Read | undefined): Read {
  if (read === undefined) throw new Error('the expression was not read');
  return read;
}
