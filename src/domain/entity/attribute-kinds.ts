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
  ValuePath,
} from './paths/attribute-path.ts';

/**
 * The types that an attribute brings along, one interface a kind. They are only ever looked up member by member, which
 * is what keeps them cheap for the compiler; no value of them exists.
 */
export interface Kind {
  /** What reading gives. */
  readonly value: unknown;
  /** What writing takes: collections may be readonly, and what may be left out may be `undefined`. */
  readonly given: unknown;
  /** Conditions and changes in expressions. */
  readonly path: unknown;
  /** The same where `null` is among the values. */
  readonly nullablePath: unknown;
  /** Whether DynamoDB takes it as a key. */
  readonly isKey: boolean;
  /** As a key: conditions alone, as no update may change it. */
  readonly conditions: unknown;
  /** As a sort key: the values and conditions that a query takes. */
  readonly sort: unknown;
}

/** What keys have, for kinds that cannot be keys. */
export interface NotKey {
  readonly isKey: false;
  readonly conditions: never;
  readonly sort: never;
}

/** What kinds have whose values read as they are given and may be keys. */
export interface KeyKind<V> {
  readonly value: V;
  readonly given: V;
  readonly isKey: true;
}

/** Stored as text. */
export interface TextKind<V> extends KeyKind<V> {
  readonly path: TextPath<V>;
  readonly nullablePath: TextPath<V | null>;
  readonly conditions: TextConditions<V>;
  readonly sort: V | SortComparison<V> | SortBetween<V> | SortPrefix<string>;
}

/** Stored as a number that stands for something else, such as a date. */
export interface OrderedKind<V> extends KeyKind<V> {
  readonly path: OrderedPath<V>;
  readonly nullablePath: OrderedPath<V | null>;
  readonly conditions: OrderedConditions<V>;
  readonly sort: V | SortComparison<V> | SortBetween<V>;
}

/** Stored as a number, and one to its users. */
export interface NumberKind<V> extends OrderedKind<V> {
  readonly path: NumberPath<V>;
  readonly nullablePath: NumberPath<V | null>;
}

/** Stored as binary. */
export interface BinaryKind<V> extends KeyKind<V> {
  readonly path: BinaryPath<V>;
  readonly nullablePath: BinaryPath<V | null>;
  readonly conditions: BinaryConditions<V>;
  readonly sort: V | SortComparison<V> | SortBetween<V> | SortPrefix<Uint8Array>;
}

/** Comparable by equality alone. */
export interface ValueKind<V> extends NotKey {
  readonly value: V;
  readonly given: V;
  readonly path: ValuePath<V>;
  readonly nullablePath: ValuePath<V | null>;
}

/** A set: what reading gives, what writing takes, and its members. */
export interface SetKind<V, Given, Member> extends NotKey {
  readonly value: V;
  readonly given: Given;
  readonly path: SetPath<Given, Member>;
  readonly nullablePath: SetPath<Given | null, Member>;
}

/** A list of elements of one kind. */
export interface ListKind<Element extends Kind> extends NotKey {
  readonly value: Element['value'][];
  readonly given: readonly Element['given'][];
  readonly path: ListPath<readonly Element['given'][], Element['given'], Element['path']>;
  readonly nullablePath: ListPath<readonly Element['given'][] | null, Element['given'], Element['path']>;
}

/** A map of any names to values of one kind. */
export interface RecordKind<Element extends Kind> extends NotKey {
  readonly value: { [name: string]: Element['value'] };
  readonly given: { readonly [name: string]: Element['given'] };
  readonly path: RecordPath<{ readonly [name: string]: Element['given'] }, Element['path']>;
  readonly nullablePath: RecordPath<{ readonly [name: string]: Element['given'] } | null, Element['path']>;
}

/** Another kind with `null` among its values. */
export interface NullableKind<K extends Kind> extends NotKey {
  readonly value: K['value'] | null;
  readonly given: K['given'] | null;
  readonly path: K['nullablePath'];
  readonly nullablePath: K['nullablePath'];
}

/** The version of an entity, which dynarepo alone writes. */
export interface VersionKind extends KeyKind<number> {
  readonly path: OrderedConditions<number>;
  readonly nullablePath: never;
  readonly conditions: OrderedConditions<number>;
  readonly sort: number | SortComparison<number> | SortBetween<number>;
}
