import type { SortBetween, SortComparison, SortPrefix } from '../expressions/sort-condition.ts';
import type {
  BinaryConditions,
  BinaryPath,
  ListPath,
  NumberPath,
  OrderedConditions,
  OrderedPath,
  RecordPath,
  SetPath,
  TextConditions,
  TextPath,
  TuplePath,
  ValueConditions,
  ValuePath,
} from './paths/attribute-path.ts';

/**
 * The types of an attribute, one interface per kind. Only their members are looked up, which is fast for the compiler; no
 * value has these types.
 */
export interface Kind {
  /** The type of a read value. */
  readonly value: unknown;
  /** The type of a value to write: collections may be readonly, and optional members may be `undefined`. */
  readonly given: unknown;
  /** The type of a value in the changes of an update; `undefined` if updates cannot change it. */
  readonly changed: unknown;
  /** The path in expressions, with its conditions and update actions. */
  readonly path: unknown;
  /** The path of a nullable attribute. */
  readonly nullablePath: unknown;
  /** Whether the attribute can be a key. */
  readonly isKey: boolean;
  /** The path of a key attribute: conditions only, because updates cannot change keys. */
  readonly conditions: unknown;
  /** The values and conditions of a sort key in a query. */
  readonly sort: unknown;
}

/** The key members of kinds that cannot be keys. */
export interface NotKey {
  /** It can't be a key. */
  readonly isKey: false;
  /** None: it can't be a key. */
  readonly conditions: never;
  /** None: it can't be a key. */
  readonly sort: never;
}

/** The common members of kinds that can be keys; read and written values have the same type. */
export interface KeyKind<V> {
  /** The type of a read value. */
  readonly value: V;
  /** The type of a value to write. */
  readonly given: V;
  /** The type of a value in the changes of an update. */
  readonly changed: V;
  /** It can be a key. */
  readonly isKey: true;
}

/** A kind stored as S. */
export interface TextKind<V> extends KeyKind<V> {
  readonly path: TextPath<V>;
  readonly nullablePath: TextPath<V | null>;
  readonly conditions: TextConditions<V>;
  readonly sort: V | SortComparison<V> | SortBetween<V> | SortPrefix<string>;
}

/** A kind stored as N whose values are not numbers, such as dates. */
export interface OrderedKind<V> extends KeyKind<V> {
  readonly path: OrderedPath<V>;
  readonly nullablePath: OrderedPath<V | null>;
  readonly conditions: OrderedConditions<V>;
  readonly sort: V | SortComparison<V> | SortBetween<V>;
}

/** A kind stored as N whose values are numbers. */
export interface NumberKind<V> extends OrderedKind<V> {
  readonly path: NumberPath<V>;
  readonly nullablePath: NumberPath<V | null>;
}

/** A kind stored as B. */
export interface BinaryKind<V> extends KeyKind<V> {
  readonly path: BinaryPath<V>;
  readonly nullablePath: BinaryPath<V | null>;
  readonly conditions: BinaryConditions<V>;
  readonly sort: V | SortComparison<V> | SortBetween<V> | SortPrefix<Uint8Array>;
}

/** A kind that only supports comparison for equality. */
export interface ValueKind<V> extends NotKey {
  readonly value: V;
  readonly given: V;
  readonly changed: V;
  readonly path: ValuePath<V>;
  readonly nullablePath: ValuePath<V | null>;
}

/** A set, with the types of read values, values to write, and members. */
export interface SetKind<V, Given, Member> extends NotKey {
  readonly value: V;
  readonly given: Given;
  readonly changed: Given;
  readonly path: SetPath<Given, Member>;
  readonly nullablePath: SetPath<Given | null, Member>;
}

/** A list whose elements have one kind. */
export interface ListKind<Element extends Kind> extends NotKey {
  readonly value: Element['value'][];
  readonly given: readonly Element['given'][];
  readonly changed: readonly Element['given'][];
  readonly path: ListPath<readonly Element['given'][], Element['given'], Element['path']>;
  readonly nullablePath: ListPath<readonly Element['given'][] | null, Element['given'], Element['path']>;
}

type TupleGiven<Elements extends readonly Kind[]> = { readonly [I in keyof Elements]: Elements[I]['given'] };

/** A list of a fixed length, whose elements have kinds of their own. */
export interface TupleKind<Elements extends readonly Kind[]> extends NotKey {
  readonly value: { -readonly [I in keyof Elements]: Elements[I]['value'] };
  readonly given: TupleGiven<Elements>;
  readonly changed: TupleGiven<Elements>;
  readonly path: TuplePath<TupleGiven<Elements>, { readonly [I in keyof Elements]: Elements[I]['path'] }>;
  readonly nullablePath: TuplePath<
    TupleGiven<Elements> | null,
    { readonly [I in keyof Elements]: Elements[I]['path'] }
  >;
}

/** A map with arbitrary names whose values have one kind. */
export interface RecordKind<Element extends Kind> extends NotKey {
  readonly value: { [name: string]: Element['value'] };
  readonly given: { readonly [name: string]: Element['given'] };
  readonly changed: { readonly [name: string]: Element['given'] };
  readonly path: RecordPath<{ readonly [name: string]: Element['given'] }, Element['path']>;
  readonly nullablePath: RecordPath<{ readonly [name: string]: Element['given'] } | null, Element['path']>;
}

/** A kind whose values may also be `null`. */
export interface NullableKind<K extends Kind> extends NotKey {
  readonly value: K['value'] | null;
  readonly given: K['given'] | null;
  readonly changed: K['changed'] | null;
  readonly path: K['nullablePath'];
  readonly nullablePath: K['nullablePath'];
}

/** A kind whose values never change: its path has only conditions. */
export interface ReadOnlyKind<K extends Kind> {
  readonly value: K['value'];
  readonly given: K['given'];
  readonly changed: undefined;
  readonly path: K['isKey'] extends true ? K['conditions'] : ValueConditions<K['given']>;
  readonly nullablePath: ValueConditions<K['given'] | null>;
  readonly isKey: K['isKey'];
  readonly conditions: K['conditions'];
  readonly sort: K['sort'];
}

/** The version or a timestamp of an entity, which only dynarepo sets. */
export interface WrittenKind<V> extends KeyKind<V> {
  readonly path: OrderedConditions<V>;
  readonly nullablePath: never;
  readonly conditions: OrderedConditions<V>;
  readonly sort: V | SortComparison<V> | SortBetween<V>;
}

/** The time to live: a date, or seconds since 1970 when writing. */
export interface TtlKind extends OrderedKind<Date | number> {
  readonly value: Date;
}
