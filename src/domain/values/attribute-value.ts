import type { AttributeValue, Item } from '../dynamodb.ts';
import { ownProperty, setOwnProperty } from '../own-property.ts';

/** The ten data types of DynamoDB, by the name of the member that holds the value. */
export type DataType = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'L' | 'M';

/** The data type of a value. The value must have exactly one member, as every value that was read in has. */
export function dataTypeOf(value: AttributeValue): DataType {
  for (const member in value) return member as DataType; // the one member is the type
  throw new TypeError('an attribute value without a member');
}

/** Returns the attribute of that name, where names such as `constructor` and `__proto__` are ordinary. */
export const attributeOf: (item: Item, name: string) => AttributeValue | undefined = ownProperty;

/** Sets an attribute, whatever its name. */
export const setAttribute: (item: Item, name: string, value: AttributeValue) => void = setOwnProperty;

/** A copy of an item that shares nothing with it. */
export function copyItem(item: Item): Item {
  // Spreading copies own members only, `__proto__` among them, so what follows sets own members, whatever their names.
  const copy = { ...item };
  for (const name in copy) {
    const value = copy[name];
    if (value !== undefined) copy[name] = copyValue(value);
  }
  return copy;
}

/** A copy of a value that shares nothing with it. */
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
