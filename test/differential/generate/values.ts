import type { AttributeValue, Item } from 'dynarepo';
import fc from 'fast-check';
import { attributeValues } from '../../property/arbitraries/attribute-values.ts';
import type { Chance } from './chance.ts';
import { type KeyType, lateKeys, type TablePlan } from './tables.ts';

/** Attribute names that occur often, each mostly with values of one type. */
const typed: Readonly<Record<string, keyof typeof small>> = {
  n: 'N',
  s: 'S',
  t: 'BOOL',
  z: 'B',
  ss: 'SS',
  ns: 'NS',
  bs: 'BS',
};
const plainNames = ['a', 'b', 'c', 'd', 'm', 'm', 'l', 'l', 's', 'n', ...Object.keys(typed)];
const oddNames = ['__proto__', 'constructor', 'status', 'a.b', 'né', '#x', '\u{1f600}', 'hasOwnProperty', 'size'];

/** A small number of values, so that equal ones occur often. */
const small = {
  S: ['', 'a', 'ab', 'ab', 'b', 'b', 'bab', 'é', '\u{10000}', '\uffee', 'M', 'NULL'],
  N: ['0', '1', '2', '-1', '10', '9', '0.5', '-2.50', '1e2', '1E-130', '9.9999999999999999999999999999999999999E+125'],
  B: [[], [0], [1], [1, 2], [255]].map((bytes) => new Uint8Array(bytes)),
  BOOL: [true, false],
  NULL: [true],
  SS: [['a'], ['a', 'b'], ['b', ''], ['\u{10000}', '\uffee', 'a']],
  NS: [['1'], ['2', '1'], ['10', '9', '-1.0'], ['1e2', '0.1']],
  BS: [[[1]], [[], [1]], [[255], [0]]].map((set) => set.map((bytes) => new Uint8Array(bytes))),
};

const digits38 = '1234567890123456789012345678901234567';

/** Values that DynamoDB rejects. */
const rejected: readonly AttributeValue[] = [
  { SS: [] },
  { NS: [] },
  { BS: [] },
  { SS: ['a', 'b', 'a'] },
  { NS: ['1', '1.0'] },
  { BS: [new Uint8Array([1]), new Uint8Array([1])] },
  { N: '' },
  { N: 'abc' },
  { N: ' 1' },
  { N: '0x10' },
  { N: 'NaN' },
  { N: `${digits38}89.1` },
  { N: '1e126' },
  { N: '1e-131' },
  { NS: ['1', 'x'] },
  { NULL: false },
  deep(32),
  deep(33),
  // The type does not allow these members together, which is the purpose.
  { S: 'a', N: '1' } as unknown as AttributeValue,
  {} as unknown as AttributeValue, // as above
  { M: { '': { S: 'a' } } },
];

/** Generates the values of a history. */
export class Values {
  readonly #chance: Chance;
  readonly #sampled: readonly AttributeValue[];

  constructor(chance: Chance, seed: number) {
    this.#chance = chance;
    this.#sampled = fc.sample(attributeValues, { seed, numRuns: 40 });
  }

