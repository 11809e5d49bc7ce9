/**
 * What JavaScript's own objects are, wherever they were created. Test runners such as Jest run code in a context (realm)
 * of its own, where `instanceof` fails for objects of another one: those of `structuredClone`, `fs.stat` or a `vm` context.
 *
 * `instanceof` is fastest. Where it fails, the internal slot decides, which no `Symbol.toStringTag` can imitate.
 */

/** Returns whether a value is a `Set`. */
export function isSet(value: unknown): value is Set<unknown> {
  return value instanceof Set || (tagOf(value) === '[object Set]' && hasSlot(sizeOfSet, value));
}

/** Returns whether a value is a `Date`, valid or not. */
export function isDate(value: unknown): value is Date {
  return value instanceof Date || (tagOf(value) === '[object Date]' && hasSlot(Date.prototype.getTime, value));
}

/** Returns whether a value is a `Uint8Array`; a Node `Buffer` is one too, a proxy of one is not. */
export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && (value instanceof Uint8Array || nameOfTypedArray.call(value) === 'Uint8Array');
}

/** Returns whether a value is an `Error`. Here the tag must do: the slot of errors can't be asked for in every supported runtime. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || tagOf(value) === '[object Error]';
}

/** Returns whether a value is an `AbortSignal`. jsdom has a class of its own, so the tag must do. */
export function isAbortSignal(value: unknown): value is AbortSignal {
  return value instanceof AbortSignal || tagOf(value) === '[object AbortSignal]';
}

const tag = Object.prototype.toString;
const sizeOfSet = getterOf(Set.prototype, 'size');
const nameOfTypedArray = getterOf(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag);

function tagOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null ? tag.call(value) : undefined;
}

/** Methods that read an internal slot throw where there is none. */
function hasSlot(read: () => unknown, value: unknown): boolean {
  try {
    read.call(value);
    return true;
  } catch {
    return false;
  }
}

function getterOf(prototype: object, name: PropertyKey): () => unknown {
  return Object.getOwnPropertyDescriptor(prototype, name)?.get ?? (() => undefined);
}
