import type { AttributeValue } from '../dynamodb.ts';
import { encodeBase64Url } from './base64url.ts';

/** Formats an attribute value for messages; different values of one type give different texts. */
export function readableValue(value: AttributeValue): string {
  if (value.S !== undefined) return JSON.stringify(value.S);
  if (value.N !== undefined) return value.N;
  if (value.BOOL !== undefined) return String(value.BOOL);
  if (value.B !== undefined) return encodeBase64Url(value.B);
  if (value.SS !== undefined) return `{${value.SS.map((member) => JSON.stringify(member)).join(', ')}}`;
  if (value.NS !== undefined) return `{${value.NS.join(', ')}}`;
  if (value.BS !== undefined) return `{${value.BS.map(encodeBase64Url).join(', ')}}`;
  if (value.L !== undefined) return `[${value.L.map(readableValue).join(', ')}]`;
  if (value.M !== undefined) return readableItem(value.M);
  return 'null';
}

/** Formats a value of any form for messages, as JSON. */
export function readableJson(value: unknown): string {
  return (
    JSON.stringify(value, (_name, member) => (typeof member === 'bigint' ? String(member) : member)) ?? String(value)
  );
}

function readableItem(item: Readonly<Record<string, AttributeValue>>): string {
  const entries = Object.entries(item).map(([name, value]) => `${name}: ${readableValue(value)}`);
  return `{ ${entries.join(', ')} }`;
}
