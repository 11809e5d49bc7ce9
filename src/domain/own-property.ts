/** Returns an object's own property; inherited properties such as `constructor` are `undefined`. */
export function ownProperty<T>(object: Readonly<Record<string, T>>, name: string): T | undefined;
export function ownProperty(object: object, name: string): unknown;
export function ownProperty(object: object, name: string): unknown {
  // A cast, because `Reflect.get` is slower and every attribute access comes here.
  return Object.hasOwn(object, name) ? (object as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** Sets an own property with any name, including `__proto__`. */
export function setOwnProperty<T>(object: Record<string, T>, name: string, value: T): void {
  if (name === '__proto__') {
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  } else {
    object[name] = value;
  }
}
