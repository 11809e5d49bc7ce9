import type { Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite } from './conformance-test.ts';
import { rejectionTest } from './rejection-test.ts';

/** Expressions of a request that each have a violation, the values they use, and the message without an envelope. */
type Update = readonly [what: string, update: string, condition: string, values: Item | undefined, message: string];

interface Read {
  readonly members: Partial<Input<'Query'>>;
  readonly message: string;
}

const text = { ':v': { S: 'x' } };
const bool = { ':b': { BOOL: true } };

const undefinedName = (name: string) =>
  `An expression attribute name used in the document path is not defined; attribute name: ${name}`;
const undefinedValue = (name: string) =>
  `An expression attribute value used in expression is not defined; attribute value: ${name}`;
const wrongType = (operator: string, type: string) =>
  `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`;

/** The update is checked before the condition. */
const updates: readonly Update[] = [
  ['syntax', 'SET a', 'b =', undefined, 'Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "a"'],
  ['undefined names', 'SET a = #u', 'b = #c', undefined, `Invalid UpdateExpression: ${undefinedName('#u')}`],
  ['undefined values', 'SET a = :u', 'b = :c', undefined, `Invalid UpdateExpression: ${undefinedValue(':u')}`],
  ['operands', 'SET a = :v + :v', 'a < :b', { ...text, ...bool }, `Invalid UpdateExpression: ${wrongType('+', 'S')}`],
  [
    'syntax of the condition and placeholders of the update',
    'SET a = :u',
    'b =',
    undefined,
    'Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "="',
  ],
];

/** The key condition is checked before the filter, and the filter before the projection. */
const queries: Readonly<Record<string, Read>> = {
  'syntax of the key condition before that of the filter': {
    members: { KeyConditionExpression: 'pk =', FilterExpression: 'a =' },
    message: 'Invalid KeyConditionExpression: Syntax error; token: "<EOF>", near: "="',
  },
  'syntax of the key condition before that of the projection': {
    members: { KeyConditionExpression: 'pk =', ProjectionExpression: 'a,' },
    message: 'Invalid KeyConditionExpression: Syntax error; token: "<EOF>", near: "="',
  },
  'syntax of the filter before that of the projection': {
    members: { KeyConditionExpression: 'pk = :v', FilterExpression: 'a =', ProjectionExpression: 'a,' },
    message: 'Invalid FilterExpression: Syntax error; token: "<EOF>", near: "="',
  },
  'undefined values of the key condition before those of the filter': {
    members: { KeyConditionExpression: 'pk = :k', FilterExpression: 'a = :f' },
    message: `Invalid KeyConditionExpression: ${undefinedValue(':k')}`,
  },
  'operands of the key condition before undefined values of the filter': {
    members: {
      KeyConditionExpression: 'pk = :v AND sk < :b',
      FilterExpression: 'a = :f',
      ExpressionAttributeValues: { ...text, ...bool },
    },
    message: `Invalid KeyConditionExpression: ${wrongType('<', 'BOOL')}`,
  },
  'undefined names of the filter before those of the projection': {
    members: {
      KeyConditionExpression: 'pk = :v',
      FilterExpression: '#f = a',
      ProjectionExpression: '#p',
      ExpressionAttributeValues: text,
    },
    message: `Invalid FilterExpression: ${undefinedName('#f')}`,
  },
};

/** How violations in several expressions of one request are ordered (api §10, Expressions). */
export const expressionOrderSuite: ConformanceSuite = {
  name: 'expression-order',
  tests: [
    ...updates.map(([what, UpdateExpression, ConditionExpression, ExpressionAttributeValues, message]) =>
      rejectionTest(`UpdateItem reports ${what} in order`, {
        operation: 'UpdateItem',
        input: (TableName) => ({
          TableName,
          Key: { pk: { S: 'a' } },
          UpdateExpression,
          ConditionExpression,
          ExpressionAttributeValues,
        }),
        message: `1 validation error detected: ${message}`,
      }),
    ),
    ...Object.entries(queries).map(([what, { members, message }]) =>
      rejectionTest(`Query reports ${what}`, {
        operation: 'Query',
        input: (TableName) => ({ TableName, ...members }),
        message,
      }),
    ),
  ],
};
