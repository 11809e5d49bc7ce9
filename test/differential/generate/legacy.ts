import type { AttributeValue } from 'dynarepo';
import type { StepInput } from '../step.ts';
import type { Chance } from './chance.ts';
import type { TablePlan } from './tables.ts';
import type { Values } from './values.ts';

const orderOperators = ['LT', 'LE', 'GT', 'GE'] as const;

/** Generates legacy parameters: mostly valid ones, some with a wrong operator, type or number of values. */
export class LegacyParameters {
  readonly #chance: Chance;
  readonly #values: Values;

  constructor(chance: Chance, values: Values) {
    this.#chance = chance;
    this.#values = values;
  }

  /** Generates `Expected` of a write, in some requests with `ConditionalOperator`. */
  expected(): StepInput {
    return this.#joined('Expected', (name) =>
      this.#chance.weighted<unknown>([
        [3, () => ({ Value: this.#values.ofName(name), ...(this.#chance.happens(0.3) ? { Exists: true } : {}) })],
        [2, () => ({ Exists: false })],
        [1, () => ({ ComparisonOperator: this.#chance.one('EQ', 'NE', 'LT'), Value: this.#values.ofName(name) })],
        [8, () => this.#comparison(name)],
        [0.3, () => this.#malformed(name)],
      ]),
    );
  }

  /** Generates the filter of a read, in some requests with `ConditionalOperator`. */
  filter(member: 'QueryFilter' | 'ScanFilter'): StepInput {
    return this.#joined(member, (name) => this.#comparison(name));
  }

  /** Generates `AttributesToGet`. */
  projection(): StepInput {
    const names = this.#names(this.#chance.one(1, 2, 3));
    return { AttributesToGet: this.#chance.happens(0.03) ? [...names, ...names] : names };
  }

  /** Generates `AttributeUpdates`. */
  updates(): StepInput {
    const names = this.#names(this.#chance.one(1, 1, 2, 3));
    return { AttributeUpdates: Object.fromEntries(names.map((name) => [name, this.#update(name)])) };
  }

  /** Generates `KeyConditions`: equalities for all key attributes except the last sort key attribute. */
  keyConditions({ types }: TablePlan, { partition, sort }: KeyNames): StepInput {
    const key = (name: string) => this.#values.key(types[name] ?? 'S', 0.01);
    const equals = (name: string) => [name, compared(this.#chance.happens(0.98) ? 'EQ' : 'LT', key(name))] as const;
    const conditions: (readonly [name: string, condition: unknown])[] = [...partition, ...sort.slice(0, -1)].map(
      equals,
    );
    const last = sort.at(-1);
    if (last !== undefined && this.#chance.happens(0.6)) {
      conditions.push([
        last,
        this.#chance.weighted<unknown>([
          [6, () => compared(this.#chance.one('EQ', ...orderOperators), key(last))],
          [2, () => this.#between(key(last), key(last))],
          [types[last] === 'N' ? 0.1 : 2, () => compared('BEGINS_WITH', key(last))],
          [0.2, () => this.#comparison(last)],
        ]),
      ]);
    }
    if (this.#chance.happens(0.02)) conditions.push(equals(this.#chance.one('a', 'pk', 'sk', 'g1')));
    const kept = this.#chance.happens(0.02) ? conditions.slice(1) : conditions;
    return { KeyConditions: Object.fromEntries(kept) };
  }

  #joined(member: 'Expected' | 'QueryFilter' | 'ScanFilter', condition: (name: string) => unknown): StepInput {
    const names = this.#names(this.#chance.one(1, 1, 2, 3));
    const isJoined = this.#chance.happens(names.length > 1 ? 0.5 : 0.02);
    return {
      [member]: Object.fromEntries(names.map((name) => [name, condition(name)])),
      ...(isJoined ? { ConditionalOperator: this.#chance.one('AND', 'OR', 'OR') } : {}),
    };
  }

  #comparison(name: string): unknown {
    const value = () => this.#values.ofName(name);
    return this.#chance.weighted<unknown>([
      [4, () => compared(this.#chance.one('EQ', 'EQ', 'NE'), value())],
      [3, () => compared(this.#chance.of(orderOperators), this.#scalar(name))],
      [2, () => this.#between(this.#scalar(name), this.#scalar(name))],
      [2, () => compared('IN', ...this.#chance.times(this.#chance.whole(1, 3), () => this.#scalar(name)))],
      [2, () => compared(this.#chance.one('NULL', 'NOT_NULL'))],
      [2, () => compared('BEGINS_WITH', { S: this.#chance.one('a', 'b', 'ab', '') })],
      [3, () => compared(this.#chance.one('CONTAINS', 'NOT_CONTAINS'), this.#element(name))],
      [0.2, () => compared(this.#chance.one('LT', 'BETWEEN', 'IN', 'BEGINS_WITH', 'CONTAINS'), value(), value())],
      [0.1, () => compared(this.#chance.one('EQ', 'NULL', 'IN', 'LIKE', 'eq'))],
    ]);
  }

  /** Mostly in the right order, because other bounds are rejected. */
  #between(one: AttributeValue, other: AttributeValue): unknown {
    const inOrder = Number(one.N) > Number(other.N) || String(one.S) > String(other.S) ? [other, one] : [one, other];
    return compared('BETWEEN', ...inOrder);
  }

  #malformed(name: string): unknown {
    const Value = this.#values.ofName(name);
    return this.#chance.one<unknown>(
      {},
      { Exists: true },
      { Exists: false, Value },
      { AttributeValueList: [Value] },
      { ComparisonOperator: 'EQ' },
      { ComparisonOperator: 'EQ', Exists: true, Value },
      { ComparisonOperator: 'EQ', Value, AttributeValueList: [Value] },
    );
  }

  #update(name: string): unknown {
    const Value = this.#values.ofName(name);
    return this.#chance.weighted<unknown>([
      [8, () => ({ Action: 'PUT', Value })],
      [3, () => ({ Action: 'DELETE' })],
      [4, () => ({ Action: 'ADD', Value: this.#added(name) })],
      [2, () => ({ Action: 'DELETE', Value: this.#values.ofType(this.#setTypeOf(name)) })],
      [0.2, () => ({ Action: this.#chance.one('ADD', 'DELETE'), Value })],
      [0.1, () => this.#chance.one<unknown>({}, { Action: 'ADD' }, { Action: 'put', Value }, { Value })],
    ]);
  }

  #added(name: string): AttributeValue {
    if (name === 'l') return this.#values.list();
    return this.#values.ofType(name === 'n' || this.#chance.happens(0.2) ? 'N' : this.#setTypeOf(name));
  }

  #setTypeOf(name: string): 'SS' | 'NS' | 'BS' {
    return name === 'ns' ? 'NS' : name === 'bs' ? 'BS' : 'SS';
  }

  #scalar(name: string): AttributeValue {
    if (this.#chance.happens(0.03)) return this.#values.any();
    return this.#values.ofType(name === 'n' ? 'N' : name === 'z' ? 'B' : 'S');
  }

  /** A value that a set or list of this name can contain. */
  #element(name: string): AttributeValue {
    if (this.#chance.happens(0.1)) return this.#values.any();
    return this.#values.ofType(this.#chance.one('S', name === 'ns' ? 'N' : 'S', name === 'bs' ? 'B' : 'N', 'BOOL'));
  }

  /** Different names, a key attribute among some of them. */
  #names(count: number): string[] {
    const name = () => (this.#chance.happens(0.02) ? this.#chance.one('pk', 'sk', 'g1', 'l1') : this.#values.name());
    return [...new Set(this.#chance.times(count, name))];
  }
}

/** The names of the key attributes of a table or index. */
export interface KeyNames {
  readonly partition: readonly string[];
  readonly sort: readonly string[];
}

function compared(ComparisonOperator: string, ...AttributeValueList: AttributeValue[]): unknown {
  return { ComparisonOperator, ...(AttributeValueList.length === 0 ? {} : { AttributeValueList }) };
}
