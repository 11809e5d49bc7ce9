import type { AttributeValue } from '../../../domain/dynamodb.ts';
import type { ServiceError } from '../../../domain/errors.ts';
import { dataTypeOf } from '../../../domain/values/attribute-value.ts';
import { encodeBase64 } from '../../../domain/values/base64.ts';
import { type ExpressionName, validationError, type Wording } from './validation-errors.ts';

/** The members of a request that define placeholders. */
export type ExpressionAttributesName = 'ExpressionAttributeNames' | 'ExpressionAttributeValues';

/** Creates an error from a sentence about one expression. */
export type ErrorOf = (sentence: string) => ServiceError;

/** Returns a function that creates the errors about an expression. */
export function errorOfExpression(name: ExpressionName, { envelope }: Wording): ErrorOf {
  return (sentence) => validationError(`${envelope}Invalid ${name}: ${sentence}`);
}

/** An expression is too long. No layer reports the size of an update (behaviour §5). */
export function expressionTooLarge(name: ExpressionName, sizeBytes: number, wording: Wording): ServiceError {
  const size =
    wording.reportsExpressionSize === true && name !== 'UpdateExpression' ? ` expression size: ${sizeBytes}` : '';
  return errorOfExpression(name, wording)(`Expression size has exceeded the maximum allowed size;${size}`);
}

/** Sentences about the syntax of an expression. */
export const grammarSentences = {
  empty: 'The expression can not be empty;',
  syntaxError: (token: string, near: string): string => `Syntax error; token: "${token}", near: "${near}"`,
  redundantParentheses: 'The expression has redundant parentheses;',
  reservedWord: (word: string): string => `Attribute name is a reserved keyword; reserved keyword: ${word}`,
  unknownFunction: (name: string): string => `Invalid function name; function: ${name}`,
  // Not recorded: the likeliest text for a function of another kind of expression.
  functionOfOtherKind: (name: string, kind: string): string =>
    `The function is not allowed in ${kind === 'update' ? 'an' : 'a'} ${kind} expression; function: ${name}`,
  misusedFunction: (name: string): string =>
    `The function is not allowed to be used this way in an expression; function: ${name}`,
  repeatedSection: (keyword: string): string =>
    `The "${keyword}" section can only be used once in an update expression;`,
  pathTooDeep: (levels: number): string => `The document path has too many nesting levels; nesting levels: ${levels}`,
  indexOutOfRange: (index: string): string => `List index is not within the allowable range; index: [${index}]`,
  tooManyOperators: (count: number): string => `The expression contains too many operators; operator count: ${count}`,
};

