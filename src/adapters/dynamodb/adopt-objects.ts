import { isBytes, isDate } from '../../domain/brands.ts';
import { setOwnProperty } from '../../domain/own-property.ts';

/**
 * Replaces bytes and dates of other realms by copies of this one, because the SDK recognizes no others. Returns the same
 * object where there are none.
 */
export function adoptObjects<T extends object>(input: T): T {
  return adopt(input) as T; // what is replaced has the same type
}

function adopt(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array || value instanceof Date) return value;
  if (isBytes(value)) return new Uint8Array(value);
  if (isDate(value)) return new Date(value.getTime());
  return Array.isArray(value) ? adoptElements(value) : adoptMembers(value);
}

function adoptElements(list: readonly unknown[]): readonly unknown[] {
  const adopted = list.map(adopt);
  return adopted.some((element, index) => element !== list[index]) ? adopted : list;
}

function adoptMembers(members: object): object {
  let copy: Record<string, unknown> | undefined;
  for (const name in members) {
    const value: unknown = Reflect.get(members, name);
    const adopted = adopt(value);
    if (adopted === value) continue;
    copy ??= { ...members };
    setOwnProperty(copy, name, adopted);
  }
  return copy ?? members;
}
