import { requestTooLarge } from '../../../domain/api/request-too-large.ts';
import { isBytes } from '../../../domain/brands.ts';
import type { AttributeValue, Item } from '../../../domain/dynamodb.ts';
import { isRecord } from '../../../domain/is-record.ts';
import { attributeNameLimitBytes, nestingLimit } from '../../../domain/limits.ts';
import { setAttribute } from '../../../domain/values/attribute-value.ts';
import { compareNumbers, numberSizeBytes, readNumber } from '../../../domain/values/decimal.ts';
import { compareBytes, compareStrings } from '../../../domain/values/order.ts';
import { utf8Bytes } from '../../../domain/values/size.ts';
import type { Wording } from '../wording/refusal.ts';
import { readBoolean } from './read-boolean.ts';
import { mostValues } from './value-limits.ts';
import { valueProblem } from './value-problem.ts';

/** What reading an item gave: a copy with canonical numbers and ordered sets, and its size. */
export interface ReadItem {
  readonly attributes: Item;
  readonly sizeBytes: number;
}

/**
 * Reads attribute values from a request: checks them, copies them, writes numbers as the service returns them and
 * measures, all in one walk. Where anything is wrong the values are gone through again to find what the service names.
 *
 * @throws ServiceError - ValidationException
 * @throws UnreadableRequest
 */
export function readItem(input: unknown, wording: Wording): ReadItem {
  const reading: Reading = { sizeBytes: 0, values: 0 };
  const attributes = readEntries(input, 0, reading);
  if (attributes === undefined) throw valueProblem({ M: input }, wording, 1);
  return { attributes, sizeBytes: reading.sizeBytes };
}

/**
 * Reads one value, such as an expression attribute value.
 *
 * @throws as {@link readItem}.
 */
export function readValue(input: unknown, wording: Wording): AttributeValue {
  const value = readOne(input, 0, { sizeBytes: 0, values: 0 });
  if (value === undefined) throw valueProblem(input, wording);
  return value;
}

interface Reading {
  sizeBytes: number;
  /** How many values were read. */
  values: number;
}

/** The entries of an item or map, or `undefined` where something is wrong with one. */
function readEntries(input: unknown, depth: number, reading: Reading): Item | undefined {
  if (!isRecord(input)) return undefined;
  const item: Item = {};
  for (const name of Object.keys(input)) {
    const raw = input[name];
    if (raw === undefined || raw === null) continue; // as absent as it is on the wire
    const value = readOne(raw, depth, reading);
    const nameBytes = utf8Bytes(name);
    if (value === undefined || nameBytes === 0 || nameBytes > attributeNameLimitBytes) return undefined;
    reading.sizeBytes += nameBytes;
    setAttribute(item, name, value);
  }
  return item;
}

function readOne(input: unknown, depth: number, reading: Reading): AttributeValue | undefined {
  if (!isRecord(input)) return undefined;
  reading.values += 1;
  if (reading.values > mostValues) throw requestTooLarge();
  let type: string | undefined;
  for (const member in input) {
    if (input[member] === undefined || input[member] === null || !Object.hasOwn(readers, member)) continue;
    if (type !== undefined) return undefined;
    type = member;
  }
  if (type === undefined || depth > nestingLimit) return undefined;
  const reader = readers[type as keyof typeof readers]; // `type` was found among the readers
  return reader(input[type], depth, reading);
}

type Reader = (content: unknown, depth: number, reading: Reading) => AttributeValue | undefined;

const readers: Readonly<Record<'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'L' | 'M', Reader>> = {
  S(content, _, reading) {
    if (typeof content !== 'string') return undefined;
    reading.sizeBytes += utf8Bytes(content);
    return { S: content };
  },
  N(content, _, reading) {
    const text = readNumeral(content);
    if (text === undefined) return undefined;
    reading.sizeBytes += numberSizeBytes(text);
    return { N: text };
  },
  B(content, _, reading) {
    if (!isBytes(content)) return undefined;
    reading.sizeBytes += content.length;
    return { B: new Uint8Array(content) };
  },
  BOOL(content, _, reading) {
    const value = readBoolean(content);
    if (value === undefined) return undefined;
    reading.sizeBytes += 1;
    return { BOOL: value };
  },
  NULL(content, _, reading) {
    if (readBoolean(content) !== true) return undefined;
    reading.sizeBytes += 1;
    return { NULL: true };
  },
  SS(content, _, reading) {
    const members = readMembers(content, (member) => (typeof member === 'string' ? member : undefined));
    if (members === undefined || new Set(members).size < members.length) return undefined;
    for (const member of members) reading.sizeBytes += utf8Bytes(member);
    return { SS: members.sort(compareStrings) };
  },
  NS(content, _, reading) {
    const members = readMembers(content, readNumeral);
    if (members === undefined || new Set(members).size < members.length) return undefined;
    for (const member of members) reading.sizeBytes += numberSizeBytes(member);
    return { NS: members.sort(compareNumbers) };
  },
  BS(content, _, reading) {
    const members = readMembers(content, (member) => (isBytes(member) ? new Uint8Array(member) : undefined));
    if (members === undefined) return undefined;
    members.sort(compareBytes);
    for (const [index, member] of members.entries()) {
      const next = members[index + 1];
      if (next !== undefined && compareBytes(member, next) === 0) return undefined;
      reading.sizeBytes += member.length;
    }
    return { BS: members };
  },
  L(content, depth, reading) {
    if (!Array.isArray(content)) return undefined;
    if (content.length > mostValues) throw requestTooLarge();
    reading.sizeBytes += 3;
    const elements: AttributeValue[] = [];
    for (const raw of content) {
      if (raw === undefined || raw === null) continue; // as the SDK leaves it out
      const element = readOne(raw, depth + 1, reading);
      if (element === undefined) return undefined;
      reading.sizeBytes += 1;
      elements.push(element);
    }
    return { L: elements };
  },
  M(content, depth, reading) {
    const entries = readEntries(content, depth + 1, reading);
    if (entries === undefined) return undefined;
    reading.sizeBytes += 3 + Object.keys(entries).length;
    return { M: entries };
  },
};

function readNumeral(content: unknown): string | undefined {
  return typeof content === 'string' ? readNumber(content).text : undefined;
}

function readMembers<Member>(content: unknown, read: (member: unknown) => Member | undefined): Member[] | undefined {
  if (!Array.isArray(content)) return undefined;
  if (content.length > mostValues) throw requestTooLarge();
  const members: Member[] = [];
  for (const raw of content) {
    if (raw === undefined || raw === null) continue;
    const member = read(raw);
    if (member === undefined) return undefined;
    members.push(member);
  }
  return members.length === 0 ? undefined : members;
}
