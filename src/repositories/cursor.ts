import type { AttributeValue, Item } from '../domain/dynamodb.ts';
import type { KeyAttribute } from '../domain/entity/keys/key-part.ts';
import { DynarepoError } from '../domain/errors.ts';
import { attributeOf, setAttribute } from '../domain/values/attribute-value.ts';
import { decodeBase64Url, encodeBase64Url } from '../domain/values/base64url.ts';
import { parseNumber } from '../domain/values/decimal.ts';
import { encodeOpaque, parseOpaque } from './opaque-text.ts';

/** The query or scan in which a cursor is valid. */
export interface CursorScope {
  /** Returns what identifies the query or scan: entity, table, index, direction and key condition. */
  readonly identity: () => string;
  /** The key attributes whose values the query fixes; the cursor does not contain them. */
  readonly fixed: Item;
  /** The other attributes of an exclusive start key. */
  readonly attributes: readonly KeyAttribute[];
}

/**
 * Returns the scope of the cursors of a query or scan.
 *
 * @param entryKey - the attributes that identify an entry of what is read.
 * @param describe - returns what identifies the query or scan. Called when there is a cursor, because its text takes longer than the
 * expression of the request.
 */
export function cursorScope(entryKey: readonly KeyAttribute[], fixed: Item, describe: () => unknown): CursorScope {
  let identity: string | undefined;
  return {
    identity: () => {
      identity ??= JSON.stringify(describe());
      return identity;
    },
    fixed,
    attributes: entryKey.filter(({ name }) => attributeOf(fixed, name) === undefined),
  };
}

/** Where a query or a segment of a scan continues: after the item with this start key, at its start, or nowhere. */
export type Position = Item | 'start' | 'end';

/** Characters: the key attributes of a table and index of the maximum number and size, every character escaped. */
const longestCursor = 131_072;

/**
 * Encodes an exclusive start key as a cursor. A client may store it and send it back as untrusted input.
 *
 * A cursor is not encrypted: it shows the sort key of the last item. It cannot lead outside the query's partition,
 * because the partition key is not part of it.
 */
export function encodeCursor(scope: CursorScope, startKey: Item): string {
  const texts = scope.attributes.map(({ name }) => valueText(attributeOf(startKey, name)));
  return encodeOpaque(scope.identity(), texts);
}

/**
 * Decodes a cursor to an exclusive start key.
 *
 * @throws DynarepoError - `BAD_CURSOR`: the cursor is damaged or belongs to a different query or scan.
 */
export function decodeCursor(scope: CursorScope, cursor: unknown): Item {
  const startKey = typeof cursor === 'string' ? parseStartKey(scope, cursor) : undefined;
  // A cursor of this scope encodes to the same text again, which includes the checksum.
  if (startKey === undefined || encodeCursor(scope, startKey) !== cursor) throw badCursor();
  return startKey;
}

/**
 * Encodes the positions of all segments of a scan as one cursor, or the only position of a query; `undefined` if all are at
 * the end.
 */
export function encodePositions(scope: CursorScope, positions: readonly Position[]): string | undefined {
  if (positions.every((position) => position === 'end')) return undefined;
  return positions
    .map((position, index) => {
      if (position === 'start') return '';
      return position === 'end' ? ended : encodeCursor(segmentScope(scope, index), position);
    })
    .join(separator);
}

/**
 * Decodes a cursor to the positions of this many segments.
 *
 * @throws DynarepoError - `BAD_CURSOR`: the cursor is damaged or belongs to a different query or scan.
 */
export function decodePositions(scope: CursorScope, cursor: string, count: number): Position[] {
  if (count === 1) return [decodeCursor(scope, cursor)];
  const texts = cursor.length <= longestCursor * count ? cursor.split(separator) : [];
  if (texts.length !== count) throw badCursor();
  return texts.map((text, index) => {
    if (text === '') return 'start';
    return text === ended ? 'end' : decodeCursor(segmentScope(scope, index), text);
  });
}

/** Both are safe in a URL; no cursor of one segment contains a `.`, or is only a `-`. */
const [separator, ended] = ['.', '-'] as const;

function segmentScope(scope: CursorScope, index: number): CursorScope {
  return index === 0 ? scope : { ...scope, identity: () => scope.identity() + index };
}

/** Creates the error for an invalid cursor; `cause` is the service's error, if it was the service that rejected it. */
export function badCursor(options: { readonly cause?: unknown } = {}): DynarepoError {
  return new DynarepoError('BAD_CURSOR', 'the cursor is damaged or belongs to a different query or scan', options);
}

function parseStartKey({ attributes, fixed }: CursorScope, cursor: string): Item | undefined {
  const texts = parseOpaque(cursor, longestCursor);
  if (texts?.length !== attributes.length) return undefined;
  const startKey: Item = { ...fixed };
  for (const [index, { name, type }] of attributes.entries()) {
    const value = parseValue(type, texts[index]);
    if (value === undefined) return undefined;
    setAttribute(startKey, name, value);
  }
  return startKey;
}

function parseValue(type: KeyAttribute['type'], text: unknown): AttributeValue | undefined {
  if (typeof text !== 'string' || text === '') return undefined;
  switch (type) {
    case 'S':
      return { S: text };
    case 'N':
      return parseNumber(text).text === undefined ? undefined : { N: text };
    case 'B': {
      const bytes = decodeBase64Url(text);
      return bytes && { B: bytes };
    }
    default:
      return type satisfies never;
  }
}

function valueText(value: AttributeValue | undefined): string {
  return value?.S ?? value?.N ?? encodeBase64Url(value?.B ?? new Uint8Array());
}
