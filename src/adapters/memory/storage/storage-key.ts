import type { AttributeValue } from '../../../domain/dynamodb.ts';
import { comparisonCount } from '../../../domain/values/comparison-count.ts';
import { toOrderedText } from '../../../domain/values/order.ts';
import { type ReadableItem, readAttribute } from '../../../domain/values/readable-item.ts';
import { toOrderedBytes, toOrderedNumber } from './ordered-text.ts';
import { hashedPartition } from './partition-hash.ts';
import { workCount } from './work-count.ts';

/**
 * The position of an item in a table or index: ordered by the hash of its partition key, then by its key values.
 *
 * Key values are texts that JavaScript's `<` sorts in DynamoDB's order. Every item and index entry has such an object: with
 * few members and no list it takes half the memory, and with two halves of the hash, which are small integers in V8, it is one object:
 * a larger number is another one.
 */
export interface StorageKey {
  /** The first 24 bits of the partition's hash. */
  readonly hash: number;
  /** The next 24 bits. */
  readonly hashRest: number;
  readonly partition: KeyTexts;
  readonly sort: KeyTexts | undefined;
  /** In an index, the primary key of the item, which distinguishes entries with equal index keys. */
  readonly tableKey: StorageKey | undefined;
}

/** The text of one value; a list for an index key with several values of this role. */
export type KeyTexts = string | readonly string[];

/** The position of an item in its table without the hash, which only the order of items needs. */
export type PointKey = Pick<StorageKey, 'partition' | 'sort'>;

/** The key of a request in a table. */
export interface RequestKey extends PointKey {
  /** The attributes of the key, possibly among others; only those of a new item are needed. */
  readonly attributes: ReadableItem;
}

/** A position between keys: before or after all keys that begin with these parts. */
export interface Bound {
  /** 48 bits. */
  readonly hash: number;
  /** Texts of partition key values, sort key values and, in an index, the primary key. */
  readonly parts: readonly string[];
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
  if (left.hashRest !== right.hashRest) return left.hashRest < right.hashRest ? -1 : 1;
  return compareTexts(left, right);
}

function compareTexts(left: StorageKey, right: StorageKey): number {
  const order = compareRole(left.partition, right.partition) || compareRole(left.sort, right.sort);
  if (order !== 0 || left.tableKey === undefined || right.tableKey === undefined) return order;
  return compareTexts(left.tableKey, right.tableKey);
}

/** Keys of one table or index have as many texts of each role. */
function compareRole(left: KeyTexts | undefined, right: KeyTexts | undefined): number {
  if (left === right || left === undefined || right === undefined) return 0;
  if (typeof left === 'string' || typeof right === 'string') return left < right ? -1 : 1;
  const index = left.findIndex((text, at) => text !== right[at]);
  return index === -1 ? 0 : compareRole(left[index], right[index]);
}

/** Returns whether a key is before a bound. */
export function isBefore(key: StorageKey, { hash, parts, side }: Bound): boolean {
  comparisonCount.value += 1;
  const hashOfKey = wholeHash(key);
  if (hashOfKey !== hash) return hashOfKey < hash;
  if (typeof key.partition !== 'string' || parts.length > 2) return isPrefixBefore(partsOf(key), parts, side);
  // Most bounds are a partition, or a partition and a sort key. Read by index, as in other frequent code: until V8 has optimized
  // it, destructuring a list takes some 20 times as long.
  const partition = parts[0];
  const sort = parts[1];
  if (partition === undefined) return side === 'after';
  if (key.partition !== partition) return key.partition < partition;
  if (sort === undefined) return side === 'after';
  if (typeof key.sort !== 'string') return isPrefixBefore(partsOf(key), parts, side);
  return key.sort === sort ? side === 'after' : key.sort < sort;
}

/** A bound has no more parts than a key. */
function isPrefixBefore(parts: readonly string[], bound: readonly string[], side: Bound['side']): boolean {
  const index = bound.findIndex((part, at) => part !== parts[at]);
  return index === -1 ? side === 'after' : (parts[index] as string) < (bound[index] as string);
}

/** Returns the position before or after a key. */
export function boundAt(key: StorageKey, side: Bound['side']): Bound {
  return { hash: wholeHash(key), parts: partsOf(key), side };
}

/** Returns the 48 bits of a key's hash. */
export function wholeHash({ hash, hashRest }: Pick<StorageKey, 'hash' | 'hashRest'>): number {
  return hash * halfOfHash + hashRest;
}

/** Returns the key with a hash of 48 bits. */
export function keyWithHash(hash: number, { partition, sort }: PointKey, itemKey: StorageKey | undefined): StorageKey {
  // `| 0` makes V8 store integers: the result of a division or subtraction it stores as any number.
  const first = (hash / halfOfHash) | 0;
  return { hash: first, hashRest: (hash - first * halfOfHash) | 0, partition, sort, tableKey: itemKey };
}

const halfOfHash = 2 ** 24;

function partsOf({ partition, sort, tableKey }: StorageKey): string[] {
  const own = sort === undefined ? [partition] : [partition, sort];
  return tableKey === undefined ? own.flat() : [...own.flat(), ...partsOf(tableKey)];
}

/** Returns the key of an item in its table; the item must have all key attributes. */
export function tableKey(item: ReadableItem, key: KeyAttributes): StorageKey {
  return withHash(requestKey(item, key), key);
}

/** Returns the key of an item in its table for a request; the item must have all key attributes. */
export function requestKey(attributes: ReadableItem, { partition, sort }: KeyAttributes): RequestKey {
  const partitionName = partition[0] ?? '';
  const sortName = sort[0];
  const sortValue = sortName === undefined ? undefined : readAttribute(attributes, sortName);
  return requestKeyOf(attributes, readAttribute(attributes, partitionName), sortValue);
}

/** Returns the key of an item in its table for a request from the key's values. */
export function requestKeyOf(
  attributes: ReadableItem,
  partition: AttributeValue | undefined,
  sort: AttributeValue | undefined,
): RequestKey {
  workCount.keys += 1;
  return { partition: orderedText(partition), sort: sort && orderedText(sort), attributes };
}

/** Returns a text that is different for different keys of one table. */
export function keyText(key: PointKey): string {
  const partition = partitionText(key);
  return key.sort === undefined ? partition : `${partition.length}:${partition}${sortText(key)}`;
}

/** Returns the key of an item in its table from that of a request. Writes that move no item don't need it. */
export function withHash({ partition, sort, attributes }: RequestKey, key: KeyAttributes): StorageKey {
  const { hash, text } = hashedPartition([readAttribute(attributes, key.partition[0] ?? '')]);
  // The items of a partition share its text: 32 bytes an item less.
  return keyWithHash(hash, { partition: text === partition ? text : partition, sort }, undefined);
}

/** Returns the text of the partition key value of a key in a table. */
export function partitionText({ partition }: PointKey): string {
  return partition as string; // keys of tables have one
}

/** Returns the text of the sort key value of a key in a table; an empty text if the table has no sort key. */
export function sortText({ sort = '' }: PointKey): string {
  return sort as string; // keys of tables have at most one
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
