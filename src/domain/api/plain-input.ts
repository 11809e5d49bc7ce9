import { isBytes } from '../brands.ts';
import { isRecord } from '../is-record.ts';
import { ownProperty } from '../own-property.ts';

/**
 * Returns whether all values of an input surely have the types of the model; `false` if that takes the model to decide
 * (see `typeViolation`). It knows the members of requests for items only, so that a program that sends nothing else needs
 * no model, which is two thirds of a bundle of the adapter.
 */
export function isSurelyTyped(operation: string, input: unknown): boolean {
  const budget = { values: mostValues };
  return hasMembers(input, operation === 'BatchWriteItem' ? batchWriteMembers : requestMembers, budget);
}

/** Whether a value surely has a type. */
type Check = (value: unknown, budget: Budget) => boolean;

/** How many values may still be looked at. */
interface Budget {
  values: number;
}

/** More values than most requests have, and fewer than any limit counts. */
const mostValues = 100_000;
/** Levels of attribute values; DynamoDB stores 32. */
const deepest = 40;

type Checks = Readonly<Record<string, Check>>;

const text: Check = (value) => typeof value === 'string';
const truth: Check = (value) => typeof value === 'boolean';
const number: Check = (value) => Number.isFinite(value);
const list =
  (check: Check): Check =>
  (value, budget) => {
    if (!Array.isArray(value) || !spend(budget, value.length)) return false;
    for (const element of value) if (element !== undefined && element !== null && !check(element, budget)) return false;
    return true;
  };
const map =
  (check: Check): Check =>
  (value, budget) => {
    if (!isRecord(value)) return false;
    for (const name of Object.keys(value)) {
      const element = value[name];
      if (!spend(budget, 1) || (element !== undefined && element !== null && !check(element, budget))) return false;
    }
    return true;
  };
const structure =
  (checks: () => Checks): Check =>
  (value, budget) =>
    hasMembers(value, checks(), budget);

const attributes = map((value, budget) => isAttributeValue(value, budget, 0));
const names = map(text);
const request = structure(() => itemMembers);

/** The members that all requests for items share; in every operation they have the same type. */
const itemMembers: Checks = {
  TableName: text,
  IndexName: text,
  Key: attributes,
  Item: attributes,
  Keys: list(attributes),
  ConditionExpression: text,
  FilterExpression: text,
  KeyConditionExpression: text,
  ProjectionExpression: text,
  UpdateExpression: text,
  ExpressionAttributeNames: names,
  ExpressionAttributeValues: attributes,
  ExclusiveStartKey: attributes,
  ConsistentRead: truth,
  ScanIndexForward: truth,
  Limit: number,
  Segment: number,
  TotalSegments: number,
  Select: text,
  ReturnValues: text,
  ReturnConsumedCapacity: text,
  ReturnItemCollectionMetrics: text,
  ReturnValuesOnConditionCheckFailure: text,
  ClientRequestToken: text,
};

const requestMembers: Checks = {
  ...itemMembers,
  RequestItems: map(request),
  TransactItems: list(
    structure(() => ({ Get: request, Put: request, Update: request, Delete: request, ConditionCheck: request })),
  ),
};

const batchWriteMembers: Checks = {
  ...itemMembers,
  RequestItems: map(list(structure(() => ({ PutRequest: request, DeleteRequest: request })))),
};

function hasMembers(given: unknown, checks: Checks, budget: Budget): boolean {
  if (!isRecord(given)) return false;
  // Inherited members count too, because execution reads them as well.
  for (const name in given) {
    const value = given[name];
    if (value === undefined || value === null) continue;
    const check = ownProperty(checks, name);
    if (check === undefined || !spend(budget, 1) || !check(value, budget)) return false;
  }
  return true;
}

function isAttributeValue(given: unknown, budget: Budget, depth: number): boolean {
  if (!isRecord(given) || depth > deepest) return false;
  for (const name in given) {
    const value = given[name];
    if (value !== undefined && value !== null && !isOfType(name, value, { budget, depth })) return false;
  }
  return true;
}

function isOfType(type: string, value: unknown, { budget, depth }: { budget: Budget; depth: number }): boolean {
  switch (type) {
    case 'S':
    case 'N':
      return typeof value === 'string';
    case 'BOOL':
    case 'NULL':
      return typeof value === 'boolean';
    case 'B':
      return isBytes(value);
    case 'SS':
    case 'NS':
      return list(text)(value, budget);
    case 'BS':
      return list(isBytes)(value, budget);
    case 'L':
      return list((element) => isAttributeValue(element, budget, depth + 1))(value, budget);
    case 'M':
      return map((element) => isAttributeValue(element, budget, depth + 1))(value, budget);
    default:
      return false;
  }
}

function spend(budget: Budget, values: number): boolean {
  budget.values -= values;
  return budget.values >= 0;
}
