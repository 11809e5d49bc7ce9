import type { AttributeValue } from '../../../domain/dynamodb.ts';
import { toDecimal } from '../../../domain/values/decimal.ts';
import { encodeUtf8 } from '../../../domain/values/utf8.ts';
import { md5Prefix } from './md5.ts';
import { workCount } from './work-count.ts';

/** A partition of a table or index. */
export interface HashedPartition {
  /** The first 48 bits of the MD5 digest of its key value. */
  readonly hash: number;
  /** The text of its key value, which all its items can share; `undefined` if it is not remembered. */
  readonly text: string | undefined;
}

/**
 * Returns the position of a partition in a scan: the first 48 bits of the MD5 digest of its key value. So scan order
 * is neither insertion order nor key order. All values of a key with several partition key attributes are hashed.
 *
 * Observed: scans on the service, for keys of each type, recorded from 2014 to 2018.
 */
export function partitionHash(...values: readonly (AttributeValue | undefined)[]): number {
  return hashedPartition(values).hash;
}

/** Returns a partition with the hash of {@link partitionHash}. */
export function hashedPartition(values: readonly (AttributeValue | undefined)[]): HashedPartition {
  workCount.hashes += 1;
  const value = values[0];
  const text = values.length === 1 ? (value?.S ?? value?.N) : undefined;
  if (text === undefined || text.length > 64) return { hash: hashOf(values), text: undefined };
  const cache = value?.S === undefined ? numberCache : stringCache;
  let partition = cache.get(text);
  if (partition === undefined) {
    partition = { hash: hashOf(values), text };
    if (cache.size >= maxCachedHashes) cache.clear();
    cache.set(text, partition);
  }
  return partition;
}

/**
 * Returns the range of hashes that a segment of a parallel scan reads; `to` is exclusive. The service divides the
 * table by the first twelve bits of the hash.
 */
export function segmentHashes(segment: number, totalSegments: number): { readonly from: number; readonly to: number } {
  const firstHash = (index: number) => Math.ceil((4096 * index) / totalSegments) * 2 ** 36;
  return { from: firstHash(segment), to: firstHash(segment + 1) };
}

/** A hash takes about a microsecond and depends only on the value, so recent ones are cached. */
const maxCachedHashes = 50_000;
const stringCache = new Map<string, HashedPartition>();
const numberCache = new Map<string, HashedPartition>();

const salt = encodeUtf8('Outliers');

function hashOf(values: readonly (AttributeValue | undefined)[]): number {
  const chunks = [salt, ...values.map(hashedBytes)];
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return md5Prefix(bytes);
}

function hashedBytes(value: AttributeValue | undefined): Uint8Array {
  if (value?.S !== undefined) return encodeUtf8(value.S);
  if (value?.N !== undefined) return numberBytes(value.N);
  return value?.B ?? new Uint8Array();
}

/**
 * Encodes a number as the service stores it: a byte for the power of 100, then a byte for each pair of digits plus
 * one. Negative numbers are complemented and end with a byte that sorts shorter ones after longer ones.
 */
function numberBytes(number: string): Uint8Array {
  const { negative, digits, lastExponent } = toDecimal(number);
  if (digits === '') return Uint8Array.of(0x80);
  const exponent = lastExponent + digits.length;
  const even = exponent % 2 === 0 ? digits : `0${digits}`;
  const pairs: number[] = [];
  for (let index = 0; index < even.length; index += 2) pairs.push(Number(even.slice(index, index + 2).padEnd(2, '0')));
  const power = Math.floor((exponent + Math.abs(exponent % 2)) / 2) - 64;
  if (!negative) return Uint8Array.from([power, ...pairs.map((pair) => pair + 1)]);
  return Uint8Array.from([~power, ...pairs.map((pair) => 101 - pair), ...(pairs.length < 20 ? [102] : [])]);
}
