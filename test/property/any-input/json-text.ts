import { isPlain } from './places.ts';
import { DeepValue, deepValues } from './troubles.ts';

/** Prints an input as JSON, deep values included. */
export function toJsonText(input: unknown): string {
  const deep: DeepValue[] = [];
  const text = JSON.stringify(input, (_, value) =>
    value instanceof DeepValue ? `${mark}${deep.push(value) - 1}` : value,
  );
  return (text ?? 'null').replace(
    new RegExp(`"${mark}(\\d+)"`, 'g'),
    (_, index) => deep[Number(index)]?.toText() ?? '',
  );
}

/** Replaces the deep values in an input with objects. */
export function toObjects(input: unknown, seen: Set<unknown> = new Set()): unknown {
  if (typeof input !== 'object' || input === null || seen.has(input)) return input;
  seen.add(input);
  if (!isPlain(input)) return isDeep(input) ? parsedOf(input) : input;
  for (const name of Object.keys(input)) {
    const value: unknown = Object.getOwnPropertyDescriptor(input, name)?.value;
    const replaced = toObjects(value, seen);
    if (replaced !== value)
      Object.defineProperty(input, name, { value: replaced, enumerable: true, configurable: true });
  }
  return input;
}

/** Parses a deep value once: parsing takes long, and requests don't change their input. */
function parsedOf(deep: DeepValue): unknown {
  const text = deep.toText();
  if (!parsed.has(text)) parsed.set(text, JSON.parse(text));
  return parsed.get(text);
}

const parsed = new Map<string, unknown>();

/** `instanceof` alone would call a proxy. */
function isDeep(input: object): input is DeepValue {
  return deepValues.has(input);
}

const mark = '@deep value ';
