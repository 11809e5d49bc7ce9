import type { Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { rejectionTest } from './rejection-test.ts';

/** An invalid request: its description, its members with expressions, and the error message. */
type Rejected = readonly [name: string, members: ExpressionMembers, message: string];

interface ExpressionMembers {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Item;
}

const oneError = '1 validation error detected: ';
const unused = (what: 'Names' | 'Values', ...keys: readonly string[]) =>
  `Value provided in ExpressionAttribute${what} unused in expressions: keys: {${keys.join(', ')}}`;
const invalidKey = (what: 'Names' | 'Values', key: string) =>
  `ExpressionAttribute${what} contains invalid key: Syntax error; key: "${key}"`;

const v = { ':v': { S: 'x' } };

/** Rejected by PutItem, UpdateItem and DeleteItem with the same message after the prefix. */
const onWrites: readonly Rejected[] = [
  ['an empty condition', { ConditionExpression: '' }, 'Invalid ConditionExpression: The expression can not be empty;'],
  [
    'an incomplete condition',
    { ConditionExpression: 'a =' },
    'Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "="',
  ],
  [
    'redundant parentheses',
    { ConditionExpression: '((a = :v))', ExpressionAttributeValues: v },
    'Invalid ConditionExpression: The expression has redundant parentheses;',
  ],
  [
    'a comparison of a path with itself',
    { ConditionExpression: 'a = a' },
    'Invalid ConditionExpression: The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [a]',
  ],
  [
    'an undefined expression attribute value',
    { ConditionExpression: 'a = :v' },
    'Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :v',
  ],
  [
    'an undefined expression attribute name',
    { ConditionExpression: '#a = b' },
    'Invalid ConditionExpression: An expression attribute name used in the document path is not defined; attribute name: #a',
  ],
  [
    'an unused expression attribute value',
    { ConditionExpression: 'a = :v', ExpressionAttributeValues: { ...v, ':u': { S: 'y' } } },
    unused('Values', ':u'),
  ],
  [
    'an unused expression attribute name',
    { ConditionExpression: 'a = b', ExpressionAttributeNames: { '#u': 'c' } },
    unused('Names', '#u'),
  ],
  [
    'an expression attribute value whose key lacks the colon',
    { ConditionExpression: 'a = :v', ExpressionAttributeValues: { v: { S: 'x' } } },
    invalidKey('Values', 'v'),
  ],
  [
    'an expression attribute name whose key lacks the number sign',
    { ConditionExpression: '#a = b', ExpressionAttributeNames: { a: 'a' } },
    invalidKey('Names', 'a'),
  ],
  [
    'empty ExpressionAttributeValues',
    { ConditionExpression: 'a = b', ExpressionAttributeValues: {} },
    'ExpressionAttributeValues must not be empty',
  ],
  [
    'empty ExpressionAttributeNames',
    { ConditionExpression: 'a = b', ExpressionAttributeNames: {} },
    'ExpressionAttributeNames must not be empty',
  ],
  [
    'expression attribute values without an expression',
    { ExpressionAttributeValues: v },
    'ExpressionAttributeValues can only be specified when using expressions',
  ],
  [
    'expression attribute names without an expression',
    { ExpressionAttributeNames: { '#a': 'a' } },
    'ExpressionAttributeNames can only be specified when using expressions',
  ],
];

/** Members of GetItem requests besides the key, and the error message. */
const onGets: readonly (readonly [name: string, members: Partial<Input<'GetItem'>>, message: string | RegExp])[] = [
  [
    'an empty projection',
    { ProjectionExpression: '' },
    'Invalid ProjectionExpression: The expression can not be empty;',
  ],
  [
    'an incomplete projection',
    { ProjectionExpression: 'a,' },
    'Invalid ProjectionExpression: Syntax error; token: "<EOF>", near: ","',
  ],
  [
    'a projection without a comma',
    { ProjectionExpression: 'a b' },
    'Invalid ProjectionExpression: Syntax error; token: "b", near: "a b"',
  ],
  [
    'a duplicate path',
    { ProjectionExpression: 'a, a' },
    'Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
  ],
  [
    'a duplicate path through an expression attribute name',
    { ProjectionExpression: 'a, #a', ExpressionAttributeNames: { '#a': 'a' } },
    'Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
  ],
  [
    'overlapping paths',
    { ProjectionExpression: 'a[0].b, a[0]' },
    'Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, [0], b], path two: [a, [0]]',
  ],
  [
    'paths that use one attribute as both a map and a list',
    { ProjectionExpression: 'a.b, a[0]' },
    'Invalid ProjectionExpression: Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [0]]',
  ],
  [
    'a reserved word',
    { ProjectionExpression: 'name' },
    'Invalid ProjectionExpression: Attribute name is a reserved keyword; reserved keyword: name',
  ],
  [
    'an undefined expression attribute name',
    { ProjectionExpression: '#a' },
    'Invalid ProjectionExpression: An expression attribute name used in the document path is not defined; attribute name: #a',
  ],
  [
    'an unused expression attribute name',
    { ProjectionExpression: 'a', ExpressionAttributeNames: { '#u': 'c' } },
    unused('Names', '#u'),
  ],
  [
    'an expression attribute name with an empty value',
    { ProjectionExpression: '#a', ExpressionAttributeNames: { '#a': '' } },
    'ExpressionAttributeNames contains invalid value: Empty attribute name for key #a',
  ],
  [
    'expression attribute names without a projection',
    { ExpressionAttributeNames: { '#a': 'a' } },
    /^ExpressionAttributeNames can only be specified when using expressions/,
  ],
];

/** Members of Query requests besides the key condition, and the error message. */
const onQueries: readonly (readonly [name: string, members: Partial<Input<'Query'>>, message: string])[] = [
  [
    'an unused expression attribute value',
    { ExpressionAttributeValues: { ':pk': { S: 'a' }, ':u': { S: 'x' } } },
    unused('Values', ':u'),
  ],
  [
    'an expression attribute value whose key lacks the colon',
    { ExpressionAttributeValues: { ':pk': { S: 'a' }, v: { S: 'x' } } },
    invalidKey('Values', 'v'),
  ],
  [
    'an expression attribute value whose key is not ASCII',
    { ExpressionAttributeValues: { ':pk': { S: 'a' }, ':vé': { S: 'x' } } },
    invalidKey('Values', ':vé'),
  ],
  ['empty ExpressionAttributeNames', { ExpressionAttributeNames: {} }, 'ExpressionAttributeNames must not be empty'],
];

/** Invalid expressions and placeholders, with the error message of each operation. */
export const expressionRejectionsSuite: ConformanceSuite = {
  name: 'expression-rejections',
  tests: [
    ...onWrites.flatMap(rejectedByWrites),
    ...onGets.map(([name, members, message]) =>
      rejectionTest(`GetItem rejects ${name}`, {
        operation: 'GetItem',
        input: (TableName) => ({ TableName, Key: { pk: { S: 'a' } }, ...members }),
        message,
      }),
    ),
    ...onQueries.map(([name, members, message]) =>
      rejectionTest(`Query rejects ${name}`, {
        operation: 'Query',
        input: (TableName) => ({
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: 'a' } },
          ...members,
        }),
        message,
      }),
    ),
    rejectionTest(
      'Scan rejects expression attribute values without a filter and reports that FilterExpression is missing',
      {
        operation: 'Scan',
        input: (TableName) => ({ TableName, ExpressionAttributeValues: v }),
        message: 'ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null',
      },
    ),
  ],
};

function rejectedByWrites([name, members, message]: Rejected): ConformanceTest[] {
  const Key = { pk: { S: 'a' } };
  const text = `${oneError}${message}`;
  return [
    rejectionTest(`PutItem rejects ${name}`, {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: Key, ...members }),
      message: text,
    }),
    rejectionTest(`UpdateItem rejects ${name}`, {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key, ...members }),
      message: text,
    }),
    rejectionTest(`DeleteItem rejects ${name}`, {
      operation: 'DeleteItem',
      input: (TableName) => ({ TableName, Key, ...members }),
      message: text,
    }),
  ];
}
