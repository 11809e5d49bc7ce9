import type { AttributeValue, Item } from '../../domain/dynamodb.ts';
import { isRecord } from '../../domain/is-record.ts';
import { nestingLimit } from '../../domain/limits.ts';
import { setAttribute } from '../../domain/values/attribute-value.ts';
import { decodeBase64 } from '../../domain/values/base64.ts';

/** Returns an item of a Lambda event as the API has it: with bytes in place of base64 text. Other values stay as they are. */
export function fromLambdaImage(image: object, depth = 0): Item {
  const item: Item = {};
  for (const [name, value] of Object.entries(image)) setAttribute(item, name, fromLambdaValue(value, depth));
  return item;
}

/** Values of any form are returned unchanged: the entity's definition decides what is readable. */
function fromLambdaValue(value: unknown, depth: number): AttributeValue {
  const unchanged = value as AttributeValue; // checked where it is decoded
  if (!isRecord(value) || depth > nestingLimit) return unchanged;
  const { B, BS, M, L } = value;
  if (typeof B === 'string') return { B: bytesOf(B) };
  if (Array.isArray(BS)) return { BS: BS.map(bytesOf) };
  if (isRecord(M)) return { M: fromLambdaImage(M, depth + 1) };
  return Array.isArray(L) ? { L: L.map((each) => fromLambdaValue(each, depth + 1)) } : unchanged;
}

function bytesOf(text: unknown): Uint8Array {
  const bytes = typeof text === 'string' ? decodeBase64(text) : undefined;
  return bytes ?? (text as Uint8Array); // checked where it is decoded
}
