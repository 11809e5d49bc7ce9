import type { Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { canonicalText } from './difference.ts';
import { rejectionTest, untyped } from './rejection-test.ts';
import { hashTable, sortedTable, type TableShape } from './table-shapes.ts';
import { withSource } from './with-source.ts';

/** A key condition, the error message, and the expression attribute values. */
type RejectedCondition = readonly [expression: string, message: string | RegExp, values: Item];

/** A description of a start key, the key condition, the start key, and the error message. */
type RejectedStart = readonly [what: string, condition: string, start: Item, message: string];

const expression = 'Invalid KeyConditionExpression: ';
const invalid = 'One or more parameter values were invalid: ';
const wrongSchemaType = `${invalid}Condition parameter type does not match schema type`;
/** Matches a message with or without the prefix: records of the service have both. */
const withOptionalPrefix = (text: string) => new RegExp(`^(${expression})?${text}$`);
const onePerKey = withOptionalPrefix('KeyConditionExpressions must only contain one condition per key');
const notNested = withOptionalPrefix('KeyConditionExpressions cannot have conditions on nested attributes');
const notOperator = (name: string) => withOptionalPrefix(`Invalid operator used in KeyConditionExpression: ${name}`);
const notCondition = (text: string) => withOptionalPrefix(`Invalid condition in KeyConditionExpression: ${text}`);
const wrongOperand = (name: string, type: string) =>
  `${expression}Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`;
const between = (requirement: string, lower: string, upper: string) =>
  `${expression}The BETWEEN operator requires ${requirement}; lower bound operand: AttributeValue: ${lower}, upper bound operand: AttributeValue: ${upper}`;

const pk = { ':pk': { S: 'a' } };
const v = { ':v': { S: 'b' } };
const n = { ':n': { N: '1' } };

const onSortedTable: readonly RejectedCondition[] = [
  ['sk = :v', 'Query condition missed key schema element: pk', v],
  ['a = :v', 'Query condition missed key schema element: pk', v],
  ['pk > :pk', 'Query key condition not supported', pk],
  ['begins_with(pk, :pk)', 'Query key condition not supported', pk],
  ['pk = :pk AND pk = :v', onePerKey, { ...pk, ...v }],
  ['pk = :pk AND sk > :v AND sk < :v', onePerKey, { ...pk, ...v }],
  [
    'pk = :pk AND sk = :v AND a = :v',
    'The number of query conditions (3) exceeds the number of key attributes defined in the schema (2)',
    { ...pk, ...v },
  ],
  ['pk = :pk AND a = :v', 'Query condition missed key schema element: sk', { ...pk, ...v }],
  ['pk = :pk OR sk = :v', notOperator('OR'), { ...pk, ...v }],
  ['NOT pk = :pk', notOperator('NOT'), pk],
  ['pk <> :pk', notOperator('<>'), pk],
  ['pk IN (:pk)', notOperator('IN'), pk],
  ['pk = :pk AND contains(sk, :v)', notOperator('contains'), { ...pk, ...v }],
  ['pk = :pk AND attribute_exists(sk)', notOperator('attribute_exists'), pk],
  ['pk = :pk AND sk.a = :v', notNested, { ...pk, ...v }],
  ['pk = :pk AND sk[0] = :v', notNested, { ...pk, ...v }],
  ['pk = sk', notCondition('Multiple attribute names used in one condition'), {}],
  ['pk = :pk AND :v = :v', notCondition('No key attribute specified'), { ...pk, ...v }],
  [
    'pk = :pk AND :v BETWEEN sk AND :v',
    notCondition('BETWEEN operator must have the key attribute as its first operand'),
    { ...pk, ...v },
  ],
  ['pk = :n', wrongSchemaType, n],
  ['pk = :b', wrongSchemaType, { ':b': { BOOL: true } }],
  ['pk = :pk AND sk = :n', wrongSchemaType, { ...pk, ...n }],
  ['pk = :pk AND sk < :n', wrongSchemaType, { ...pk, ...n }],
  ['pk = :pk AND sk = :l', wrongSchemaType, { ...pk, ':l': { L: [] } }],
  ['pk = :pk AND begins_with(sk, :n)', wrongOperand('begins_with', 'N'), { ...pk, ...n }],
  ['pk = :pk AND sk < :b', wrongOperand('<', 'BOOL'), { ...pk, ':b': { BOOL: true } }],
  ['pk = :pk AND :l < sk', wrongOperand('<', 'L'), { ...pk, ':l': { L: [] } }],
  [
    'pk = :pk AND sk BETWEEN :v AND :w',
    between('upper bound to be greater than or equal to lower bound', '{S:b}', '{S:a}'),
    { ...pk, ...v, ':w': { S: 'a' } },
  ],
  [
    'pk = :pk AND sk BETWEEN :v AND :n',
    between('same data type for lower and upper bounds', '{S:b}', '{N:1}'),
    { ...pk, ...v, ...n },
  ],
  ['pk = :p', `${expression}An expression attribute value used in expression is not defined; attribute value: :p`, pk],
  ['pk =', `${expression}Syntax error; token: "<EOF>", near: "="`, pk],
  ['', `${expression}The expression can not be empty;`, pk],
];

const onHashTable: readonly RejectedCondition[] = [
  [
    'pk = :pk AND a = :v',
    'The number of query conditions (2) exceeds the number of key attributes defined in the schema (1)',
    { ...pk, ...v },
  ],
  ['pk < :pk', 'Query key condition not supported', pk],
];

const startsOnSortedTable: readonly RejectedStart[] = [
  ['without the sort key', 'pk = :pk', { pk: { S: 'a' } }, 'The provided starting key is invalid'],
  [
    'with an extra attribute',
    'pk = :pk',
    { pk: { S: 'a' }, sk: { S: 'b' }, a: { S: 'c' } },
    'The provided starting key is invalid',
  ],
  ['of the wrong type', 'pk = :pk', { pk: { S: 'a' }, sk: { N: '1' } }, 'The provided starting key is invalid'],
  [
    'of another partition',
    'pk = :pk',
    { pk: { S: 'z' }, sk: { S: 'b' } },
    'The provided starting key is outside query boundaries based on provided conditions',
  ],
  [
    'of another partition that satisfies the sort key condition',
    'pk = :pk AND sk > :pk',
    { pk: { S: 'z' }, sk: { S: 'b' } },
    'The query can return at most one row and cannot be restarted',
  ],
  [
    'that does not satisfy the sort key condition',
    'pk = :pk AND sk > :pk',
    { pk: { S: 'a' }, sk: { S: 'A' } },
    'The provided starting key does not match the range key predicate',
  ],
  [
    'in a query for a single item',
    'pk = :pk AND sk = :pk',
    { pk: { S: 'a' }, sk: { S: 'a' } },
    'The query can return at most one row and cannot be restarted',
  ],
  [
    'with an empty key value',
    'pk = :pk',
    { pk: { S: 'a' }, sk: { S: '' } },
    'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: sk',
  ],
  [
    'with a value without a type',
    'pk = :pk',
    { pk: { S: 'a' }, sk: untyped({}) },
    'The provided starting key is invalid: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
  ],
  ['with an empty set', 'pk = :pk', { pk: { S: 'a' }, sk: { SS: [] } }, `${invalid}An string set  may not be empty`],
];

const startsOnHashTable: readonly RejectedStart[] = [
  ['in a query for a single item', 'pk = :pk', { pk: { S: 'a' } }, 'The provided exclusive start key is invalid'],
  ['of another item', 'pk = :pk', { pk: { S: 'z' } }, 'The provided exclusive start key is invalid'],
];

/** An invalid query: its description, its members besides the key condition, and the error message. */
type RejectedQuery = readonly [name: string, members: Partial<Input<'Query'>>, message: string];

const oneError = '1 validation error detected: ';

const selects: readonly RejectedQuery[] = [
  [
    'Select SPECIFIC_ATTRIBUTES without a projection',
    { Select: 'SPECIFIC_ATTRIBUTES' },
    `${oneError}Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES`,
  ],
  [
    'Select ALL_ATTRIBUTES with a projection',
    { Select: 'ALL_ATTRIBUTES', ProjectionExpression: 'a' },
    `${oneError}Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES`,
  ],
  [
    'Select COUNT with a projection',
    { Select: 'COUNT', ProjectionExpression: 'a' },
    `${oneError}Cannot specify the ProjectionExpression when choosing to get only the Count`,
  ],
  [
    'Select ALL_PROJECTED_ATTRIBUTES without an index',
    { Select: 'ALL_PROJECTED_ATTRIBUTES' },
    `${oneError}ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName`,
  ],
];

const others: readonly RejectedQuery[] = [
  [
    'a limit of 0',
    { Limit: 0 },
    `${oneError}Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1`,
  ],
  [
    'a limit of 0.5, which is truncated to 0,',
    { Limit: 0.5 },
    `${oneError}Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1`,
  ],
  [
    'a query without a key condition',
    { KeyConditionExpression: undefined, ExpressionAttributeValues: undefined },
    'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
  ],
  [
    'a filter on the partition key',
    { FilterExpression: 'pk = :pk' },
    'Filter Expression can only contain non-primary key attributes: Primary key attribute: pk',
  ],
  [
    'a filter on the sort key through an expression attribute name',
    { FilterExpression: 'attribute_exists(a) OR begins_with(#s, :pk)', ExpressionAttributeNames: { '#s': 'sk' } },
    'Filter Expression can only contain non-primary key attributes: Primary key attribute: sk',
  ],
  ['an index that does not exist', { IndexName: 'absent' }, 'The table does not have the specified index: absent'],
];

/** Invalid queries and their error messages. */
export const queryRejectionsSuite: ConformanceSuite = {
  name: 'query-rejections',
  tests: [
    ...onSortedTable.map((condition) => rejectsCondition(condition, sortedTable)),
    ...onHashTable.map((condition) => rejectsCondition(condition, hashTable)),
    ...startsOnSortedTable.map((start) => rejectsStart(start, sortedTable)),
    ...withSource(
      'behaviour §23, Query',
      startsOnHashTable.map((start) => rejectsStart(start, hashTable)),
    ),
    ...[...selects, ...others].map(rejectsQuery),
  ],
};

function rejectsCondition([condition, message, values]: RejectedCondition, table: TableShape): ConformanceTest {
  const target = table === hashTable ? 'a table without a sort key' : 'a table with a sort key';
  return rejectionTest(`${condition || 'an empty condition'} is rejected on ${target} with ${canonicalText(values)}`, {
    operation: 'Query',
    table,
    input: (TableName) => ({
      TableName,
      KeyConditionExpression: condition,
      ExpressionAttributeValues: Object.keys(values).length === 0 ? undefined : values,
    }),
    message,
  });
}

function rejectsStart([what, condition, start, message]: RejectedStart, table: TableShape): ConformanceTest {
  const target = table === hashTable ? 'a table without a sort key' : 'a table with a sort key';
  return rejectionTest(`a start key ${what} is rejected on ${target}`, {
    operation: 'Query',
    table,
    input: (TableName) => ({
      TableName,
      KeyConditionExpression: condition,
      ExpressionAttributeValues: pk,
      ExclusiveStartKey: start,
    }),
    message,
  });
}

function rejectsQuery([name, members, message]: RejectedQuery): ConformanceTest {
  return rejectionTest(`${name} is rejected`, {
    operation: 'Query',
    table: sortedTable,
    input: (TableName) => ({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: pk,
      ...members,
    }),
    message,
  });
}
