import { isBytes } from '../../domain/brands.ts';
import type { AttributeValue, Item } from '../../domain/dynamodb.ts';
import { badInput, childLocation, type ValueLocation, wrongType } from '../../domain/entity/value-location.ts';
import { isRecord } from '../../domain/is-record.ts';
import { nestingLimit } from '../../domain/limits.ts';
import { setOwnProperty } from '../../domain/own-property.ts';
import type { DataType } from '../../domain/values/attribute-value.ts';
import { encodeBase64 } from '../../domain/values/base64.ts';
import { parseNumber } from '../../domain/values/decimal.ts';
import { bytesFromJson, type JsonObject, setFromJson } from './json-value.ts';

/** The start of the path to a value in messages. */
const rootLocation = { segment: 'item' };

/**
 * Returns an item in DynamoDB's own JSON, as the AWS CLI and the HTTP API have it: `{ "age": { "N": "30" } }`, with bytes in base64.
 *
 * @param item - an item, such as of `encodeEntity`.
 * @throws DynarepoError - `BAD_INPUT`: it has something else than attribute values.
 */
export function itemToDynamoDbJson(item: Item): JsonObject {
  return itemToJson(item, rootLocation, 0);
}

function itemToJson(item: unknown, location: ValueLocation, depth: number): JsonObject {
  if (!isRecord(item)) throw wrongType(location, 'an object', item);
  checkDepth(depth);
  const json: JsonObject = {};
  for (const [name, value] of Object.entries(item)) {
    setOwnProperty(json, name, valueToJson(value, childLocation(location, name), depth));
  }
  return json;
}

function valueToJson(value: unknown, location: ValueLocation, depth: number): JsonObject {
  if (!isRecord(value)) throw wrongType(location, 'an attribute value such as { S: "a" }', value);
  checkDepth(depth);
  const { B, BS, L, M } = value;
  if (B !== undefined) return { B: bytesToJson(B, location) };
  if (BS !== undefined) return { BS: arrayOf(BS, location).map((each) => bytesToJson(each, location)) };
  if (L !== undefined) {
    const elements = arrayOf(L, location);
    return { L: elements.map((each, index) => valueToJson(each, childLocation(location, index), depth + 1)) };
  }
  if (M !== undefined) return { M: itemToJson(M, location, depth + 1) };
  return valueFromJson(value, location, depth) as object as JsonObject; // the other types are the same in JSON
}

function bytesToJson(bytes: unknown, location: ValueLocation): string {
  if (isBytes(bytes)) return encodeBase64(bytes);
  throw wrongType(location, 'bytes', bytes);
}

function arrayOf(value: unknown, location: ValueLocation): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw wrongType(location, 'an array', value);
}

function checkDepth(depth: number): void {
  if (depth > nestingLimit) throw badInput({ segment: 'the item' }, `is nested in more than ${nestingLimit} levels`);
}

/**
 * Returns the item of DynamoDB's own JSON, such as for `decodeItem`.
 *
 * @throws DynarepoError - `BAD_INPUT`: it has another form.
 */
export function itemFromDynamoDbJson(json: unknown): Item {
  return itemFromJson(json, rootLocation, 0);
}

function itemFromJson(json: unknown, location: ValueLocation, depth: number): Item {
  if (!isRecord(json)) throw wrongType(location, 'an object', json);
  const item: Item = {};
  for (const name of Object.keys(json)) {
    setOwnProperty(item, name, valueFromJson(json[name], childLocation(location, name), depth));
  }
  return item;
}

function valueFromJson(json: unknown, location: ValueLocation, depth: number): AttributeValue {
  checkDepth(depth);
  const [type = '', ...others] = isRecord(json) ? Object.keys(json) : [];
  if (others.length > 0 || !Object.hasOwn(parsers, type)) {
    throw badInput(location, `must be an object with one member of ${Object.keys(parsers).join(', ')}`);
  }
  const parse = parsers[type as DataType]; // one of its members
  return { [type]: parse(Reflect.get(Object(json), type), location, depth) } as unknown as AttributeValue; // by its type
}

type Parser = (content: unknown, location: ValueLocation, depth: number) => unknown;

const text: Parser = (content, location) => {
  if (typeof content !== 'string') throw wrongType(location, 'a string', content);
  return content;
};
const number: Parser = (content, location) => {
  const parsed = typeof content === 'string' ? parseNumber(content).text : undefined;
  if (parsed === undefined) throw badInput(location, 'must have the text of a number as N');
  return parsed;
};
const setOf =
  (member: Parser): Parser =>
  (content, location, depth) => {
    const members = [...setFromJson(content, location, (each) => member(each, location, depth))];
    if (members.length === 0) throw badInput(location, 'must not be empty: DynamoDB cannot store an empty set');
    return members;
  };

const parsers: Readonly<Record<DataType, Parser>> = {
  S: text,
  N: number,
  B: bytesFromJson,
  BOOL(content, location) {
    if (typeof content !== 'boolean') throw wrongType(location, 'a boolean', content);
    return content;
  },
  NULL(content, location) {
    if (content !== true) throw badInput(location, 'must have true as NULL');
    return content;
  },
  SS: setOf(text),
  NS: setOf(number),
  BS: setOf(bytesFromJson),
  L: (content, location, depth) =>
    Array.from(arrayOf(content, location), (element, index) =>
      valueFromJson(element, childLocation(location, index), depth + 1),
    ),
  M: (content, location, depth) => itemFromJson(content, location, depth + 1),
};
