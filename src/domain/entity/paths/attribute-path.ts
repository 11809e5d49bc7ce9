import type { Condition, UpdateAction } from '../../expressions/tree.ts';
import type { DataType } from '../../values/attribute-value.ts';

/** The type of an operand's value, for the compiler only; does not exist at run time. */
declare const type: unique symbol;

/** An operand of a condition: a path or a size. */
export interface Operand<T> {
  /** @hidden */
  readonly [type]: T;
}

/** What `set` can assign, besides a value: a path, or a computation with one. */
export interface Assignable<T> {
  /** @hidden */
  readonly [type]: T;
  /** Distinguishes it from a size, which an update cannot assign. */
  readonly isAssignable: true;
}

/** Comparisons for equality, which every operand supports. */
export interface Comparable<T> extends Operand<T> {
  /** `path = other` */
  eq(other: T | Operand<T | null>): Condition;
  /** `path <> other`: also true if the attribute does not exist. */
  ne(other: T | Operand<T | null>): Condition;
  /** `path IN (candidate, …)`, up to 99 candidates. */
  in(...candidates: readonly (T | Operand<T | null>)[]): Condition;
}

/** Comparisons by order: of attributes stored as string, number or binary, and of sizes. */
export interface Ordered<T> extends Comparable<T> {
  /** `path < other` */
  lt(other: NonNullable<T> | Operand<T | null>): Condition;
  /** `path <= other` */
  lte(other: NonNullable<T> | Operand<T | null>): Condition;
  /** `path > other` */
  gt(other: NonNullable<T> | Operand<T | null>): Condition;
  /** `path >= other` */
  gte(other: NonNullable<T> | Operand<T | null>): Condition;
  /** `path BETWEEN lower AND upper`, inclusive. */
  between(lower: NonNullable<T> | Operand<T | null>, upper: NonNullable<T> | Operand<T | null>): Condition;
}

/** Conditions on the existence and type of an attribute. */
export interface Located {
  /** `attribute_exists(path)` */
  exists(): Condition;
  /** `attribute_not_exists(path)` */
  notExists(): Condition;
  /** `attribute_type(path, type)` */
  hasType(type: DataType): Condition;
}

/** Conditions on an attribute that only supports comparison for equality. */
export interface ValueConditions<T> extends Comparable<T>, Located, Assignable<T> {}

/** Conditions on an attribute that has an order. */
export interface OrderedConditions<T> extends Ordered<T>, Located, Assignable<T> {}

/** Conditions on an attribute stored as S. */
export interface TextConditions<T> extends OrderedConditions<T> {
  /** `begins_with(path, prefix)`: on the stored text. */
  beginsWith(prefix: string): Condition;
  /** `contains(path, part)`: on the stored text. */
  contains(part: string): Condition;
  /** `size(path)`: in UTF-16 code units. */
  size(): Ordered<number>;
}

/** Conditions on an attribute stored as B. */
export interface BinaryConditions<T> extends OrderedConditions<T> {
  /** `begins_with(path, prefix)` */
  beginsWith(prefix: Uint8Array): Condition;
  /** `contains(path, part)` */
  contains(part: Uint8Array): Condition;
  /** `size(path)`: in bytes. */
  size(): Ordered<number>;
}

/** Update actions of every attribute except keys and the version. */
export interface Changeable<T> {
  /** `SET path = value`; setting an optional attribute to an empty set removes it. */
  set(value: T | Assignable<T>): UpdateAction;
  /** `REMOVE path` */
  remove(): UpdateAction;
  /** `if_not_exists(path, otherwise)` */
  orElse(otherwise: T | Assignable<T>): Assignable<T>;
}

/** The path of an attribute that only supports comparison for equality. */
export interface ValuePath<T> extends ValueConditions<T>, Changeable<T> {}

/** The path of an attribute that has an order. */
export interface OrderedPath<T> extends OrderedConditions<T>, Changeable<T> {}

/** The path of an attribute stored as S. */
export interface TextPath<T> extends TextConditions<T>, Changeable<T> {}

