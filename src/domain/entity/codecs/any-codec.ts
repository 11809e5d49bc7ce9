import { isBytes, isSet } from '../../brands.ts';
import type { AttributeValue } from '../../dynamodb.ts';
import { isRecord } from '../../is-record.ts';
import { nestingLimit } from '../../limits.ts';
import type { DataType } from '../../values/attribute-value.ts';
import { ExactNumber, exactNumber } from '../exact-number.ts';
import type { ValueCodec } from '../value-codec.ts';
import { badInput, type ValueLocation, wrongType } from '../value-location.ts';
import { listCodec, recordCodec } from './document-codecs.ts';
import { bigintCodec, numberCodec, storedNumber } from './number-codecs.ts';
import { binaryCodec, booleanCodec, nullCodec, stringCodec } from './scalar-codecs.ts';
import { binarySetCodec, stringSetCodec } from './set-codecs.ts';
import { hasOneMember, storedMember } from './stored-member.ts';

/** Encodes any value that DynamoDB can store as the data type that its JavaScript type stands for. */
export function encodeAny(value: unknown, location: ValueLocation): AttributeValue | undefined {
  const type = typeOf(value, location);
  if (type === 'M' || type === 'L') rejectDeep(location);
  return codecs[type].encode(value, location);
}

/** Decodes an attribute value of any type; numbers stay exact: see {@link exactNumber}. */
export function decodeAny(stored: AttributeValue, location: ValueLocation): unknown {
  for (const type in stored) {
    if (Object.hasOwn(codecs, type) && hasOneMember(stored)) return codecs[type as DataType].decode(stored, location); // of codecs
  }
  return storedMember('M', stored, location); // rejects any other form
}

/** Any value: strings, numbers, bigints, booleans, `null`, bytes, sets, arrays and plain objects. */
export const anyCodec: ValueCodec = { type: 'M', jsonForm: 'any', encode: encodeAny, decode: decodeAny };

const exactCodec: ValueCodec = {
  type: 'N',
  encode(value, location) {
    if (value instanceof ExactNumber) return { N: value.text };
    return (typeof value === 'bigint' ? bigintCodec : numberCodec).encode(value, location);
  },
  decode: (stored, location) => exactNumber(storedNumber(stored, location)),
};

const codecs: Readonly<Record<DataType, ValueCodec>> = {
  S: stringCodec,
  N: exactCodec,
  B: binaryCodec,
  BOOL: booleanCodec,
  NULL: nullCodec,
  SS: stringSetCodec,
  NS: {
    type: 'NS',
    encode: (value, location) => ({
      NS: [...setOf(value)].map((member) => exactCodec.encode(member, location)?.N ?? ''),
    }),
    decode: (stored, location) =>
      new Set(storedMember('NS', stored, location).map((N) => exactCodec.decode({ N }, location))),
  },
  BS: {
    type: 'BS',
    encode: (value, location) => binarySetCodec.encode([...setOf(value)], location),
    decode: (stored, location) => new Set(storedMember('BS', stored, location).map((bytes) => new Uint8Array(bytes))),
  },
  L: listCodec(anyCodec),
  M: recordCodec(anyCodec),
};

function typeOf(value: unknown, location: ValueLocation): DataType {
  if (typeof value === 'string') return 'S';
  if (typeof value === 'number' || typeof value === 'bigint' || value instanceof ExactNumber) return 'N';
  if (typeof value === 'boolean') return 'BOOL';
  if (value === null) return 'NULL';
  if (isBytes(value)) return 'B';
  if (isSet(value)) return setTypeOf(value, location);
  if (Array.isArray(value)) return 'L';
  if (isRecord(value) && isPlain(value)) return 'M';
  throw wrongType(location, 'a string, number, bigint, boolean, null, Uint8Array, Set, array or plain object', value);
}

function setTypeOf(value: ReadonlySet<unknown>, location: ValueLocation): DataType {
  const types = new Set(Array.from(value, (member) => typeOf(member, location)));
  const [type = 'none'] = types;
  if (types.size === 1 && (type === 'S' || type === 'N' || type === 'B')) return `${type}S`;
  throw badInput(location, 'must be a Set of only strings, only numbers or only Uint8Array, and not empty');
}

function setOf(value: unknown): ReadonlySet<unknown> {
  return isSet(value) ? value : new Set();
}

/** An object of a class would read back as a plain one. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Rejects what DynamoDB cannot store, and objects that contain themselves. */
function rejectDeep(location: ValueLocation): void {
  let depth = 0;
  for (let at: ValueLocation | undefined = location; at !== undefined; at = at.parent) depth += 1;
  if (depth > nestingLimit + 1)
    throw badInput({ segment: 'the item' }, `is nested in more than ${nestingLimit} levels`);
}
