import { isBytes, isDate } from '../../domain/brands.ts';
import { isRecord } from '../../domain/is-record.ts';

/** Returns a deep copy of objects, arrays, dates and bytes, which are all that inputs and outputs consist of. */
export function copyData<T>(value: T): T;
export function copyData(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => copyData(element));
  if (isBytes(value)) return new Uint8Array(value);
  if (isDate(value)) return new Date(value);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, copyData(member)]));
}
