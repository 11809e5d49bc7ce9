import type { Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { rejectionTest } from './rejection-test.ts';
import { withSource } from './with-source.ts';

/** A filter with several violations, the values it uses, and the message without its prefix. */
type Filter = readonly [filter: string, values: Item | undefined, message: string];

const bool = { ':b': { BOOL: true } };

const undefinedName = (name: string) =>
  `An expression attribute name used in the document path is not defined; attribute name: ${name}`;
const undefinedValue = (name: string) =>
  `An expression attribute value used in expression is not defined; attribute value: ${name}`;
const wrongType = (operator: string, type: string) =>
  `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`;
const wrongCount = (operator: string, count: number) =>
  `Incorrect number of operands for operator or function; operator or function: ${operator}, number of operands: ${count}`;
const notDistinct = (operator: string, path: string) =>
  `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: [${path}]`;
const needsPath = (name: string) => `Operator or function requires a document path; operator or function: ${name}`;

/** The whole expression is checked for these before its clauses. */
const ofTheWhole: readonly Filter[] = [
  ['a < :b AND ((c = d))', bool, 'The expression has redundant parentheses;'],
  ['a < :b AND foo(c)', bool, 'Invalid function name; function: foo'],
  ['a < :b AND size(c)', bool, 'The function is not allowed to be used this way in an expression; function: size'],
  ['a < :b AND status = c', bool, 'Attribute name is a reserved keyword; reserved keyword: status'],
  ['#x = a AND status = c', undefined, 'Attribute name is a reserved keyword; reserved keyword: status'],
];

/** The first clause with a violation is reported. */
const betweenClauses: readonly Filter[] = [
  ['a < :b AND z = :undefined', bool, wrongType('<', 'BOOL')],
  ['z = :undefined AND a < :b', bool, undefinedValue(':undefined')],
  ['NOT a < :b OR #x = c', bool, wrongType('<', 'BOOL')],
  ['(a < :b OR c = d) AND #x = c', bool, wrongType('<', 'BOOL')],
  ['(#x = c OR d = e) AND a < :b', bool, undefinedName('#x')],
  ['a < :b AND c = c', bool, wrongType('<', 'BOOL')],
  ['c = c AND a < :b', bool, notDistinct('=', 'c')],
  ['a < :b AND size(c, d) = e', bool, wrongType('<', 'BOOL')],
  ['c = c AND size(d, e) = :b', bool, notDistinct('=', 'c')],
  ['c = c AND #x = d', undefined, notDistinct('=', 'c')],
  ['size(c, d) = e AND z = :undefined', undefined, wrongCount('size', 2)],
  ['attribute_exists(:b) AND #x = c', bool, needsPath('attribute_exists')],
  ['a IN (c, a) AND #x = c', undefined, notDistinct('IN', 'a')],
];

/** Within a clause, names and values come first, then the number of operands, repeated operands, and types. */
const withinClause: readonly Filter[] = [
  ['begins_with(:b, #x)', bool, undefinedName('#x')],
  ['a BETWEEN :b AND :undefined', bool, undefinedValue(':undefined')],
  ['size(#x, c) = d', undefined, undefinedName('#x')],
  ['contains(:b, size(c, d))', bool, wrongCount('size', 2)],
  ['a BETWEEN :b AND a', bool, notDistinct('BETWEEN', 'a')],
];

const cases: readonly ConformanceTest[] = [
  ...[...ofTheWhole, ...betweenClauses, ...withinClause].map(([filter, values, message]) =>
    rejectionTest(`the filter "${filter}"`, {
      operation: 'Scan',
      input: (TableName) => ({ TableName, FilterExpression: filter, ExpressionAttributeValues: values }),
      message: `Invalid FilterExpression: ${message}`,
    }),
  ),
  rejectionTest('the filter "a < :b AND z = :undefined" of Query', {
    operation: 'Query',
    input: (TableName) => ({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: 'a < :b AND z = :undefined',
      ExpressionAttributeValues: { ...bool, ':pk': { S: 'a' } },
    }),
    message: `Invalid FilterExpression: ${wrongType('<', 'BOOL')}`,
  }),
  conditionTest('PutItem', (TableName) => ({ TableName, Item: { pk: { S: 'a' } } })),
  conditionTest('UpdateItem', (TableName) => ({ TableName, Key: { pk: { S: 'a' } } })),
  conditionTest('DeleteItem', (TableName) => ({ TableName, Key: { pk: { S: 'a' } } })),
];

/**
 * How several violations in a condition or filter are ordered: first those of the whole expression, then clause by clause in
 * the order of the text.
 */
export const clauseOrderSuite: ConformanceSuite = {
  name: 'clause-order',
  tests: withSource('behaviour §23, condition and filter expressions', cases),
};

function conditionTest<N extends 'PutItem' | 'UpdateItem' | 'DeleteItem'>(
  operation: N,
  input: (TableName: string) => Input<N>,
): ConformanceTest {
  return rejectionTest(`the condition "a < :b AND z = :undefined" of ${operation}`, {
    operation,
    input: (TableName) => ({
      ...input(TableName),
      ConditionExpression: 'a < :b AND z = :undefined',
      ExpressionAttributeValues: bool,
    }),
    message: `1 validation error detected: Invalid ConditionExpression: ${wrongType('<', 'BOOL')}`,
  });
}
