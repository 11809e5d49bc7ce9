import type { AttributeValue, Item } from '../../domain/dynamodb.ts';
import { setOwnProperty } from '../../domain/own-property.ts';
import { encodeBase64 } from '../../domain/values/base64.ts';
import { parseNumber } from '../../domain/values/decimal.ts';
import type { LambdaImage, LambdaValue } from './lambda-event.ts';

/** Returns a copy of an item as it is in a Lambda event: with base64 text in place of bytes, and numbers in digits alone. */
export function toLambdaImage(item: Item): LambdaImage {
  const image: LambdaImage = {};
  for (const [name, value] of Object.entries(item)) setOwnProperty(image, name, toLambdaValue(value));
  return image;
}

function toLambdaValue(value: AttributeValue): LambdaValue {
  if (value.N !== undefined) return { N: digitsOf(value.N) };
  if (value.NS !== undefined) return { NS: value.NS.map(digitsOf) };
  if (value.B !== undefined) return { B: encodeBase64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(encodeBase64) };
  if (value.M !== undefined) return { M: toLambdaImage(value.M) };
  if (value.L !== undefined) return { L: value.L.map(toLambdaValue) };
  if (value.SS !== undefined) return { SS: [...value.SS] };
  return { ...value } as LambdaValue; // the other types are the same in an event
}

function digitsOf(number: string): string {
  return parseNumber(number).text ?? number;
}
