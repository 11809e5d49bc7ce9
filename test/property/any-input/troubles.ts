/** Values that hardly any request should have, by description; each call creates a new one. */
export type Troubles = Readonly<Record<string, () => unknown>>;

/** All deep values; the test for one does not call a proxy. */
export const deepValues = new WeakSet<object>();

/** A value nested deeper than the call stack. It is printed as JSON without recursion. */
export class DeepValue {
  readonly open: string;
  readonly close: string;
  readonly core: string;
  readonly levels = 12_000;

  constructor(open: string, core: string, close: string) {
    this.open = open;
    this.core = core;
    this.close = close;
    deepValues.add(this);
  }

  toText(): string {
    return this.open.repeat(this.levels) + this.core + this.close.repeat(this.levels);
  }
}

/** Troubles that JSON can express, with which some requests are executed. */
export const executableTroubles: Troubles = {
  null: () => null,
  true: () => true,
  'a number': () => 7,
  'a fraction': () => -0.5,
  'a number beyond a double': () => new DeepValue('', '1e999', ''),
  'an empty string': () => '',
  'a string': () => 'a',
  'a long string': () => 'x'.repeat(70_000),
  'a lone surrogate': () => '\ud800',
  'an empty list': () => [],
  'a list': () => [[null, {}], 'a'],
  'a long list': () => Array.from({ length: 5000 }, () => ({})),
  'an empty object': () => ({}),
  'an object with unknown members': () => ({ X: 1, constructor: null, hasOwnProperty: 2 }),
  'an object with many members': () =>
    Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`m${index}`, {}])),
  'a value of two types': () => ({ S: 'a', N: '1' }),
  'a value of no known type': () => ({ X: 'a' }),
  'bytes that are not base64': () => ({ B: '%' }),
  'a value beside a deep member': () => ({ S: 'a', X: new DeepValue('{"X":', '1', '}') }),
  'a list value beside a deep member': () => ({ L: [{ S: 'a', X: new DeepValue('[', '', ']') }] }),
};

/** Troubles that JSON can express. */
export const jsonTroubles: Troubles = {
  ...executableTroubles,
  'a deep object': () => new DeepValue('{"X":', '1', '}'),
  'a deep list': () => new DeepValue('[', '', ']'),
  'a deep list value': () => new DeepValue('{"L":[', '{"S":"a"}', ']}'),
  'a deep map value': () => new DeepValue('{"M":{"a":', '{"S":"a"}', '}}'),
};

/** Troubles that only a caller in the same process can make. */
export const objectTroubles: Troubles = {
  undefined: () => undefined,
  NaN: () => Number.NaN,
  infinity: () => Number.POSITIVE_INFINITY,
  'a bigint': () => 1n,
  'a symbol': () => Symbol('a'),
  'a function': () => () => 'a',
  'a boxed string': () => Object('a'),
  'a date': () => new Date(Number.NaN),
  'a map': () => new Map([['S', 'a']]),
  'a set': () => new Set(['a']),
  'an error': () => new Error('not plain'),
  'a regular expression': () => /a/,
  'other typed arrays': () => [new Float64Array(1), new DataView(new ArrayBuffer(1)), new ArrayBuffer(1)],
  bytes: () => ({ B: new Uint8Array([1]) }),
  'a binary set': () => ({ BS: [new Uint8Array([1]), Buffer.from('b')] }),
  'bytes in name only': () => ({ B: Object.create(Uint8Array.prototype) }),
  'a proxy of bytes': () => ({ B: new Proxy(new Uint8Array(1), {}) }),
  'bytes with a length of their own': () => ({ B: Object.defineProperty(new Uint8Array(2), 'length', { get: fail }) }),
  'a sparse array': () => new Array(3),
  'an array without end': () => Object.assign([], { length: 2 ** 32 - 1 }),
  'an array with another constructor': () => Object.defineProperty([{ S: 'a' }], 'constructor', { get: fail }),
  'an array of another species': () => Object.assign([{ S: 'a' }], { constructor: { [Symbol.species]: NoArray } }),
  'an array with another iterator': () => Object.assign([{ S: 'a' }], { [Symbol.iterator]: fail }),
  'an array of a subclass': () => OddArray.from([{ S: 'a' }]),
  'a list value of a subclass': () => ({ L: OddArray.from([{ S: 'a' }]) }),
  'a set value of a subclass': () => ({ SS: OddArray.from(['a', 'b']) }),
  'an object without prototype': () => Object.assign(Object.create(null), { S: 'a' }),
  'an instance of a class': () => new Text(),
  'inherited members': () => Object.create({ S: 'a' }),
  'a frozen object': () => Object.freeze({ S: 'a' }),
  'a getter that throws': () => Object.defineProperty({}, 'S', { configurable: true, enumerable: true, get: fail }),
  'a getter that changes': () =>
    Object.defineProperty({}, 'S', { configurable: true, enumerable: true, get: alternating() }),
  'a tag that throws': () => Object.defineProperty({ S: 'a' }, Symbol.toStringTag, { get: fail }),
  'a text conversion that throws': () => ({ toString: fail, valueOf: fail, toJSON: fail }),
  'a proxy that throws': () => new Proxy({}, { ownKeys: fail, get: fail, has: fail, getPrototypeOf: fail }),
  'a proxy of an array that throws': () => new Proxy([{ S: 'a' }], { get: fail }),
  'a revoked proxy': revokedProxy,
  'a circular list value': circular,
};

function fail(): never {
  throw new TypeError('from the input');
}

function alternating(): () => unknown {
  let reads = 0;
  return () => {
    reads += 1;
    return reads % 2 === 1 ? 'a' : 5;
  };
}

function revokedProxy(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function circular(): unknown {
  const value: { L: unknown[] } = { L: [] };
  value.L.push(value, value);
  return value;
}

class NoArray {
  constructor() {
    fail();
  }
}

class OddArray extends Array<unknown> {
  override map = fail;
  override filter = fail;
  override slice = fail;
  override concat = fail;
  override forEach = fail;
  override [Symbol.iterator] = fail;
  static override from(elements: readonly unknown[]): OddArray {
    const array = new OddArray();
    for (const [index, element] of elements.entries()) array[index] = element;
    return array;
  }
}

class Text {
  readonly S = 'a';
  get N(): string {
    return '1';
  }
}