  /** Returns a value of any type, rarely one that is rejected. */
  any(invalidity = 0.005): AttributeValue {
    return this.#chance.weighted([
      [invalidity * 100, () => this.#chance.of(rejected)],
      [20, () => this.#chance.of(this.#sampled)],
      [1, () => this.#edge()],
      [60, () => this.ofType(this.#chance.of(types))],
      [10, () => this.map()],
      [10, () => this.list()],
    ]);
  }

  /** Returns one of the few values of a type. */
  ofType(type: keyof typeof small): AttributeValue {
    // The compiler cannot check that the value matches the computed member name.
    return { [type]: this.#chance.of<unknown>(small[type]) } as unknown as AttributeValue;
  }

  /** Returns a value, mostly of the type that belongs to the attribute name. */
  ofName(name: string): AttributeValue {
    const type = Object.hasOwn(typed, name) ? typed[name] : undefined;
    if (this.#chance.happens(0.12)) return this.any();
    if (type !== undefined) return this.ofType(type);
    if (name === 'm') return this.map();
    return name === 'l' ? this.list() : this.any();
  }

  map(): AttributeValue {
    const names = this.#chance.some(['x', 'y', 'l', 'm', this.#chance.of(oddNames)], 0.4);
    return { M: Object.fromEntries(names.map((name) => [name, this.#inner(name)])) };
  }

  list(): AttributeValue {
    return { L: this.#chance.times(this.#chance.whole(0, 3), () => this.#inner(this.#chance.one('x', 'l', 'm'))) };
  }

  /** Returns a value of a key attribute, rarely an invalid one. */
  key(type: KeyType, invalidity = 0.02): AttributeValue {
    if (this.#chance.happens(invalidity)) {
      return this.#chance.one<AttributeValue>(this.any(), { S: '' }, { S: 'k'.repeat(2049) }, { N: '1' }, { S: 'a' });
    }
    if (type === 'S') return { S: this.#chance.one('a', 'a', 'b', 'ab', 'c', '\u{10000}', '\uffee') };
    if (type === 'N') return { N: this.#chance.one('0', '1', '1.0', '2', '10', '-1', '-10', '0.5', '1e1', '1e-130') };
    return { B: new Uint8Array(this.#chance.one([0], [0], [1], [0, 1], [255], [127], [128])) };
  }

  /** Returns a primary key, rarely one that does not match the schema. */
  primaryKey({ key, types: keyTypes }: TablePlan, invalidity = 0.01): Item {
    const names = this.#chance.happens(invalidity) ? [...key, 'a'] : key;
    const kept = this.#chance.happens(invalidity) ? names.slice(1) : names;
    return Object.fromEntries(kept.map((name) => [name, this.key(keyTypes[name] ?? 'S', invalidity)]));
  }

  /** Returns an item with its key, index keys and other attributes. */
  item(table: TablePlan): Item {
    const indexKeys = Object.keys(table.types).filter((name) => !table.key.includes(name));
    const names = this.#chance.times(this.#chance.whole(0, 10), () => this.name());
    return Object.fromEntries([
      ...names.map((name) => [name, this.ofName(name)] as const),
      ...this.#chance
        .some(indexKeys, 0.85)
        .map((name) => [name, this.key(table.types[name] ?? 'S', invalidityOf(name))] as const),
      ...Object.entries(this.primaryKey(table)),
    ]);
  }

  /** Returns an attribute name. */
  name(): string {
    return this.#chance.happens(0.88) ? this.#chance.of(plainNames) : this.#chance.of(oddNames);
  }

  #inner(name: string): AttributeValue {
    if (name === 'm' && this.#chance.happens(0.4)) return this.map();
    if (name === 'l' && this.#chance.happens(0.4)) return this.list();
    return this.ofType(this.#chance.of(types));
  }

  #edge(): AttributeValue {
    return this.#chance.one<AttributeValue>(
      { N: `${digits38}8` },
      { N: `-0.${digits38}8` },
      { N: '-0' },
      { N: '+5' },
      { N: '.5' },
      { N: '5.' },
      { N: '0042.1200' },
      { S: 'x'.repeat(5000) },
      deep(30),
      { SS: ['b', 'a', '\uffee', '\u{10000}'] },
    );
  }
}

// Object.keys returns strings; these are the member names above.
const types = Object.keys(small) as readonly (keyof typeof small)[];

function deep(levels: number): AttributeValue {
  let value: AttributeValue = { S: 'deep' };
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? { L: [value] } : { M: { m: value } };
  return value;
}

/** DynamoDB Local never ends a backfill that finds an invalid value. */
function invalidityOf(indexKey: string): number {
  return lateKeys.includes(indexKey) ? 0.0002 : 0.01;
}
