import type { AttributeValue, Item, OperationName } from '../../../src/domain/dynamodb.ts';

/** How to create values of a type, of a size; `other` overlaps with half of the first, `part` is at its end. */
export interface Sized {
  readonly value: (size: number) => AttributeValue;
  readonly other?: (size: number) => AttributeValue;
  readonly part?: (size: number) => AttributeValue;
}

/** Returns successive integers. */
export const range = (size: number, first = 0) => Array.from({ length: size }, (_, index) => first + index);
/** Texts of one length, so that sets of all sizes are sorted alike. */
const sortedText = (number: number) => String(10_000 + number);
const bytesOf = (number: number) => Uint8Array.of(number >> 16, number >> 8, number);
const repeated = (size: number) => new Uint8Array(size).fill(97);
const endingInB = (size: number) => Uint8Array.from([...repeated(size >> 1), 98]);

/** The types of values. */
export const types: Readonly<Record<string, Sized>> = {
  S: {
    value: (size) => ({ S: 'a'.repeat(size) }),
    part: (size) => ({ S: `${'a'.repeat(size >> 1)}b` }),
  },
  N: { value: (size) => ({ N: String(size) }) },
  B: { value: (size) => ({ B: repeated(size) }), part: (size) => ({ B: endingInB(size) }) },
  BOOL: { value: () => ({ BOOL: true }) },
  NULL: { value: () => ({ NULL: true }) },
  SS: {
    value: (size) => ({ SS: range(size).map(sortedText).reverse() }),
    other: (size) => ({ SS: range(size, size >> 1).map(sortedText) }),
    part: () => ({ S: sortedText(0) }),
  },
  NS: {
    value: (size) => ({ NS: range(size).map(String).reverse() }),
    other: (size) => ({ NS: range(size, size >> 1).map(String) }),
    part: () => ({ N: '0' }),
  },
  BS: {
    value: (size) => ({ BS: range(size).map(bytesOf).reverse() }),
    other: (size) => ({ BS: range(size, size >> 1).map(bytesOf) }),
    part: (size) => ({ B: bytesOf(size) }),
  },
  L: {
    value: (size) => ({ L: range(size).map((each) => ({ N: String(each) })) }),
    part: () => ({ N: '-1' }),
  },
  M: { value: (size) => ({ M: Object.fromEntries(range(size).map((each) => [`m${each}`, { N: String(each) }])) }) },
};

/** The key of the stored item. */
export const Key = { pk: { S: 'a' } };

/** The requests that handle a value of a type, after it is stored. */
export function requestsOn({ value, other, part }: Sized, size: number): readonly Request[] {
  const stored = value(size);
  const equal = { ConditionExpression: 'v = :v', ExpressionAttributeValues: { ':v': stored } };
  const among = {
    ConditionExpression: 'v IN (:w, :v) AND v <> :w',
    ExpressionAttributeValues: { ':v': stored, ':w': value(size + 1) },
  };
  const legacy = { v: { ComparisonOperator: 'EQ', AttributeValueList: [stored] } };
  const filtered = { FilterExpression: 'v = :v AND size(v) > :n OR attribute_type(v, :t)' };
  const values = { ':v': stored, ':n': { N: '1' }, ':t': { S: 'M' } };
  return [
    ['PutItem', { Item: { ...Key, v: stored }, ReturnValues: 'ALL_OLD', ...equal }],
    ['PutItem', { Item: { ...Key, v: stored }, ...among }],
    [
      'UpdateItem',
      { Key, UpdateExpression: 'SET w = v, x = if_not_exists(y, v)', ReturnValues: 'UPDATED_NEW', ...equal },
    ],
    ['UpdateItem', { Key, UpdateExpression: 'SET v = :v', ...equal }],
    ['UpdateItem', { Key, UpdateExpression: 'REMOVE v' }],
    ['UpdateItem', { Key, AttributeUpdates: { v: { Action: 'PUT', Value: stored } }, Expected: legacy }],
    ['Scan', { ScanFilter: legacy }],
    ['DeleteItem', { Key, ...equal }],
    ['GetItem', { Key, ProjectionExpression: 'v' }],
    ['BatchGetItem', { RequestItems: { things: { Keys: [Key], ProjectionExpression: 'v' } } }],
    ['BatchWriteItem', { RequestItems: { things: [{ PutRequest: { Item: { ...Key, v: stored } } }] } }],
    ['Scan', { ...filtered, ExpressionAttributeValues: values }],
    [
      'Query',
      { ...filtered, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ...values, ':pk': Key.pk } },
    ],
    ...nestedRequests(stored),
    ...transactions(stored),
    ...legacyRequests(stored, value(size + 1)),
    ...(stored.L === undefined ? [] : listRequests(stored)),
    ...(other === undefined ? [] : setRequests(stored, other(size))),
    ...(part === undefined ? [] : containsRequests(part(size))),
  ];
}