/** Sentences about the placeholders, operands and paths of an expression. */
export const operandSentences = {
  undefinedName: (placeholder: string): string =>
    `An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`,
  undefinedValue: (placeholder: string): string =>
    `An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
  wrongCount: (operator: string, count: number): string =>
    `Incorrect number of operands for operator or function; operator or function: ${operator}, number of operands: ${count}`,
  tooManyCandidates: (count: number): string =>
    `The IN operator is provided with too many operands; number of operands: ${count}`,
  notDistinct: (operator: string, path: string): string =>
    `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${path}`,
  wrongType: (operator: string, type: string): string =>
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
  // ADD and DELETE use long type names, and both texts end with the type set of ADD.
  wrongChangeType: (operator: 'ADD' | 'DELETE', type: string): string =>
    `Incorrect operand type for operator or function; operator: ${operator}, operand type: ${type}, typeSet: ALLOWED_FOR_ADD_OPERAND`,
  needsPath: (operator: string): string =>
    `Operator or function requires a document path; operator or function: ${operator}`,
  unknownTypeName: (name: string): string =>
    `Invalid attribute type name found; type: ${name}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`,
  boundsOutOfOrder: (lower: string, upper: string): string =>
    `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: ${lower}, upper bound operand: AttributeValue: ${upper}`,
  boundsOfTwoTypes: (lower: string, upper: string): string =>
    `The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: ${lower}, upper bound operand: AttributeValue: ${upper}`,
  overlap: (first: string, second: string): string =>
    `Two document paths overlap with each other; must remove or rewrite one of these paths; path one: ${first}, path two: ${second}`,
  conflict: (first: string, second: string): string =>
    `Two document paths conflict with each other; must remove or rewrite one of these paths; path one: ${first}, path two: ${second}`,
};

/** Sentences about the form of a key condition expression. */
export const keyConditionSentences = {
  invalidOperator: (operator: string): string => `Invalid operator used in KeyConditionExpression: ${operator}`,
  nestedOperation: 'KeyConditionExpressions cannot contain nested operations',
  nestedAttribute: 'KeyConditionExpressions cannot have conditions on nested attributes',
  repeatedKey: 'KeyConditionExpressions must only contain one condition per key',
  severalAttributes: 'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition',
  noAttribute: 'Invalid condition in KeyConditionExpression: No key attribute specified',
  keyNotFirst: (operator: string): string =>
    `Invalid condition in KeyConditionExpression: ${operator} operator must have the key attribute as its first operand`,
};

/** Prints a string, number or binary value as the sentences about bounds show it. */
export function printValue(value: AttributeValue): string {
  const content = value.B === undefined ? (value.S ?? value.N) : encodeBase64(value.B);
  return `{${dataTypeOf(value)}:${content}}`;
}

/** Errors about `ExpressionAttributeNames` and `ExpressionAttributeValues` as members of the request. */
export const expressionAttributeErrors = {
  namesWithoutExpression: ({ envelope }: Wording): ServiceError =>
    validationError(`${envelope}ExpressionAttributeNames can only be specified when using expressions`),
  valuesWithoutExpression({ envelope, valueExpressions: missing = [] }: Wording): ServiceError {
    const tail = missing.length === 0 ? '' : `: ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} null`;
    return validationError(`${envelope}ExpressionAttributeValues can only be specified when using expressions${tail}`);
  },
  empty: (member: ExpressionAttributesName, { envelope }: Wording): ServiceError =>
    validationError(`${envelope}${member} must not be empty`),
  // Not recorded: the likeliest text for more than 2 MB.
  tooLarge: (member: ExpressionAttributesName, { envelope }: Wording): ServiceError =>
    validationError(`${envelope}${member} exceeds max size`),
  invalidKey: (member: ExpressionAttributesName, key: string, { envelope }: Wording): ServiceError =>
    validationError(`${envelope}${member} contains invalid key: Syntax error; key: "${key}"`),
  // Not recorded: the likeliest text for a placeholder of more than 255 bytes.
  longKey: (member: ExpressionAttributesName, key: string, { envelope }: Wording): ServiceError =>
    validationError(
      `${envelope}${member} contains invalid key: Key size has exceeded the maximum allowed size; key: "${key}"`,
    ),
  emptyName: (key: string, { envelope }: Wording): ServiceError =>
    validationError(`${envelope}ExpressionAttributeNames contains invalid value: Empty attribute name for key ${key}`),
  /** An invalid value with its placeholder, which is never in an envelope. */
  invalidValue: (key: string, violation: string): ServiceError =>
    validationError(`ExpressionAttributeValues contains invalid value: ${violation} for key ${key}`),
  unused: (member: ExpressionAttributesName, keys: readonly string[], { envelope }: Wording): ServiceError =>
    validationError(`${envelope}Value provided in ${member} unused in expressions: keys: {${keys.join(', ')}}`),
};

/** Errors that depend on the stored item; they never have an envelope. */
export const updateErrors = {
  invalidPath: (): ServiceError =>
    validationError('The document path provided in the update expression is invalid for update'),
  absentOperand: (): ServiceError =>
    validationError('The provided expression refers to an attribute that does not exist in the item'),
  operandOfWrongType: (): ServiceError =>
    validationError('An operand in the update expression has an incorrect data type'),
};
