import type { Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { rejectionTest } from './rejection-test.ts';
import { hashTable } from './table-shapes.ts';

/** A filter expression, the error message after its prefix, and the expression attribute values. */
type RejectedFilter = readonly [expression: string, message: string, values?: Item];

const v = { ':v': { S: 'x' } };
const n = { ':n': { N: '1' } };
const syntaxError = (token: string, near: string) => `Syntax error; token: "${token}", near: "${near}"`;
const wrongOperand = (operator: string, type: string) =>
  `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`;
const operandCount = (operator: string, count: number) =>
  `Incorrect number of operands for operator or function; operator or function: ${operator}, number of operands: ${count}`;
const notDistinct = (operator: string, operand: string) =>
  `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${operand}`;
const reserved = (word: string) => `Attribute name is a reserved keyword; reserved keyword: ${word}`;
const misused = (name: string) => `The function is not allowed to be used this way in an expression; function: ${name}`;
const noSuchFunction = (name: string) => `Invalid function name; function: ${name}`;
const between = (requirement: string, lower: string, upper: string) =>
  `The BETWEEN operator requires ${requirement}; lower bound operand: AttributeValue: ${lower}, upper bound operand: AttributeValue: ${upper}`;

const syntax: readonly RejectedFilter[] = [
  ['', 'The expression can not be empty;'],
  ['   ', syntaxError('<EOF>', '   ')],
  ['a', syntaxError('<EOF>', 'a')],
  ['a =', syntaxError('<EOF>', '=')],
  ['a = :v AND', syntaxError('<EOF>', 'AND'), v],
  ['(a = :v', syntaxError('<EOF>', ':v'), v],
  ['a = :v)', syntaxError(')', ':v)'), v],
  ['a = = :v', syntaxError('=', '= = :v'), v],
  ['a  =  =  :v', syntaxError('=', '=  =  :v'), v],
  ['AND a = :v', syntaxError('AND', 'AND a'), v],
  ['a = :v b = :v', syntaxError('b', ':v b ='), v],
  ['NOT a', syntaxError('<EOF>', 'a')],
  ['a & :v', syntaxError('&', 'a & :v'), v],
  ['a\u00a0= :v', syntaxError('\u00a0', 'a\u00a0='), v],
  ['l[00] = :v', syntaxError('0', '00]'), v],
  ['l[a] = :v', syntaxError('a', '[a]'), v],
  ['a. = :v', syntaxError('=', '. = :v'), v],
  ['a BETWEEN :v :v', syntaxError(':v', ':v :v'), v],
  ['a IN :v', syntaxError(':v', 'IN :v'), v],
  ['a IN ()', syntaxError(')', '()')],
  ['((a = :v))', 'The expression has redundant parentheses;', v],
];

const meaning: readonly RejectedFilter[] = [
  ['Contains(a, :v)', noSuchFunction('Contains'), v],
  ['ATTRIBUTE_EXISTS(a)', noSuchFunction('ATTRIBUTE_EXISTS')],
  ['foo(a)', noSuchFunction('foo')],
  ['size(a)', misused('size')],
  ['contains(a, :v) = :v', misused('contains'), v],
  ['a = attribute_exists(b)', misused('attribute_exists')],
  ['attribute_exists(:v)', 'Operator or function requires a document path; operator or function: attribute_exists', v],
  ['attribute_exists(a, b)', operandCount('attribute_exists', 2)],
  ['begins_with(a)', operandCount('begins_with', 1)],
  ['size(a, b) = :n', operandCount('size', 2), n],
  ['contains(a, :v, :v)', operandCount('contains', 3), v],
  ['begins_with(a, :n)', wrongOperand('begins_with', 'N'), n],
  ['attribute_type(a, :n)', wrongOperand('attribute_type', 'N'), n],
  ['size(:n) = :n', wrongOperand('size', 'N'), n],
  ['a < :b', wrongOperand('<', 'BOOL'), { ':b': { BOOL: true } }],
  ['a >= :l', wrongOperand('>=', 'L'), { ':l': { L: [] } }],
  ['a BETWEEN :b AND :b', wrongOperand('BETWEEN', 'BOOL'), { ':b': { BOOL: true } }],
  [
    'attribute_type(a, :v)',
    'Invalid attribute type name found; type: x, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}',
    v,
  ],
  ['a = a', notDistinct('=', '[a]')],
  ['a.b <> a.b', notDistinct('<>', '[a, b]')],
  ['a[0] = a[0]', notDistinct('=', '[a, [0]]')],
  ['contains(a, a)', notDistinct('contains', '[a]')],
  ['status = :v', reserved('status'), v],
  ['Status = :v', reserved('Status'), v],
  ['a = :missing', 'An expression attribute value used in expression is not defined; attribute value: :missing'],
  [
    '#missing = :v',
    'An expression attribute name used in the document path is not defined; attribute name: #missing',
    v,
  ],
  [
    'a BETWEEN :v AND :w',
    between('upper bound to be greater than or equal to lower bound', '{S:x}', '{S:a}'),
    { ...v, ':w': { S: 'a' } },
  ],
  [
    'a BETWEEN :n AND :m',
    between('upper bound to be greater than or equal to lower bound', '{N:1}', '{N:-1}'),
    { ...n, ':m': { N: '-1' } },
  ],
  ['a BETWEEN :n AND :v', between('same data type for lower and upper bounds', '{N:1}', '{S:x}'), { ...n, ...v }],
];

/** Invalid condition expressions, with the error messages of Query for its filter. */
export const filterRejectionsSuite: ConformanceSuite = {
  name: 'filter-rejections',
  tests: [
    ...[...syntax, ...meaning].map(rejectsFilter),
    rejectionTest('an update function is rejected in a filter', {
      operation: 'Query',
      input: (TableName) => ({
        TableName,
        KeyConditionExpression: 'pk = :v',
        FilterExpression: 'a = if_not_exists(b, :v)',
        ExpressionAttributeValues: v,
      }),
      message: /^Invalid FilterExpression: The function is not allowed .*; function: if_not_exists$/,
    }),
    {
      name: 'parentheses around part of a parenthesized condition are accepted',
      async run({ db, table, newKey }) {
        await db.execute('Query', {
          TableName: await table(hashTable),
          KeyConditionExpression: 'pk = :pk',
          FilterExpression: '((a <> b) AND c = :v)',
          ExpressionAttributeValues: { ...v, ':pk': { S: newKey() } },
        });
      },
    },
  ],
};

function rejectsFilter([expression, message, values]: RejectedFilter): ConformanceTest {
  const shown = JSON.stringify(expression);
  const typed = values === undefined ? '' : ` with ${Object.values(values).map((value) => Object.keys(value)[0])}`;
  return rejectionTest(`the filter ${shown} is rejected${typed}`, {
    operation: 'Query',
    input: (TableName) => ({
      TableName,
      KeyConditionExpression: '#pk = :pk',
      FilterExpression: expression,
      ExpressionAttributeNames: { '#pk': 'pk' },
      ExpressionAttributeValues: { ...values, ':pk': { S: 'a' } },
    }),
    message: `Invalid FilterExpression: ${message}`,
  });
}
