import { elementsOf } from '../../../domain/api/elements-of.ts';
import { requestTooLarge } from '../../../domain/api/request-too-large.ts';
import { isBytes } from '../../../domain/brands.ts';
import type { AttributeValue, Item } from '../../../domain/dynamodb.ts';
import { isPresent } from '../../../domain/is-present.ts';
import { isRecord } from '../../../domain/is-record.ts';
import { attributeNameLimitBytes, nestingLimit } from '../../../domain/limits.ts';
import { setAttribute } from '../../../domain/values/attribute-value.ts';
import { compareNumbers, numberSizeBytes, parseNumber } from '../../../domain/values/decimal.ts';
import { compareBytes, compareStrings } from '../../../domain/values/order.ts';
import { utf8Bytes } from '../../../domain/values/size.ts';
import type { Wording } from '../wording/validation-errors.ts';
import { parseBoolean } from './parse-boolean.ts';
import { maxValues } from './value-limits.ts';
import { valueViolation } from './value-violation.ts';

/** A parsed item: a copy with canonical numbers and sorted sets, and its size. */
export interface ParsedItem {
  readonly attributes: Item;
  readonly sizeBytes: number;
}

/**
 * Parses an item of a request: validates and copies its values, converts numbers to canonical form and measures them,
 * in one walk. If there is a violation, a second walk finds the one that the service reports.
 *
 * @throws ServiceError - ValidationException
 * @throws UnreadableRequest
 */
export function parseItem(input: unknown, wording: Wording): ParsedItem {
  const item = parseValidItem(input);
  if (item === undefined) throw valueViolation({ M: input }, wording, 1);
  return item;
}

/**
 * Parses one value, such as an expression attribute value.
 *
 * @param extraLevels - levels of nesting that it can have beyond the limit of others.
 * @throws as {@link parseItem}.
 */
export function parseValue(input: unknown, wording: Wording, extraLevels = 0): AttributeValue {
  const value = parseOne(input, -extraLevels, newParseState());
  if (value === undefined) throw valueViolation(input, wording, extraLevels);
  return value;
}

/** Parses an item as {@link parseItem} does; `undefined` if it is invalid. */
export function parseValidItem(input: unknown): ParsedItem | undefined {
  const state = newParseState();
  const attributes = parseEntries(input, 0, state);
  return attributes && { attributes, sizeBytes: state.sizeBytes };
}

/** What is known of the part of an item that was parsed. */
export interface ParseState {
  sizeBytes: number;
  /** The number of values so far. */
  values: number;
  /** The content of the value that {@link typeIn} found the type of, as it is in the request. */
  content: unknown;
}

/** Returns the state before anything is parsed. */
export function newParseState(): ParseState {
  return { sizeBytes: 0, values: 0, content: undefined };
}

/** Returns the entries of an item or map, or `undefined` if one is invalid. */
function parseEntries(input: unknown, depth: number, state: ParseState): Item | undefined {
  if (!isRecord(input)) return undefined;
  const item: Item = {};
  for (const name of Object.keys(input)) {
    const raw = input[name];
    if (raw === undefined || raw === null) continue; // JSON drops it or the service ignores it
    const value = parseOne(raw, depth, state);
    const nameBytes = utf8Bytes(name);
    if (value === undefined || nameBytes === 0 || nameBytes > attributeNameLimitBytes) return undefined;
    state.sizeBytes += nameBytes;
    setAttribute(item, name, value);
  }
  return item;
}

function parseOne(input: unknown, depth: number, state: ParseState): AttributeValue | undefined {
  const type = typeIn(input, state);
  return type === undefined || depth > nestingLimit ? undefined : parseContent(type, depth, state);
}

/** Parses the content of a value whose type {@link typeIn} returned; `undefined` if it is invalid. */
export function parseContent(type: ContentType, depth: number, state: ParseState): AttributeValue | undefined {
  const { content } = state;
  // The types of most values need no call through the table.
  if (type === 'S') return parsers.S(content, depth, state);
  if (type === 'N') return parsers.N(content, depth, state);
  return parsers[type](content, depth, state);
}

/**
 * Returns the type of a value, and sets its content in the state; `undefined` if it has no type or several.
 *
 * @throws ServiceError - RequestEntityTooLarge: it is one value too many.
 */
