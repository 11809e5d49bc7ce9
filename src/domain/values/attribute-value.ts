import type { AttributeValue, Item } from '../dynamodb.ts';
import { ownProperty, setOwnProperty } from '../own-property.ts';

/** The ten data types of DynamoDB; an attribute value has one member with this name. */
export type DataType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'L' | 'M';

/** Returns the data type of a value, which must have exactly one member. */
export function dataTypeOf(value: AttributeValue): DataType {
  for (const member in value) return member as DataType; // the one member is the type
  throw new TypeError('an attribute value must have one member');
}

/** Returns whether a value, which can have any form, is a string, number or binary: the types of keys. */
export function isKeyValue(value: AttributeValue | null | undefined): value is AttributeValue {
  return typeof value?.S === 'string' || typeof value?.N === 'string' || ArrayBuffer.isView(value?.B);
}

/** Returns an attribute of an item; any name is allowed, including `constructor` and `__proto__`. */
export const attributeOf: (item: Item, name: string) => AttributeValue | undefined = ownProperty;

/** Sets an attribute of an item; any name is allowed. */
export const setAttribute: (item: Item, name: string, value: AttributeValue) => void = setOwnProperty;

/** Returns a deep copy of an item. */
export function copyItem(item: Item): Item {
  // Measured: an object built up by names takes 0.6 of a spread whose members are then replaced, of 20 attributes 0.3.
  const copy: Item = {};
  for (const name in item) {
    const value = item[name];
    if (value !== undefined) setAttribute(copy, name, copyValue(value));
  }
  return copy;
}

/** Returns a deep copy of a value. */
export function copyValue(value: AttributeValue): AttributeValue {
  if (value.S !== undefined) return { S: value.S };
  if (value.N !== undefined) return { N: value.N };
  if (value.M !== undefined) return { M: copyItem(value.M) };
  if (value.L !== undefined) return { L: value.L.map(copyValue) };
  if (value.BOOL !== undefined) return { BOOL: value.BOOL };
  if (value.B !== undefined) return { B: value.B.slice() };
  if (value.SS !== undefined) return { SS: value.SS.slice() };
  if (value.NS !== undefined) return { NS: value.NS.slice() };
  if (value.BS !== undefined) return { BS: value.BS.map((member) => member.slice()) };
  return { NULL: true };
}
