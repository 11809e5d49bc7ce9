import type { OperationName } from '../../../../src/domain/dynamodb.ts';
import { itemSizeLimitBytes } from '../../../../src/domain/limits.ts';

/**
 * A request that Regions on the older layer reject with another text: the section of the fact sheet `dynamodb-behaviour`
 * (`api` for the other sheet), or what the text is inferred from; the operation; the input, whose table is `things` where it
 * has none; the message.
 */
export type OlderText = readonly [source: string, operation: OperationName, input: object, message: string];

/** The tables of the requests: `things` with the keys `pk` and `sk` and the index `byName`, `notes` with the key `pk`. */
export const tables = [
  {
    TableName: 'things',
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: ['pk', 'sk', 'name'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byName',
        KeySchema: [{ AttributeName: 'name', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  },
  {
    TableName: 'notes',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  },
] as const;

const Key = { pk: { S: 'a' }, sk: { S: 'b' } };
const withValue = (value: object, KeyConditionExpression?: string) => ({
  ...(KeyConditionExpression === undefined ? {} : { KeyConditionExpression }),
  ExpressionAttributeValues: { ':v': value },
});
const values = (...texts: readonly string[]) => ({
  ExpressionAttributeValues: Object.fromEntries(texts.map((text) => [`:${text}`, { S: text }])),
});
const condition = (ConditionExpression: string, attributes: object = {}) => ({ ConditionExpression, ...attributes });
const long = `a = :${'v'.repeat(4092)}`;
const invalid = 'One or more parameter values were invalid: ';
const ofValue = 'ExpressionAttributeValues contains invalid value: ';
const tooLarge = 'Expression size has exceeded the maximum allowed size; expression size: 4097';
const failed = 'failed to satisfy constraint: Member must';
const capacityMode = (value: string) =>
  `Value '${value}' at 'returnConsumedCapacity' ${failed} satisfy enum value set: [INDEXES, TOTAL, NONE]`;
const returnValues = (value: string) =>
  `Value '${value}' at 'returnValues' ${failed} satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]`;
const select = `Value 'X' at 'select' ${failed} satisfy enum value set: [SPECIFIC_ATTRIBUTES, COUNT, ALL_ATTRIBUTES, ALL_PROJECTED_ATTRIBUTES]`;
const missing = 'Requested resource not found';

/** What the three writes of one item report, for inputs with an item or key. */
const ofWrites: readonly (readonly [source: string, attributes: object, message: string])[] = [
  ['§0', condition('a b'), 'Invalid ConditionExpression: Syntax error; token: "b", near: "a b"'],
  [
    '§0',
    condition('a = :v'),
    'Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :v',
  ],
  [
    '§0',
    condition('a = b', withValue({ S: '' })),
    'Value provided in ExpressionAttributeValues unused in expressions: keys: {:v}',
  ],
  ['§0', condition('a = :v', { ExpressionAttributeValues: {} }), 'ExpressionAttributeValues must not be empty'],
  [
    '§0, §4',
    condition('a = :v', withValue({ SS: ['b', 'a', 'b'] })),
    `${ofValue}${invalid}Input collection [b, a, b] contains duplicates. for key :v`,
  ],
  [
    '§0, §4',
    condition('a = :v', withValue({ NS: ['1', '1.0'] })),
    `${ofValue}Input collection contains duplicates for key :v`,
  ],
  [
    '§0, §2',
    condition('a = :v', withValue({ N: '' })),
    `${ofValue}The parameter cannot be converted to a numeric value for key :v`,
  ],
  [
    '§0, §3',
    condition('a = :v', withValue({ NULL: false })),
    `${ofValue}${invalid}Null attribute value types must have the value of true for key :v`,
  ],
  ['§0, §3', condition('a = :v', withValue({ M: { '': { S: '' } } })), `${ofValue}Empty attribute name for key :v`],
  [
    '§0',
    condition('a b', withValue({ N: 'x' })),
    `${ofValue}The parameter cannot be converted to a numeric value: x for key :v`,
  ],
  ['§5', condition(long), `Invalid ConditionExpression: ${tooLarge}`],
  [
    '§0',
    condition('a = b', { Expected: {} }),
    'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}',
  ],
  ['§11', { ConditionalOperator: 'AND' }, 'ConditionalOperator cannot be used without Filter or Expected'],
  [
    '§11',
    { ConditionalOperator: 'XOR', Expected: { a: { Exists: false }, b: { Exists: false } } },
    `1 validation error detected: Value 'XOR' at 'conditionalOperator' ${failed} satisfy enum value set: [OR, AND]`,
  ],
  [
    '§0',
    { Expected: { a: { Exists: true } } },
    `${invalid}Value must be provided when Exists is true for Attribute: a`,
  ],
  ['§0, §17', { ReturnValues: 'X' }, `1 validation error detected: ${returnValues('X')}`],
  [
    '§17',
    { ReturnValues: 'X', ReturnConsumedCapacity: 'Y' },
    `2 validation errors detected: ${capacityMode('Y')}; ${returnValues('X')}`,
  ],
  ['§5', { TableName: 'ab' }, missing],
];

const writes = (['PutItem', 'DeleteItem', 'UpdateItem'] as const).flatMap((operation): readonly OlderText[] => {
  const subject = operation === 'PutItem' ? { Item: Key } : { Key };
  return ofWrites.map(([source, attributes, message]) => [source, operation, { ...subject, ...attributes }, message]);
});

const others: readonly OlderText[] = [
  [
    '§17, §4',
    'PutItem',
    { Item: { ...Key, s: { SS: ['b', 'a', 'b'] } } },
    `${invalid}Input collection [b, a, b] contains duplicates.`,
  ],
  ['§0, §4', 'PutItem', { Item: { ...Key, s: { NS: ['1', '1.0'] } } }, 'Input collection contains duplicates'],
  ['§0, §3', 'PutItem', { Item: { ...Key, '': { S: '' } } }, 'Empty attribute name'],
  ['§11', 'PutItem', { Item: Key, ReturnValues: 'ALL_NEW' }, 'ReturnValues can only be ALL_OLD or NONE'],
  ['§11', 'DeleteItem', { Key, ReturnValues: 'UPDATED_NEW' }, 'ReturnValues can only be ALL_OLD or NONE'],
  [
    '§6',
    'PutItem',
    { Item: Key, ...withValue({ S: '' }) },
    'ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null',
  ],
  [
    'DynamoDB Local 3.3.1',
    'UpdateItem',
    { Key, ...withValue({ S: '' }) },
    'ExpressionAttributeValues can only be specified when using expressions: UpdateExpression and ConditionExpression are null',
  ],
  [
    '§5',
    'UpdateItem',
    { Key, UpdateExpression: `SET ${long}` },
    'Invalid UpdateExpression: Expression size has exceeded the maximum allowed size;',
  ],
  [
    '§0, §8',
    'UpdateItem',
    { Key, UpdateExpression: 'SET a = :v, a.b = :v', ...values('v') },
    'Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]',
  ],
  [
    '§11',
    'UpdateItem',
    { Key, AttributeUpdates: { a: { Action: 'put', Value: { S: '' } } } },
    `1 validation error detected: Value 'put' at 'attributeUpdates.a.member.action' ${failed} satisfy enum value set: [ADD, DELETE, PUT]`,
  ],
  [
    '§17',
    'GetItem',
    { ReturnConsumedCapacity: 'X' },
    `2 validation errors detected: ${capacityMode('X')}; Value null at 'key' ${failed} not be null`,
  ],
  ['§5', 'GetItem', { Key, TableName: 'ab' }, missing],
  [
    '§5',
    'GetItem',
    { Key, TableName: '' },
    `1 validation error detected: Value '' at 'tableName' ${failed} have length greater than or equal to 1`,
  ],
  ['§5', 'GetItem', { Key, ProjectionExpression: 'a'.repeat(4097) }, `Invalid ProjectionExpression: ${tooLarge}`],
  [
    '§9',
    'Query',
    { ...withValue({ S: '' }, 'pk = :v'), Limit: 0, Select: 'X' },
    `2 validation errors detected: ${select}; Value '0' at 'limit' ${failed} have value greater than or equal to 1`,
  ],
  [
    '§9',
    'Query',
    { ...withValue({ S: 'x' }, 'pk = :v'), Select: 'SPECIFIC_ATTRIBUTES' },
    'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
  ],
  [
    '§9',
    'Query',
    { ...withValue({ S: 'x' }, 'pk = :v'), Select: 'ALL_PROJECTED_ATTRIBUTES' },
    'ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName',
  ],
  [
    '§9',
    'Query',
    { TableName: 'notes', KeyConditionExpression: 'pk = :a AND b = :b', ...values('a', 'b') },
    'Query key condition not supported',
  ],
  [
    'api §10',
    'Query',
    {
      KeyConditions: Object.fromEntries(
        ['pk', 'sk', 'a'].map((name) => [name, { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'a' }] }]),
      ),
    },
    'Conditions can be of length 1 or 2 only',
  ],
  ['§5', 'Query', { KeyConditionExpression: long }, `Invalid KeyConditionExpression: ${tooLarge}`],
  [
    '§0',
    'Query',
    withValue({ N: 'x' }, 'pk = :v'),
    `${ofValue}The parameter cannot be converted to a numeric value: x for key :v`,
  ],
  [
    '§10',
    'Scan',
    { Limit: 0, Segment: -1, TotalSegments: 0, Select: 'X', ConditionalOperator: 'XOR' },
    `5 validation errors detected: ${select}; Value '0' at 'totalSegments' ${failed} have value greater than or equal to 1; Value 'XOR' at 'conditionalOperator' ${failed} satisfy enum value set: [OR, AND]; Value '-1' at 'segment' ${failed} have value greater than or equal to 0; Value '0' at 'limit' ${failed} have value greater than or equal to 1`,
  ],
  [
    '§10',
    'Scan',
    { Segment: 5, TotalSegments: 5 },
    'The Segment parameter is zero-based and must be less than parameter TotalSegments: Segment: 5 is not less than TotalSegments: 5',
  ],
  [
    '§9',
    'Scan',
    { ExclusiveStartKey: { pk: { S: 'a' } } },
    'The provided starting key is invalid: The provided key element does not match the schema',
  ],
  [
    '§9',
    'Scan',
    { ExclusiveStartKey: { pk: { N: '1' }, sk: { S: 'a' } } },
    'The provided starting key is invalid: The provided key element does not match the schema',
  ],
  [
    '§9',
    'Scan',
    { Select: 'COUNT', ProjectionExpression: 'a' },
    'Cannot specify the ProjectionExpression when choosing to get only the Count',
  ],
  [
    '§10',
    'Scan',
    { FilterExpression: 'a = :v', ...withValue({ SS: ['b', 'a', 'b'] }) },
    `${ofValue}${invalid}Input collection [b, a, b] contains duplicates. for key :v`,
  ],
  [
    '§11',
    'Scan',
    { ScanFilter: { a: { ComparisonOperator: 'eq', AttributeValueList: [{ S: '' }] } } },
    `1 validation error detected: Value 'eq' at 'scanFilter.a.member.comparisonOperator' ${failed} satisfy enum value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE, BEGINS_WITH, GE, CONTAINS]`,
  ],
  ['§13', 'BatchGetItem', { RequestItems: {} }, 'The requestItems parameter is required for BatchGetItem'],
  [
    '§5',
    'TransactWriteItems',
    { TransactItems: [{ Delete: { TableName: 'things', Key, ConditionExpression: long } }] },
    `Invalid ConditionExpression: ${tooLarge}`,
  ],
];

/** An update that is too large only where UpdateItem counts its own size (§1). */
export const largeUpdate = {
  TableName: 'notes',
  Key: { pk: { S: 'a' } },
  UpdateExpression: 'SET a = :v',
  ExpressionAttributeValues: { ':v': { S: 'x'.repeat(itemSizeLimitBytes - 10) } },
};

/** All requests. */
export const olderTexts: readonly OlderText[] = [...writes, ...others];
