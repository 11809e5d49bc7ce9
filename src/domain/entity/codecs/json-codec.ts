import type { ValueCodec } from '../value-codec.ts';
import { badInput, badStoredValue, childLocation, type ValueLocation, wrongType } from '../value-location.ts';
import { storedText } from './scalar-codecs.ts';

/** JSON values, as text; only values that read back equal. */
export const jsonCodec: ValueCodec = {
  type: 'S',
  encode(value, location) {
    checkJson(value, location, []);
    return { S: JSON.stringify(value) };
  },
  decode(stored, location) {
    const text = storedText(stored, location);
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw badStoredValue(location, 'is stored as text that is not JSON', cause);
    }
  },
};

/** The maximum depth of a JSON value; far below the depth at which JavaScript's JSON functions fail. */
const maxDepth = 1_000;

/** Checks that a value reads back equal from JSON; `ancestors` are the objects and arrays that contain it. */
function checkJson(value: unknown, location: ValueLocation, ancestors: readonly object[]): void {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    checkNumber(value, location);
    return;
  }
  if (typeof value !== 'object') throw wrongType(location, 'a JSON value', value);
  if (ancestors.includes(value)) throw badInput(location, 'contains itself, which JSON cannot represent');
  if (ancestors.length >= maxDepth) throw badInput(location, `is nested more than ${maxDepth} levels deep`);
  if (!Array.isArray(value) && !isPlain(value)) throw wrongType(location, 'a JSON value', value);
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    throw badInput(location, 'has a method toJSON, so it would read back as another value');
  }
  checkMembers(value, location, [...ancestors, value]);
}

function checkMembers(value: object, location: ValueLocation, ancestors: readonly object[]): void {
  const length = Array.isArray(value) ? value.length : 0;
  // By index, so that the holes of a sparse array are rejected as undefined.
  for (let index = 0; index < length; index += 1) {
    checkJson(Reflect.get(value, index), childLocation(location, index), ancestors);
  }
  for (const key of Reflect.ownKeys(value)) {
    if (Array.isArray(value) && (key === 'length' || isIndex(key, length))) continue;
    const member = childLocation(location, String(key));
    if (Array.isArray(value) || typeof key === 'symbol' || !Object.prototype.propertyIsEnumerable.call(value, key)) {
      throw badInput(member, 'is a property that JSON does not contain');
    }
    checkJson(Reflect.get(value, key), member, ancestors);
  }
}

function checkNumber(value: number, location: ValueLocation): void {
  if (Number.isFinite(value) && !Object.is(value, -0)) return;
  throw badInput(location, `is ${Object.is(value, -0) ? '-0' : value}, which JSON cannot represent`);
}

/** Returns whether an object is not an instance of a class, in any realm: JSON reads back plain objects only. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isIndex(key: string | symbol, length: number): boolean {
  return typeof key === 'string' && /^(?:0|[1-9][0-9]*)$/.test(key) && Number(key) < length;
}
