import type { AttributeValue, Item } from '../../../domain/dynamodb.ts';
import { attributeOf } from '../../../domain/values/attribute-value.ts';
import { comparisonCount } from '../../../domain/values/comparison-count.ts';
import { toOrderedText } from '../../../domain/values/order.ts';
import { toOrderedBytes, toOrderedNumber } from './ordered-text.ts';
import { partitionHash } from './partition-hash.ts';
import { workCount } from './work-count.ts';

/**
 * The position of an item in a table or index: ordered by the hash of its partition key, then by its key values.
 *
 * `parts` are the key values as texts that JavaScript's `<` sorts in DynamoDB's order: partition key values, sort key
 * values and, in an index, the primary key of the item, which distinguishes entries with equal index keys.
 */
export interface StorageKey {
  /** The first 48 bits of the partition's hash. */
  readonly hash: number;
  readonly parts: readonly string[];
}

/** The position of an item in its table without the hash, which only the order of items needs. */
export type PointKey = Pick<StorageKey, 'parts'>;

/** A position between keys: before or after all keys that begin with these parts. */
export interface Bound extends StorageKey {
  readonly side: 'before' | 'after';
}

/** The attributes of a key schema, by role. A table and a local index have one partition key attribute. */
export interface KeyAttributes {
  readonly partition: readonly string[];
  readonly sort: readonly string[];
}

/** Orders the keys of one table or of one index. */
export function compareKeys(left: StorageKey, right: StorageKey): number {
  comparisonCount.value += 1;
  if (left.hash !== right.hash) return left.hash < right.hash ? -1 : 1;
  const [a, b] = [left.parts, right.parts];
  for (let index = 0; index < a.length; index += 1) {
    const [x, y] = [a[index] as string, b[index] as string]; // keys of one table have the same number of parts
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

/** Returns whether a key is before a bound. */
export function isBefore(key: StorageKey, bound: Bound): boolean {
  comparisonCount.value += 1;
  if (key.hash !== bound.hash) return key.hash < bound.hash;
  for (let index = 0; index < bound.parts.length; index += 1) {
    const [x, y] = [key.parts[index] as string, bound.parts[index] as string]; // a bound has no more parts than a key
    if (x !== y) return x < y;
  }
  return bound.side === 'after';
}

/** Returns the key of an item in its table; the item must have all key attributes. */
export function tableKey(item: Item, key: KeyAttributes): StorageKey {
  return withHash(pointKey(item, key), item, key);
}

/** Returns the key of an item in its table for a lookup; the item must have all key attributes. */
export function pointKey(item: Item, { partition, sort }: KeyAttributes): PointKey {
  workCount.keys += 1;
  const [partitionName = '', sortName] = [partition[0], sort[0]];
  const part = orderedText(attributeOf(item, partitionName));
  // Complete literals, because an array that grows keeps room for 17 elements.
  return { parts: sortName === undefined ? [part] : [part, orderedText(attributeOf(item, sortName))] };
}

/** Returns a text that is different for different keys of one table. */
export function keyText({ parts: [partition = '', sort] }: PointKey): string {
  return sort === undefined ? partition : `${partition.length}:${partition}${sort}`;
}

/** Returns the key of an item in its table from that for a lookup. Writes that move no item don't need it. */
export function withHash({ parts }: PointKey, item: Item, { partition }: KeyAttributes): StorageKey {
  return { hash: partitionHash(attributeOf(item, partition[0] ?? '')), parts };
}

/** Converts a key value to text in DynamoDB's order. */
export function orderedText(value: AttributeValue | undefined): string {
  if (value?.S !== undefined) return toOrderedText(value.S);
  if (value?.N !== undefined) return toOrderedNumber(value.N);
  if (value?.B !== undefined) return toOrderedBytes(value.B);
  return '';
}

/** Returns the smallest text after all texts that begin with `prefix`; `undefined` if there is none. */
export function prefixSuccessor(prefix: string): string | undefined {
  let end = prefix.length;
  while (end > 0 && prefix.charCodeAt(end - 1) === 0xffff) end -= 1;
  if (end === 0) return undefined;
  return prefix.slice(0, end - 1) + String.fromCharCode(prefix.charCodeAt(end - 1) + 1);
}
