import type { AttributeValue, Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { rejectionTest } from './rejection-test.ts';

/** An update expression, the error message after its prefix, and the expression attribute values. */
type RejectedUpdate = readonly [expression: string, message: string, values?: Item];

const v = { ':v': { S: 'x' } };
const n = { ':n': { N: '1' } };
const syntaxError = (token: string, near: string) => `Syntax error; token: "${token}", near: "${near}"`;
const incompatiblePaths = (relation: 'overlap' | 'conflict', one: string, two: string) =>
  `Two document paths ${relation} with each other; must remove or rewrite one of these paths; path one: ${one}, path two: ${two}`;
const wrongOperand = (operator: string, type: string) =>
  `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`;
const operandCount = (operator: string, count: number) =>
  `Incorrect number of operands for operator or function; operator or function: ${operator}, number of operands: ${count}`;

/** ADD and DELETE report long type names, and both report the operand types that ADD allows. */
const notAllowed = (operator: 'ADD' | 'DELETE', type: string) =>
  `Incorrect operand type for operator or function; operator: ${operator}, operand type: ${type}, typeSet: ALLOWED_FOR_ADD_OPERAND`;

const longTypes: Readonly<Record<string, AttributeValue>> = {
  STRING: { S: 'x' },
  Binary: { B: Uint8Array.of(1) },
  BOOLEAN: { BOOL: true },
  NULL: { NULL: true },
  LIST: { L: [] },
  MAP: { M: {} },
};

const rejected: readonly RejectedUpdate[] = [
  ['', 'The expression can not be empty;'],
  ['   ', syntaxError('<EOF>', '   ')],
  ['INVALID SYNTAX', syntaxError('INVALID', 'INVALID SYNTAX')],
  ['SET', syntaxError('<EOF>', 'SET')],
  ['SET a', syntaxError('<EOF>', 'a')],
  ['SET a = :v,', syntaxError('<EOF>', ','), v],
  ['SET a :v', syntaxError(':v', 'a :v'), v],
  ['SET :v = a', syntaxError(':v', 'SET :v ='), v],
  ['SET a = b + c + d', syntaxError('+', 'c + d')],
  ['SET a = b * :n', syntaxError('*', 'b * :n'), n],
  ['ADD a b', syntaxError('b', 'a b')],
  ['REMOVE a = :v', syntaxError('=', 'a = :v'), v],
  ['SET a = :v SET b = :v', 'The "SET" section can only be used once in an update expression;', v],
  ['REMOVE a ADD b :n REMOVE c', 'The "REMOVE" section can only be used once in an update expression;', n],
  ['SET a = foo(b)', 'Invalid function name; function: foo'],
  ['SET a = list_append(b)', operandCount('list_append', 1)],
  ['SET a = if_not_exists(b)', operandCount('if_not_exists', 1)],
  [
    'SET a = if_not_exists(:v, :v)',
    'Operator or function requires a document path; operator or function: if_not_exists',
    v,
  ],
  ['SET a = b + :v', wrongOperand('+', 'S'), v],
  ['SET a = :v - b', wrongOperand('-', 'S'), v],
  ['SET a = list_append(b, :v)', wrongOperand('list_append', 'S'), v],
  ['SET status = :v', 'Attribute name is a reserved keyword; reserved keyword: status', v],
  ['SET a = :missing', 'An expression attribute value used in expression is not defined; attribute value: :missing'],
  [
    'SET #missing = :v',
    'An expression attribute name used in the document path is not defined; attribute name: #missing',
    v,
  ],
  ['SET a = :v, a = :v', incompatiblePaths('overlap', '[a]', '[a]'), v],
  ['SET a = :v, a.b = :v', incompatiblePaths('overlap', '[a]', '[a, b]'), v],
  ['SET a.b = :v REMOVE a', incompatiblePaths('overlap', '[a, b]', '[a]'), v],
  ['SET a[0] = :v, a[0].b = :v', incompatiblePaths('overlap', '[a, [0]]', '[a, [0], b]'), v],
  ['SET a.b = :v, a[1] = :v', incompatiblePaths('conflict', '[a, b]', '[a, [1]]'), v],
  ['ADD a :n REMOVE a', incompatiblePaths('overlap', '[a]', '[a]'), n],
  ...Object.entries(longTypes).map(
    ([type, value]): RejectedUpdate => ['ADD a :v', notAllowed('ADD', type), { ':v': value }],
  ),
  ...Object.entries({ ...longTypes, NUMBER: { N: '1' } }).map(
    ([type, value]): RejectedUpdate => ['DELETE a :v', notAllowed('DELETE', type), { ':v': value }],
  ),
];

/** Update expressions that are rejected before the item is read. */
export const updateRejectionsSuite: ConformanceSuite = {
  name: 'update-rejections',
  tests: [
    ...rejected.map(rejectsUpdate),
    rejectionTest('a condition function is rejected in an update', {
      operation: 'UpdateItem',
      input: (TableName) => ({ TableName, Key: { pk: { S: 'a' } }, UpdateExpression: 'SET a = size(b)' }),
      message:
        /^1 validation error detected: Invalid UpdateExpression: The function is not allowed .*; function: size$/,
    }),
  ],
};

function rejectsUpdate([expression, message, values]: RejectedUpdate): ConformanceTest {
  const shown = JSON.stringify(expression);
  const typed = values === undefined ? '' : ` with ${Object.values(values).map((value) => Object.keys(value)[0])}`;
  return rejectionTest(`the update ${shown} is rejected${typed}`, {
    operation: 'UpdateItem',
    input: (TableName) => ({
      TableName,
      Key: { pk: { S: 'a' } },
      UpdateExpression: expression,
      ExpressionAttributeValues: values,
    }),
    message: `1 validation error detected: Invalid UpdateExpression: ${message}`,
  });
}