export function typeIn(input: unknown, state: ParseState): ContentType | undefined {
  if (!isRecord(input)) return undefined;
  state.values += 1;
  if (state.values > maxValues) throw requestTooLarge();
  let type: ContentType | undefined;
  let content: unknown;
  for (const member in input) {
    if (!isDataType(member)) continue;
    const found = input[member];
    if (found === undefined || found === null) continue;
    if (type !== undefined) return undefined;
    type = member;
    content = found;
  }
  state.content = content;
  return type;
}

function isDataType(member: string): member is ContentType {
  return member === 'S' || member === 'N' || Object.hasOwn(parsers, member);
}

/** The member that a value has. */
export type ContentType = keyof typeof parsers;

type ContentParser = (content: unknown, depth: number, state: ParseState) => AttributeValue | undefined;

const parsers: Readonly<Record<'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'SS' | 'NS' | 'BS' | 'L' | 'M', ContentParser>> = {
  S(content, _, state) {
    if (typeof content !== 'string') return undefined;
    state.sizeBytes += utf8Bytes(content);
    return { S: content };
  },
  N(content, _, state) {
    if (typeof content !== 'string') return undefined;
    const { text } = parseNumber(content);
    if (text === undefined) return undefined;
    state.sizeBytes += numberSizeBytes(text);
    return { N: text };
  },
  B(content, _, state) {
    if (!isBytes(content)) return undefined;
    const bytes = new Uint8Array(content);
    state.sizeBytes += bytes.length;
    return { B: bytes };
  },
  BOOL(content, _, state) {
    const value = parseBoolean(content);
    if (value === undefined) return undefined;
    state.sizeBytes += 1;
    return { BOOL: value };
  },
  NULL(content, _, state) {
    if (parseBoolean(content) !== true) return undefined;
    state.sizeBytes += 1;
    return { NULL: true };
  },
  SS(content, _, state) {
    const members = parseMembers(content, (member) => (typeof member === 'string' ? member : undefined));
    if (members === undefined || !sortDistinct(members, compareStrings)) return undefined;
    for (const member of members) state.sizeBytes += utf8Bytes(member);
    return { SS: members };
  },
  NS(content, _, state) {
    const members = parseMembers(content, parseNumeral);
    if (members === undefined || !sortDistinct(members, compareNumbers)) return undefined;
    for (const member of members) state.sizeBytes += numberSizeBytes(member);
    return { NS: members };
  },
  BS(content, _, state) {
    const members = parseMembers(content, (member) => (isBytes(member) ? new Uint8Array(member) : undefined));
    if (members === undefined || !sortDistinct(members, compareBytes)) return undefined;
    for (const member of members) state.sizeBytes += member.length;
    return { BS: members };
  },
  L(content, depth, state) {
    if (!Array.isArray(content)) return undefined;
    state.sizeBytes += 3;
    const elements: AttributeValue[] = [];
    for (const raw of elementsOf(content, maxValues)) {
      const element = parseOne(raw, depth + 1, state); // `undefined` for null
      if (element === undefined) return undefined;
      state.sizeBytes += 1;
      elements.push(element);
    }
    return { L: elements };
  },
  M(content, depth, state) {
    const entries = parseEntries(content, depth + 1, state);
    if (entries === undefined) return undefined;
    state.sizeBytes += 3 + Object.keys(entries).length;
    return { M: entries };
  },
};

/** Sorts the members of a set; returns whether all are different. Most sets are sorted already, as they were read. */
function sortDistinct<Member>(members: Member[], compare: (left: Member, right: Member) => number): boolean {
  if (isAscending(members, compare)) return true;
  members.sort(compare);
  return isAscending(members, compare);
}

function isAscending<Member>(members: readonly Member[], compare: (left: Member, right: Member) => number): boolean {
  for (let index = 1; index < members.length; index += 1) {
    if (compare(members[index - 1] as Member, members[index] as Member) >= 0) return false; // both are indexes
  }
  return true;
}

function parseNumeral(content: unknown): string | undefined {
  return typeof content === 'string' ? parseNumber(content).text : undefined;
}

function parseMembers<Member>(content: unknown, read: (member: unknown) => Member | undefined): Member[] | undefined {
  if (!Array.isArray(content)) return undefined;
  const members: Member[] = [];
  for (const raw of elementsOf(content, maxValues)) {
    if (!isPresent(raw)) continue;
    const member = read(raw);
    if (member === undefined) return undefined;
    members.push(member);
  }
  return members.length === 0 ? undefined : members;
}
