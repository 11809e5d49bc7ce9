import type { AttributeValue, Item } from '../dynamodb.ts';
import { ownProperty } from '../own-property.ts';
import { numberSizeBytes } from './decimal.ts';
import { type Utf8Encoder, utf8Encoder } from './utf8.ts';

/**
 * Returns the size of an item in bytes, as DynamoDB counts it for limits and capacity: UTF-8 names and values of all
 * attributes.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSizeBytes(item: Item): number {
  let size = 0;
  for (const name in item) {
    const value = item[name];
    if (value !== undefined) size += utf8Bytes(name) + valueSizeBytes(value);
  }
  return size;
}

/** An item before a change, its size, and the different names of the attributes that can differ after it. */
export interface ChangedItem {
  readonly before: Item;
  readonly sizeBytes: number;
  readonly names: readonly string[];
}

/** Returns the size in bytes of an item that was changed: only the attributes that can differ are measured. */
export function changedItemSizeBytes(item: Item, { before, sizeBytes, names }: ChangedItem): number {
  let size = sizeBytes;
  for (const name of names) {
    const value = ownProperty(item, name);
    const old = ownProperty(before, name);
    if (value === old) continue;
    if (value !== undefined) size += valueSizeBytes(value);
    if (old !== undefined) size -= valueSizeBytes(old);
    if (old === undefined) size += utf8Bytes(name);
    else if (value === undefined) size -= utf8Bytes(name);
  }
  return size;
}

/** Returns the size of a value in bytes, without its name. Numbers must be canonical texts. */
export function valueSizeBytes(value: AttributeValue): number {
  if (value.S !== undefined) return utf8Bytes(value.S);
  if (value.N !== undefined) return numberSizeBytes(value.N);
  if (value.B !== undefined) return value.B.length;
  if (value.M !== undefined) return mapSizeBytes(value.M);
  if (value.L !== undefined) return value.L.reduce((size, element) => size + 1 + valueSizeBytes(element), 3);
  if (value.SS !== undefined) return value.SS.reduce((size, member) => size + utf8Bytes(member), 0);
  if (value.NS !== undefined) return value.NS.reduce((size, member) => size + numberSizeBytes(member), 0);
  if (value.BS !== undefined) return value.BS.reduce((size, member) => size + member.length, 0);
  return 1;
}

/** Returns the UTF-8 bytes of a text; a lone surrogate counts 3, as encoders replace it with U+FFFD. */
export function utf8Bytes(text: string): number {
  if (text.length > shortTextLength && utf8Encoder !== undefined) return encodedBytes(text, utf8Encoder);
  let bytes = text.length;
  let index = 0;
  while (index < bytes && text.charCodeAt(index) <= 0x7f) index += 1; // most texts are ASCII
  for (; index < text.length; index += 1) {
    const codeUnit = text.charCodeAt(index);
    if (codeUnit < 0x80) continue;
    if (codeUnit < 0x800) bytes += 1;
    else if (isPairAt(text, index)) {
      bytes += 2;
      index += 1;
    } else bytes += 2;
  }
  return bytes;
}

/** UTF-16 code units; counting is faster than encoding up to this length, and much slower beyond. */
const shortTextLength = 32;
/** The target of encodings that only measure the length. */
const scratch = new Uint8Array(4096);

function encodedBytes(text: string, encoder: Utf8Encoder): number {
  let bytes = 0;
  let rest = text;
  while (rest !== '') {
    const { read, written } = encoder.encodeInto(rest, scratch);
    bytes += written;
    rest = rest.slice(read);
  }
  return bytes;
}

function mapSizeBytes(map: Item): number {
  let size = 3;
  for (const name in map) {
    const value = map[name];
    if (value !== undefined) size += 1 + utf8Bytes(name) + valueSizeBytes(value);
  }
  return size;
}

function isPairAt(text: string, index: number): boolean {
  const [high, low] = [text.charCodeAt(index), text.charCodeAt(index + 1)];
  return high >= 0xd800 && high < 0xdc00 && low >= 0xdc00 && low < 0xe000;
}
