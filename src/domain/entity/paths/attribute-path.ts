import type { Condition, UpdateAction } from '../../expressions/tree.ts';
import type { DataType } from '../../values/attribute-value.ts';

/** Only for the compiler: the type of value that an operand stands for. No such member exists at run time. */
declare const type: unique symbol;

/** What a condition compares: a path or a size. */
export interface Operand<T> {
  readonly [type]: T;
}

/** What `set` can assign beside a value: a path, or something computed from one. */
export interface Assignable<T> {
  readonly [type]: T;
  /** Tells it from a size, which an update cannot assign. */
  readonly isAssignable: true;
}

/** Comparisons of equality, which every operand has. */
export interface Comparable<T> extends Operand<T> {
  /** `path = other` */
  eq(other: T | Operand<T | null>): Condition;
  /** `path <> other`: true as well where there is no such attribute. */
  ne(other: T | Operand<T | null>): Condition;
  /** `path IN (candidate, …)`, up to 99 candidates. */
  in(...candidates: readonly (T | Operand<T | null>)[]): Condition;
}

/** Comparisons of order: of attributes stored as text, number or binary, and of sizes. */
export interface Ordered<T> extends Comparable<T> {
  /** `path < other` */
  lt(other: NonNullable<T> | Operand<T | null>): Condition;
  /** `path <= other` */
  lte(other: NonNullable<T> | Operand<T | null>): Condition;
  /** `path > other` */
  gt(other: NonNullable<T> | Operand<T | null>): Condition;
  /** `path >= other` */
  gte(other: NonNullable<T> | Operand<T | null>): Condition;
  /** `path BETWEEN lower AND upper`, bounds included. */
  between(lower: NonNullable<T> | Operand<T | null>, upper: NonNullable<T> | Operand<T | null>): Condition;
}

/** Conditions on what is stored at a path, whatever its value. */
export interface Located {
  /** `attribute_exists(path)` */
  exists(): Condition;
  /** `attribute_not_exists(path)` */
  notExists(): Condition;
  /** `attribute_type(path, type)` */
  hasType(type: DataType): Condition;
}

/** Conditions on an attribute that only equality can compare. */
export interface ValueConditions<T> extends Comparable<T>, Located, Assignable<T> {}

/** Conditions on an attribute that has an order. */
export interface OrderedConditions<T> extends Ordered<T>, Located, Assignable<T> {}

/** Conditions on an attribute stored as text. */
export interface TextConditions<T> extends OrderedConditions<T> {
  /** `begins_with(path, prefix)`: on the text as it is stored. */
  beginsWith(prefix: string): Condition;
  /** `contains(path, part)`: on the text as it is stored. */
  contains(part: string): Condition;
  /** `size(path)`: in UTF-16 code units. */
  size(): Ordered<number>;
}

/** Conditions on an attribute stored as binary. */
export interface BinaryConditions<T> extends OrderedConditions<T> {
  /** `begins_with(path, prefix)` */
  beginsWith(prefix: Uint8Array): Condition;
  /** `contains(path, part)` */
  contains(part: Uint8Array): Condition;
  /** `size(path)`: in bytes. */
  size(): Ordered<number>;
}

/** Changes that every attribute can take, except keys and the version. */
export interface Changeable<T> {
  /** `SET path = value`; of an optional attribute, a value that is never stored, such as an empty set, removes it. */
  set(value: T | Assignable<T>): UpdateAction;
  /** `REMOVE path` */
  remove(): UpdateAction;
  /** `if_not_exists(path, otherwise)` */
  orElse(otherwise: T | Assignable<T>): Assignable<T>;
}

/** An attribute that only equality can compare. */
export interface ValuePath<T> extends ValueConditions<T>, Changeable<T> {}

/** An attribute that has an order. */
export interface OrderedPath<T> extends OrderedConditions<T>, Changeable<T> {}

/** An attribute stored as text. */
export interface TextPath<T> extends TextConditions<T>, Changeable<T> {}

/** An attribute stored as binary. */
export interface BinaryPath<T> extends BinaryConditions<T>, Changeable<T> {}

/** Sums and differences, which DynamoDB takes in exact decimal arithmetic; one operator an assignment. */
export interface Summable<T> extends Assignable<T> {
  /** `path + addend` */
  plus(addend: NonNullable<T> | Assignable<T>): Assignable<T>;
  /** `path - subtrahend` */
  minus(subtrahend: NonNullable<T> | Assignable<T>): Assignable<T>;
}

/** A number. */
export interface NumberPath<T> extends OrderedConditions<T>, Summable<T>, Changeable<T> {
  /** `ADD path addend`: an absent number counts as 0. */
  add(addend: NonNullable<T>): UpdateAction;
  /** `if_not_exists(path, otherwise)` */
  orElse(otherwise: T | Assignable<T>): Summable<T>;
}

/** A set. */
export interface SetPath<T, Member> extends ValuePath<T> {
  /** `contains(path, member)` */
  contains(member: Member): Condition;
  /** `size(path)`: how many members it has. */
  size(): Ordered<number>;
  /** `ADD path members`, at least one: an absent set counts as empty. */
  add(...members: readonly Member[]): UpdateAction;
  /** `DELETE path members`, at least one: with its last member the attribute itself goes. */
  delete(...members: readonly Member[]): UpdateAction;
}

/** A list that an assignment can make longer. */
export interface Appendable<T, Element> extends Assignable<T> {
  /** `list_append(list, elements)` */
  append(...elements: readonly Element[]): Assignable<T>;
  /** `list_append(elements, list)` */
  prepend(...elements: readonly Element[]): Assignable<T>;
}

/** A list. */
export interface ListPath<T, Element, ElementPath> extends ValueConditions<T>, Changeable<T> {
  /** The element at an index, from 0. */
  at(index: number): ElementPath;
  /** `contains(path, element)` */
  contains(element: Element): Condition;
  /** `size(path)`: how many elements it has. */
  size(): Ordered<number>;
  /** `SET path = list_append(path, elements)`: the list must be there; `set(list.orElse([]).append(…))` also makes it. */
  append(...elements: readonly Element[]): UpdateAction;
  /** `SET path = list_append(elements, path)` */
  prepend(...elements: readonly Element[]): UpdateAction;
  /** `if_not_exists(path, otherwise)` */
  orElse(otherwise: T | Assignable<T>): Appendable<T, Element>;
}

/** A map with declared attributes. */
export interface MapPath<T, Paths> extends ValuePath<T> {
  /** An attribute of the map. */
  at<Name extends keyof Paths>(name: Name): Paths[Name];
  /** `size(path)`: how many attributes it has. */
  size(): Ordered<number>;
}

/** A map with any names. */
export interface RecordPath<T, ElementPath> extends ValuePath<T> {
  /** The value of a name, which may hold any characters. */
  at(name: string): ElementPath;
  /** `size(path)`: how many names it has. */
  size(): Ordered<number>;
}
