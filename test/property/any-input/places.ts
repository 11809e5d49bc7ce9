/** A position in an input: the names and indexes that lead to it. */
export type Place = readonly (string | number)[];

/** Returns every position in an input where a value is, and one for a member that the object does not have. */
export function placesIn(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place];
  const inside = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  const unknown = Array.isArray(value) ? [value.length] : ['Unknown', '__proto__'];
  return [
    place,
    ...inside.flatMap((name) => placesIn(Reflect.get(value, name), [...place, name])),
    ...unknown.map((name) => [...place, name]),
  ];
}

/** Returns an input with a value put at a position; the input changes too. */
export function putAt(input: unknown, [name, ...rest]: Place, value: unknown): unknown {
  if (name === undefined) return value;
  // An earlier value may have replaced the object that the position is in.
  if (typeof input !== 'object' || input === null || !isPlain(input)) return input;
  try {
    const put = rest.length === 0 ? value : putAt(Reflect.get(input, name), rest, value);
    Object.defineProperty(input, name, { value: put, enumerable: true, configurable: true, writable: true });
  } catch {
    // It is a proxy.
  }
  return input;
}

/** Returns whether an object is plain data that can be changed. */
export function isPlain(input: object): boolean {
  try {
    return [Object.prototype, Array.prototype].includes(Object.getPrototypeOf(input)) && !Object.isFrozen(input);
  } catch {
    return false;
  }
}
