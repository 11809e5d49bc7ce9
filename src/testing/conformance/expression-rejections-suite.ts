import type { Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { rejectionTest } from './rejection-test.ts';

/** Members of a request that carry expressions, and the message. */
type Refused = readonly [name: string, members: ExpressionMembers, message: string];

interface ExpressionMembers {
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Item;
}

const enveloped = '1 validation error detected: ';
const unused = (what: 'Names' | 'Values', ...keys: readonly string[]) =>
  `Value provided in ExpressionAttribute${what} unused in expressions: keys: {${keys.join(', ')}}`;
const invalidKey = (what: 'Names' | 'Values', key: string) =>
  `ExpressionAttribute${what} contains invalid key: Syntax error; key: "${key}"`;

const v = { ':v': { S: 'x' } };

/** Refused on PutItem, UpdateItem and DeleteItem alike, inside the envelope. */
const onWrites: readonly Refused[] = [
  ['an empty condition', { ConditionExpression: '' }, 'Invalid ConditionExpression: The expression can not be empty;'],
  [
    'a condition that breaks off',
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
    'a value that is not given',
    { ConditionExpression: 'a = :v' },
    'Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :v',
  ],
  [
    'a name that is not given',
    { ConditionExpression: '#a = b' },
    'Invalid ConditionExpression: An expression attribute name used in the document path is not defined; attribute name: #a',
  ],
  [
    'a value that is not used',
    { ConditionExpression: 'a = :v', ExpressionAttributeValues: { ...v, ':u': { S: 'y' } } },
    unused('Values', ':u'),
  ],
  [
    'a name that is not used',
    { ConditionExpression: 'a = b', ExpressionAttributeNames: { '#u': 'c' } },
    unused('Names', '#u'),
  ],
  [
    'a key of values without colon',
    { ConditionExpression: 'a = :v', ExpressionAttributeValues: { v: { S: 'x' } } },
    invalidKey('Values', 'v'),
  ],
  [
    'a key of names without number sign',
    { ConditionExpression: '#a = b', ExpressionAttributeNames: { a: 'a' } },
    invalidKey('Names', 'a'),
  ],
  [
    'no values in the map of values',
    { ConditionExpression: 'a = b', ExpressionAttributeValues: {} },
    'ExpressionAttributeValues must not be empty',
  ],
  [
    'no names in the map of names',
    { ConditionExpression: 'a = b', ExpressionAttributeNames: {} },
    'ExpressionAttributeNames must not be empty',
  ],
  [
    'values without expression',
    { ExpressionAttributeValues: v },
    'ExpressionAttributeValues can only be specified when using expressions',
  ],
  [
    'names without expression',
    { ExpressionAttributeNames: { '#a': 'a' } },
    'ExpressionAttributeNames can only be specified when using expressions',
  ],
];

/** Members of a GetItem beside its key, and the message. */
const onGets: readonly (readonly [name: string, members: Partial<Input<'GetItem'>>, message: string | RegExp])[] = [
  [
    'an empty projection',
    { ProjectionExpression: '' },
    'Invalid ProjectionExpression: The expression can not be empty;',
  ],
  [
    'a projection that breaks off',
    { ProjectionExpression: 'a,' },
    'Invalid ProjectionExpression: Syntax error; token: "<EOF>", near: ","',
  ],
  [
    'a projection without comma',
    { ProjectionExpression: 'a b' },
    'Invalid ProjectionExpression: Syntax error; token: "b", near: "a b"',
  ],
  [
    'a path twice',
    { ProjectionExpression: 'a, a' },
    'Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
  ],
  [
    'a path twice behind a placeholder',
    { ProjectionExpression: 'a, #a', ExpressionAttributeNames: { '#a': 'a' } },
    'Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a]',
  ],
  [
    'paths of which one holds the other',
    { ProjectionExpression: 'a[0].b, a[0]' },
    'Invalid ProjectionExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, [0], b], path two: [a, [0]]',
  ],
  [
    'paths that take one place for a map and a list',
    { ProjectionExpression: 'a.b, a[0]' },
    'Invalid ProjectionExpression: Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a, [0]]',
  ],
  [
    'a reserved word',
    { ProjectionExpression: 'name' },
    'Invalid ProjectionExpression: Attribute name is a reserved keyword; reserved keyword: name',
  ],
  [
    'a name that is not given',
    { ProjectionExpression: '#a' },
    'Invalid ProjectionExpression: An expression attribute name used in the document path is not defined; attribute name: #a',
  ],
  [
    'a name that is not used',
    { ProjectionExpression: 'a', ExpressionAttributeNames: { '#u': 'c' } },
    unused('Names', '#u'),
  ],
  [
    'a placeholder for the empty name',
    { ProjectionExpression: '#a', ExpressionAttributeNames: { '#a': '' } },
    'ExpressionAttributeNames contains invalid value: Empty attribute name for key #a',
  ],
  [
    'names without projection',
    { ExpressionAttributeNames: { '#a': 'a' } },
    /^ExpressionAttributeNames can only be specified when using expressions/,
  ],
];

/** Members of a Query beside its key condition, and the message. */
const onQueries: readonly (readonly [name: string, members: Partial<Input<'Query'>>, message: string])[] = [
  [
    'a value that is not used',
    { ExpressionAttributeValues: { ':pk': { S: 'a' }, ':u': { S: 'x' } } },
    unused('Values', ':u'),
  ],
  [
    'a key of values without colon',
    { ExpressionAttributeValues: { ':pk': { S: 'a' }, v: { S: 'x' } } },
    invalidKey('Values', 'v'),
  ],
  [
    'a key of values beyond ASCII',
    { ExpressionAttributeValues: { ':pk': { S: 'a' }, ':vé': { S: 'x' } } },
    invalidKey('Values', ':vé'),
  ],
  ['no names in the map of names', { ExpressionAttributeNames: {} }, 'ExpressionAttributeNames must not be empty'],
];

/** Expressions and placeholders that are refused, and how each operation words it. */
export const expressionRejectionsSuite: ConformanceSuite = {
  name: 'expression-rejections',
  tests: [
    ...onWrites.flatMap(refusedByWrites),
    ...onGets.map(([name, members, message]) =>
      rejectionTest(`GetItem refuses ${name}`, {
        operation: 'GetItem',
        input: (TableName) => ({ TableName, Key: { pk: { S: 'a' } }, ...members }),
        message,
      }),
    ),
    ...onQueries.map(([name, members, message]) =>
      rejectionTest(`Query refuses ${name}`, {
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
    rejectionTest('Scan refuses values without filter, which it names', {
      operation: 'Scan',
      input: (TableName) => ({ TableName, ExpressionAttributeValues: v }),
      message: 'ExpressionAttributeValues can only be specified when using expressions: FilterExpression is null',
    }),
  ],
};

function refusedByWrites([name, members, message]: Refused): ConformanceTest[] {
  const Key = { pk: { S: 'a' } };
  const text = `${enveloped}${message}`;
  return [
    rejectionTest(`PutItem refuses ${name}`, {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: Key, ...members }),
      message: text,
    }),
    rejectionTest(`UpdateItem refuses ${name}`, {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key, ...members }),
      message: text,
    }),
    rejectionTest(`DeleteItem refuses ${name}`, {
      operation: 'DeleteItem',
      input: (TableName) => ({ TableName, Key, ...members }),
      message: text,
    }),
  ];
}
