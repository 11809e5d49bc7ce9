import type { AttributeValue } from '../../../domain/dynamodb.ts';
import { toDecimal } from '../../../domain/values/decimal.ts';
import { encodeUtf8 } from '../../../domain/values/utf8.ts';
import { md5Prefix } from './md5.ts';

/**
 * Where a partition stands in the order of a scan: the first 48 bits of the MD5 of its key value, which is what makes
 * scan order unlike both insertion order and key order. All values of a key with several partition attributes count.
 *
 * Observed: the service's own scan order over keys of each type (2014 to 2018).
 */
export function partitionHash(...values: readonly (AttributeValue | undefined)[]): number {
  const [value] = values;
  const text = values.length === 1 ? (value?.S ?? value?.N) : undefined;
  if (text === undefined || text.length > 64) return hashOf(values);
  const known = value?.S === undefined ? numberHashes : stringHashes;
  let hash = known.get(text);
  if (hash === undefined) {
    hash = hashOf(values);
    if (known.size >= rememberedHashes) known.clear();
    known.set(text, hash);
  }
  return hash;
}

/**
 * The share of a table that a segment of a parallel scan reads, as a range of hashes, `to` not included. The service
 * cuts the table by the first twelve bits of the hash.
 */
export function segmentHashes(segment: number, totalSegments: number): { readonly from: number; readonly to: number } {
  const cut = (index: number) => Math.ceil((4096 * index) / totalSegments) * 2 ** 36;
  return { from: cut(segment), to: cut(segment + 1) };
}

/** A hash costs about a microsecond and depends on nothing but the value, so the last ones are kept. */
const rememberedHashes = 50_000;
const stringHashes = new Map<string, number>();
const numberHashes = new Map<string, number>();

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
 * A number as the service keeps it: a byte for the power of a hundred, then a byte for each two digits, one higher than
 * they are; negative numbers complemented, with a byte at the end that puts shorter ones after longer ones.
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
