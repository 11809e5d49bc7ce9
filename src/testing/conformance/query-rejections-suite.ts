import type { Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { canonicalText } from './difference.ts';
import { rejectionTest, untyped } from './rejection-test.ts';
import { hashTable, sortedTable, type TableShape } from './table-shapes.ts';

/** A key condition, the message, and the values that stand in for placeholders. */
type RefusedCondition = readonly [expression: string, message: string | RegExp, values: Item];

/** Conditions on a query, a start key, and the message. */
type RefusedStart = readonly [what: string, condition: string, start: Item, message: string];

const expression = 'Invalid KeyConditionExpression: ';
const invalid = 'One or more parameter values were invalid: ';
const wrongSchemaType = `${invalid}Condition parameter type does not match schema type`;
/** Told with and without the prefix, by what is known of the service. */
const unlikeKeys = (text: string) => new RegExp(`^(${expression})?${text}$`);
const onePerKey = unlikeKeys('KeyConditionExpressions must only contain one condition per key');
const notNested = unlikeKeys('KeyConditionExpressions cannot have conditions on nested attributes');
const notOperator = (name: string) => unlikeKeys(`Invalid operator used in KeyConditionExpression: ${name}`);
const notCondition = (text: string) => unlikeKeys(`Invalid condition in KeyConditionExpression: ${text}`);
const wrongOperand = (name: string, type: string) =>
  `${expression}Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`;
const between = (requirement: string, lower: string, upper: string) =>
  `${expression}The BETWEEN operator requires ${requirement}; lower bound operand: AttributeValue: ${lower}, upper bound operand: AttributeValue: ${upper}`;

const pk = { ':pk': { S: 'a' } };
const v = { ':v': { S: 'b' } };
const n = { ':n': { N: '1' } };

const onSortedTable: readonly RefusedCondition[] = [
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

const onHashTable: readonly RefusedCondition[] = [
  [
    'pk = :pk AND a = :v',
    'The number of query conditions (2) exceeds the number of key attributes defined in the schema (1)',
    { ...pk, ...v },
  ],
  ['pk < :pk', 'Query key condition not supported', pk],
];

const startsOnSortedTable: readonly RefusedStart[] = [
  ['without sort key', 'pk = :pk', { pk: { S: 'a' } }, 'The provided starting key is invalid'],
  [
    'with an attribute too many',
    'pk = :pk',
    { pk: { S: 'a' }, sk: { S: 'b' }, a: { S: 'c' } },
    'The provided starting key is invalid',
  ],
  ['of a wrong type', 'pk = :pk', { pk: { S: 'a' }, sk: { N: '1' } }, 'The provided starting key is invalid'],
  [
    'of another partition',
    'pk = :pk',
    { pk: { S: 'z' }, sk: { S: 'b' } },
    'The provided starting key is outside query boundaries based on provided conditions',
  ],
  [
    'of another partition, with a sort condition that it meets',
    'pk = :pk AND sk > :pk',
    { pk: { S: 'z' }, sk: { S: 'b' } },
    'The query can return at most one row and cannot be restarted',
  ],
  [
    'that the sort condition excludes',
    'pk = :pk AND sk > :pk',
    { pk: { S: 'a' }, sk: { S: 'A' } },
    'The provided starting key does not match the range key predicate',
  ],
  [
    'for the whole key',
    'pk = :pk AND sk = :pk',
    { pk: { S: 'a' }, sk: { S: 'a' } },
    'The query can return at most one row and cannot be restarted',
  ],
  [
    'with an empty key',
    'pk = :pk',
    { pk: { S: 'a' }, sk: { S: '' } },
    'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty string value. Key: sk',
  ],
  [
    'with a value of no type',
    'pk = :pk',
    { pk: { S: 'a' }, sk: untyped({}) },
    'The provided starting key is invalid: Supplied AttributeValue is empty, must contain exactly one of the supported datatypes',
  ],
  ['with an empty set', 'pk = :pk', { pk: { S: 'a' }, sk: { SS: [] } }, `${invalid}An string set  may not be empty`],
];

const startsOnHashTable: readonly RefusedStart[] = [
  ['for the one item', 'pk = :pk', { pk: { S: 'a' } }, 'The provided exclusive start key is invalid'],
  ['of another item', 'pk = :pk', { pk: { S: 'z' } }, 'The provided exclusive start key is invalid'],
];

/** What a query must not ask for, beside its key condition and start key: the members it adds, and the message. */
type RefusedQuery = readonly [name: string, members: Partial<Input<'Query'>>, message: string];

const enveloped = '1 validation error detected: ';

const selects: readonly RefusedQuery[] = [
  [
    'Select SPECIFIC_ATTRIBUTES without a projection',
    { Select: 'SPECIFIC_ATTRIBUTES' },
    `${enveloped}Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES`,
  ],
  [
    'Select ALL_ATTRIBUTES with a projection',
    { Select: 'ALL_ATTRIBUTES', ProjectionExpression: 'a' },
    `${enveloped}Cannot specify the ProjectionExpression when choosing to get ALL_ATTRIBUTES`,
  ],
  [
    'Select COUNT with a projection',
    { Select: 'COUNT', ProjectionExpression: 'a' },
    `${enveloped}Cannot specify the ProjectionExpression when choosing to get only the Count`,
  ],
  [
    'Select ALL_PROJECTED_ATTRIBUTES without an index',
    { Select: 'ALL_PROJECTED_ATTRIBUTES' },
    `${enveloped}ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName`,
  ],
];

const others: readonly RefusedQuery[] = [
  [
    'a limit of 0',
    { Limit: 0 },
    `${enveloped}Value at 'Limit' failed to satisfy constraint: Member must have value greater than or equal to 1`,
  ],
  [
    'a limit that is 0 once its fraction is dropped, in the older words,',
    { Limit: 0.5 },
    `${enveloped}Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1`,
  ],
  [
    'a query without key condition',
    { KeyConditionExpression: undefined, ExpressionAttributeValues: undefined },
    'Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
  ],
  [
    'a filter on the partition key',
    { FilterExpression: 'pk = :pk' },
    'Filter Expression can only contain non-primary key attributes: Primary key attribute: pk',
  ],
  [
    'a filter on the sort key behind a placeholder',
    { FilterExpression: 'attribute_exists(a) OR begins_with(#s, :pk)', ExpressionAttributeNames: { '#s': 'sk' } },
    'Filter Expression can only contain non-primary key attributes: Primary key attribute: sk',
  ],
  ['an index that is not there', { IndexName: 'absent' }, 'The table does not have the specified index: absent'],
];

/** What queries are refused for. */
export const queryRejectionsSuite: ConformanceSuite = {
  name: 'query-rejections',
  tests: [
    ...onSortedTable.map((condition) => refusesCondition(condition, sortedTable)),
    ...onHashTable.map((condition) => refusesCondition(condition, hashTable)),
    ...startsOnSortedTable.map((start) => refusesStart(start, sortedTable)),
    ...startsOnHashTable.map((start) => refusesStart(start, hashTable)),
    ...[...selects, ...others].map(refusesQuery),
  ],
};

function refusesCondition([condition, message, values]: RefusedCondition, table: TableShape): ConformanceTest {
  const place = table === hashTable ? 'a table without sort key' : 'a table with sort key';
  return rejectionTest(`${condition || 'an empty condition'} is refused on ${place} with ${canonicalText(values)}`, {
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

function refusesStart([what, condition, start, message]: RefusedStart, table: TableShape): ConformanceTest {
  const place = table === hashTable ? 'a table without sort key' : 'a table with sort key';
  return rejectionTest(`a start key ${what} is refused on ${place}`, {
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

function refusesQuery([name, members, message]: RefusedQuery): ConformanceTest {
  return rejectionTest(`${name} is refused`, {
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