function transactions(stored: AttributeValue): readonly Request[] {
  const equal = { ConditionExpression: 'v = :v', ExpressionAttributeValues: { ':v': stored } };
  const inThings = { TableName: 'things', ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
  const update = { ...inThings, Key, UpdateExpression: 'SET w = v', ...equal };
  return [
    ['TransactGetItems', { TransactItems: [{ Get: { TableName: 'things', Key, ProjectionExpression: 'v' } }] }],
    ['TransactWriteItems', { TransactItems: [{ Put: { ...inThings, Item: { ...Key, v: stored }, ...equal } }] }],
    ['TransactWriteItems', { TransactItems: [{ Update: update }], ClientRequestToken: 'token' }],
  ];
}

/** Requests with paths to a value inside the map `n`. */
function nestedRequests(stored: AttributeValue): readonly Request[] {
  const ExpressionAttributeValues = { ':v': stored };
  const ProjectionExpression = 'n.l[0], n.v';
  return [
    ['UpdateItem', { Key, UpdateExpression: 'SET n.w = n.v, n.l[1] = n.l[0]', ReturnValues: 'UPDATED_NEW' }],
    ['UpdateItem', { Key, UpdateExpression: 'SET n.v = :v, n.l[0] = :v REMOVE n.l[1]', ExpressionAttributeValues }],
    ['UpdateItem', { Key, UpdateExpression: 'REMOVE n.v', ReturnValues: 'UPDATED_OLD' }],
    ['DeleteItem', { Key, ConditionExpression: 'n.v = :v AND n.l[0] IN (:v)', ExpressionAttributeValues }],
    ['GetItem', { Key, ProjectionExpression }],
    ['Scan', { FilterExpression: 'n.v = :v OR contains(n.l, :v)', ExpressionAttributeValues, ProjectionExpression }],
  ];
}

/** Requests with each legacy operator; the service rejects some for some types. */
function legacyRequests(stored: AttributeValue, larger: AttributeValue): readonly Request[] {
  const conditions: readonly object[] = [
    ...['NE', 'LE', 'LT', 'GE', 'GT', 'CONTAINS', 'BEGINS_WITH'].map((ComparisonOperator) => ({
      ComparisonOperator,
      AttributeValueList: [stored],
    })),
    ...['IN', 'BETWEEN'].map((ComparisonOperator) => ({ ComparisonOperator, AttributeValueList: [stored, larger] })),
    ...['NULL', 'NOT_NULL'].map((ComparisonOperator) => ({ ComparisonOperator })),
  ];
  const KeyConditions = { pk: { ComparisonOperator: 'EQ', AttributeValueList: [Key.pk] } };
  return [
    ...conditions.map((v): Request => ['Query', { KeyConditions, QueryFilter: { v } }]),
    ['PutItem', { Item: { ...Key, v: stored }, Expected: { v: { Value: stored } } }],
    ['DeleteItem', { Key, Expected: { v: conditions[0], w: { Exists: false } }, ConditionalOperator: 'OR' }],
  ];
}

function listRequests(list: AttributeValue): readonly Request[] {
  const ExpressionAttributeValues = { ':v': list };
  return [
    ['UpdateItem', { Key, UpdateExpression: 'SET v = list_append(v, :v)', ExpressionAttributeValues }],
    ['UpdateItem', { Key, AttributeUpdates: { v: { Action: 'ADD', Value: list } } }],
    [
      'UpdateItem',
      { Key, UpdateExpression: 'SET v[0] = :v, v[9999] = :v REMOVE v[1], v[2]', ExpressionAttributeValues },
    ],
  ];
}

function setRequests(set: AttributeValue, other: AttributeValue): readonly Request[] {
  const ExpressionAttributeValues = { ':v': other };
  const [type = '', members = []] = Object.entries(set)[0] ?? [];
  const twice = { [type]: [...members, ...members] } as unknown as AttributeValue; // as it was before, but not accepted
  return [
    ['UpdateItem', { Key, UpdateExpression: 'ADD v :v', ExpressionAttributeValues }],
    ['UpdateItem', { Key, AttributeUpdates: { v: { Action: 'ADD', Value: other } } }],
    ['UpdateItem', { Key, AttributeUpdates: { v: { Action: 'DELETE', Value: other } } }],
    ['UpdateItem', { Key, UpdateExpression: 'DELETE v :v', ExpressionAttributeValues, ReturnValues: 'UPDATED_NEW' }],
    ['UpdateItem', { Key, UpdateExpression: 'ADD n.v :v DELETE n.l[0] :v', ExpressionAttributeValues }],
    ['PutItem', { Item: { ...Key, v: twice } }],
    ['UpdateItem', { Key, UpdateExpression: 'ADD v :v', ExpressionAttributeValues: { ':v': twice } }],
  ];
}

function containsRequests(part: AttributeValue): readonly Request[] {
  const ExpressionAttributeValues = { ':v': part };
  return [
    ['Scan', { FilterExpression: 'contains(v, :v)', ExpressionAttributeValues }],
    ['Scan', { ScanFilter: { v: { ComparisonOperator: 'NOT_CONTAINS', AttributeValueList: [part] } } }],
    ['Scan', { FilterExpression: 'contains(:v, v)', ExpressionAttributeValues }],
    ['DeleteItem', { Key, ConditionExpression: 'NOT contains(v, :v)', ExpressionAttributeValues }],
  ];
}

/** The stored item: the value as an attribute and inside others. */
export function itemOf(v: AttributeValue): Item {
  return { ...Key, v, n: { M: { v, l: { L: [v, v] } } } };
}

/** An operation and its input, for the table `things`. */
export type Request = readonly [OperationName, object];
