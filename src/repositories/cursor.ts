import type { AttributeValue, Item } from '../domain/dynamodb.ts';
import { DynarepoError } from '../domain/errors.ts';
import { attributeOf, setAttribute } from '../domain/values/attribute-value.ts';
import { readNumber } from '../domain/values/decimal.ts';
import { decodeUtf8, encodeUtf8 } from '../domain/values/utf8.ts';
import { decodeBase64Url, encodeBase64Url } from './base64url.ts';

/** A key attribute as the table knows it. */
export interface KeyAttribute {
  readonly name: string;
  readonly type: 'S' | 'N' | 'B';
}

/** The query or scan in which a cursor is valid. */
export interface CursorScope {
  /** Everything that makes the same start key mean another place: entity, table, index, direction, key condition. */
  readonly identity: string;
  /** The key attributes whose values the query itself fixes; a cursor does not hold them. */
  readonly fixed: Item;
  /** The other attributes of a start key. */
  readonly attributes: readonly KeyAttribute[];
}

/** Four keys of the greatest size, with every character escaped, and some room. */
const longestCursor = 65_536;

/**
 * The text that stands for a place in a query or scan: it can be handed to a browser and comes back as untrusted input.
 *
 * It is no secret: who has it can read the sort key of the last item. It only leads to places that the query itself
 * would have come to, because the partition is the query's and not the cursor's.
 */
export function encodeCursor(scope: CursorScope, startKey: Item): string {
  const texts = scope.attributes.map(({ name }) => textOf(attributeOf(startKey, name)));
  const payload = JSON.stringify([checksum(JSON.stringify([scope.identity, ...texts])), ...texts]);
  return encodeBase64Url(encodeUtf8(payload));
}

/**
 * The start key that a cursor stands for.
 *
 * @throws DynarepoError - `BAD_CURSOR`: it is damaged, or was made by another query or scan.
 */
export function decodeCursor(scope: CursorScope, cursor: unknown): Item {
  const startKey = typeof cursor === 'string' ? readStartKey(scope, cursor) : undefined;
  // What does not give the same text again was not made here for this scope; the checksum is part of that text.
  if (startKey === undefined || encodeCursor(scope, startKey) !== cursor) throw badCursor();
  return startKey;
}

/** The refusal of a cursor; `cause` is the service's own, where it came to that. */
export function badCursor(options: { readonly cause?: unknown } = {}): DynarepoError {
  return new DynarepoError('BAD_CURSOR', 'the cursor is damaged, or belongs to another query or scan', options);
}

function readStartKey({ attributes, fixed }: CursorScope, cursor: string): Item | undefined {
  const texts = readTexts(cursor);
  if (texts?.length !== attributes.length) return undefined;
  const startKey: Item = { ...fixed };
  for (const [index, { name, type }] of attributes.entries()) {
    const value = readValue(type, texts[index]);
    if (value === undefined) return undefined;
    setAttribute(startKey, name, value);
  }
  return startKey;
}

function readTexts(cursor: string): readonly unknown[] | undefined {
  const bytes = cursor.length <= longestCursor ? decodeBase64Url(cursor) : undefined;
  const text = bytes && decodeUtf8(bytes);
  if (text === undefined) return undefined;
  try {
    const payload: unknown = JSON.parse(text);
    return Array.isArray(payload) ? payload.slice(1) : undefined;
  } catch {
    // Text that is not JSON is no cursor of ours.
    return undefined;
  }
}

function readValue(type: KeyAttribute['type'], text: unknown): AttributeValue | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  switch (type) {
    case 'S':
      return { S: text };
    case 'N':
      return readNumber(text).text === undefined ? undefined : { N: text };
    case 'B': {
      const bytes = decodeBase64Url(text);
      return bytes && { B: bytes };
    }
    default:
      return type satisfies never;
  }
}

function textOf(value: AttributeValue | undefined): string {
  return value?.S ?? value?.N ?? encodeBase64Url(value?.B ?? new Uint8Array());
}

/** Two FNV-1a hashes side by side: against accidents, not against forgery. */
function checksum(text: string): string {
  let [left, right] = [0x811c9dc5, 0x050c5d1f];
  for (let index = 0; index < text.length; index += 1) {
    const codeUnit = text.charCodeAt(index);
    left = Math.imul(left ^ codeUnit, 0x01000193);
    right = Math.imul(right ^ codeUnit, 0x0100019d);
  }
  return (left >>> 0).toString(36) + (right >>> 0).toString(36);
}
