import { isBytes } from '../brands.ts';
import { isRecord } from '../is-record.ts';
import { ownProperty } from '../own-property.ts';

/**
 * What is known of an input without the model: all its values have the types of the model and it is JSON as it is, or they
 * have and it is not (because of bytes, `null` or inherited members), or that takes the model to decide.
 */
export type InputForm = 'json' | 'typed' | 'unknown';

/**
 * Returns the form of an input. It knows the members of requests for items only, so that a program that sends nothing else
 * needs no model, which is two thirds of a bundle of the adapter.
 */
export function formOfInput(operation: string, input: unknown): InputForm {
  const survey = { valuesLeft: mostValues, isJson: true };
  const members = operation === 'BatchWriteItem' ? batchWriteMembers : requestMembers;
  if (!hasMembers(input, members, survey)) return 'unknown';
  return survey.isJson ? 'json' : 'typed';
}

/** Whether a value surely has a type. */
type Check = (value: unknown, survey: Survey) => boolean;

/** What was found so far. */
interface Survey {
  /** How many values may still be looked at. */
  valuesLeft: number;
  isJson: boolean;
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
  (value, survey) => {
    if (!Array.isArray(value) || !spend(survey, value.length)) return false;
    if (Object.getPrototypeOf(value) !== Array.prototype) survey.isJson = false;
    for (const element of value) if (!check(element, survey)) return false;
    return true;
  };
const map =
  (check: Check): Check =>
  (value, survey) => {
    if (!isRecord(value)) return false;
    lookAtPrototype(value, survey);
    for (const name of Object.keys(value)) {
      const element = value[name];
      if (!spend(survey, 1) || !check(element, survey)) return false;
    }
    return true;
  };
const structure =
  (checks: () => Checks): Check =>
  (value, survey) =>
    hasMembers(value, checks(), survey);

const attributes = map((value, survey) => isAttributeValue(value, survey, 0));
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

function hasMembers(given: unknown, checks: Checks, survey: Survey): boolean {
  if (!isRecord(given)) return false;
  lookAtPrototype(given, survey);
  // Inherited members count too, because execution reads them as well.
  for (const name in given) {
    const value = given[name];
    if (value === null) survey.isJson = false;
    if (value === undefined || value === null) continue;
    const check = ownProperty(checks, name);
    if (check === undefined || !spend(survey, 1) || !check(value, survey)) return false;
  }
  return true;
}

function isAttributeValue(given: unknown, survey: Survey, depth: number): boolean {
  if (!isRecord(given) || depth > deepest) return false;
  lookAtPrototype(given, survey);
  let members = 0;
  for (const name in given) {
    const value = given[name];
    if (value === undefined) continue;
    members += 1;
    if (!isOfType(name, value, { survey, depth })) return false;
  }
  return members === 1;
}

/** JSON has no inherited members, and calls an inherited `toJSON`. */
function lookAtPrototype(value: object, survey: Survey): void {
  if (Object.getPrototypeOf(value) !== Object.prototype) survey.isJson = false;
}

function bytes(value: unknown, survey: Survey): boolean {
  survey.isJson = false;
  return isBytes(value);
}

function isOfType(type: string, value: unknown, { survey, depth }: { survey: Survey; depth: number }): boolean {
  switch (type) {
    case 'S':
    case 'N':
      return typeof value === 'string';
    case 'BOOL':
    case 'NULL':
      return typeof value === 'boolean';
    case 'B':
      return bytes(value, survey);
    case 'SS':
    case 'NS':
      return list(text)(value, survey);
    case 'BS':
      return list(bytes)(value, survey);
    case 'L':
      return list((element) => isAttributeValue(element, survey, depth + 1))(value, survey);
    case 'M':
      return map((element) => isAttributeValue(element, survey, depth + 1))(value, survey);
    default:
      return false;
  }
}

function spend(survey: Survey, values: number): boolean {
  survey.valuesLeft -= values;
  return survey.valuesLeft >= 0;
}