/** The path of an attribute stored as B. */
export interface BinaryPath<T> extends BinaryConditions<T>, Changeable<T> {}

/** Sums and differences, which DynamoDB computes exactly in decimal; one operator per assignment. */
export interface Summable<T> extends Assignable<T> {
  /** `path + addend` */
  plus(addend: NonNullable<T> | Assignable<T>): Assignable<T>;
  /** `path - subtrahend` */
  minus(subtrahend: NonNullable<T> | Assignable<T>): Assignable<T>;
  /** `minuend - path`: `u.left.set(u.sold.subtractedFrom(100))` */
  subtractedFrom(minuend: NonNullable<T> | Assignable<T>): Assignable<T>;
}

/** The path of a number. */
export interface NumberPath<T> extends OrderedConditions<T>, Summable<T>, Changeable<T> {
  /** `ADD path addend`: an absent number counts as 0. */
  add(addend: NonNullable<T>): UpdateAction;
  /** `if_not_exists(path, otherwise)` */
  orElse(otherwise: T | Assignable<T>): Summable<T>;
}

/** The path of a set. */
export interface SetPath<T, Member> extends ValuePath<T> {
  /** `contains(path, member)` */
  contains(member: Member): Condition;
  /** `size(path)`: the number of members. */
  size(): Ordered<number>;
  /** `ADD path members`, at least one: an absent set counts as empty. */
  add(...members: readonly Member[]): UpdateAction;
  /** `DELETE path members`, at least one: deleting the last member removes the attribute. */
  delete(...members: readonly Member[]): UpdateAction;
}

/** A list to which an assignment can append. */
export interface Appendable<T, Element> extends Assignable<T> {
  /** `list_append(list, elements)` */
  append(...elements: readonly Element[]): Assignable<T>;
  /** `list_append(elements, list)` */
  prepend(...elements: readonly Element[]): Assignable<T>;
}

/** The path of a list. */
export interface ListPath<T, Element, ElementPath> extends ValueConditions<T>, Changeable<T> {
  /** Returns the path of the element at an index, from 0. */
  at(index: number): ElementPath;
  /** `contains(path, element)` */
  contains(element: Element): Condition;
  /** `size(path)`: the number of elements. */
  size(): Ordered<number>;
  /** `SET path = list_append(path, elements)`: the list must exist; `set(list.orElse([]).append(…))` can create it. */
  append(...elements: readonly Element[]): UpdateAction;
  /** `SET path = list_append(elements, path)` */
  prepend(...elements: readonly Element[]): UpdateAction;
  /** `if_not_exists(path, otherwise)` */
  orElse(otherwise: T | Assignable<T>): Appendable<T, Element>;
}

/** The path of a list of a fixed length. */
export interface TuplePath<T, Paths extends readonly unknown[]> extends ValuePath<T> {
  /** Returns the path of the element at an index, from 0. */
  at<Index extends number>(index: Index): Paths[Index];
  /** `size(path)`: the number of elements. */
  size(): Ordered<number>;
}

/** The path of a map with declared attributes. */
export interface MapPath<T, Paths> extends ValuePath<T> {
  /** Returns the path of an attribute of the map. */
  at<Name extends keyof Paths>(name: Name): Paths[Name];
  /** `size(path)`: the number of attributes. */
  size(): Ordered<number>;
}

/** The path of a map with declared attributes and others. */
export interface OpenMapPath<T, Paths> extends ValuePath<T> {
  /** Returns the path of an attribute of the map. */
  at<Name extends keyof Paths>(name: Name): Paths[Name];
  /** Returns the path of an attribute that is not declared. */
  at(name: string): ValuePath<unknown>;
  /** `size(path)`: the number of attributes. */
  size(): Ordered<number>;
}

/** The path of a map with arbitrary names. */
export interface RecordPath<T, ElementPath> extends ValuePath<T> {
  /** Returns the path of an entry; the name may contain any characters. */
  at(name: string): ElementPath;
  /** `size(path)`: the number of entries. */
  size(): Ordered<number>;
}
