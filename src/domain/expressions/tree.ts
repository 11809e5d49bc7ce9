import type { AttributeValue } from '../dynamodb.ts';

/**
 * The trees of DynamoDB's expressions: frozen nodes told apart by `kind`.
 *
 * Builders make them and the emulator's parsers make them. A tree fresh from a parser still has placeholders in the
 * places of attribute names (`#name`) and values (`:value`); `bind` replaces them by what the request sent along. The
 * two type parameters are what stands in those places: `P` for a path, `V` for a value.
 */

/** One step of a document path: the name of an attribute or map entry, or the index of a list element. */
export type PathStep = string | number;

/** A document path whose names are known: `steps[0]` is the top-level attribute. */
export interface DocumentPath {
  readonly kind: 'path';
  readonly steps: readonly PathStep[];
}

/** A value that is known. */
export interface Value {
  readonly kind: 'value';
  readonly value: AttributeValue;
}

/** What a comparison or function works on: a path, a value, or the size of one. */
export type Operand<P = DocumentPath, V = Value> = P | V | Size<P, V>;

/** `size(operand)`. */
export interface Size<P = DocumentPath, V = Value> {
  readonly kind: 'size';
  readonly operand: P | V;
}

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** A condition or filter expression. */
export type Condition<P = DocumentPath, V = Value> =
  | Comparison<P, V>
  | Between<P, V>
  | In<P, V>
  | AttributeExists<P>
  | AttributeNotExists<P>
  | AttributeType<P, V>
  | BeginsWith<P, V>
  | Contains<P, V>
  | And<P, V>
  | Or<P, V>
  | Not<P, V>;

/** `left = right` and its like. */
export interface Comparison<P = DocumentPath, V = Value> {
  readonly kind: 'comparison';
  readonly comparator: Comparator;
  readonly left: Operand<P, V>;
  readonly right: Operand<P, V>;
}

/** `operand BETWEEN lower AND upper`, bounds included. */
export interface Between<P = DocumentPath, V = Value> {
  readonly kind: 'between';
  readonly operand: Operand<P, V>;
  readonly lower: Operand<P, V>;
  readonly upper: Operand<P, V>;
}

/** `operand IN (candidate, …)`. */
export interface In<P = DocumentPath, V = Value> {
  readonly kind: 'in';
  readonly operand: Operand<P, V>;
  readonly candidates: readonly Operand<P, V>[];
}

/** `attribute_exists(path)`. */
export interface AttributeExists<P = DocumentPath> {
  readonly kind: 'attribute_exists';
  readonly path: P;
}

/** `attribute_not_exists(path)`. */
export interface AttributeNotExists<P = DocumentPath> {
  readonly kind: 'attribute_not_exists';
  readonly path: P;
}

/** `attribute_type(path, type)`, where `type` is a string value such as `SS`. */
export interface AttributeType<P = DocumentPath, V = Value> {
  readonly kind: 'attribute_type';
  readonly path: P;
  readonly type: V;
}

/** `begins_with(operand, prefix)`. */
export interface BeginsWith<P = DocumentPath, V = Value> {
  readonly kind: 'begins_with';
  readonly operand: Operand<P, V>;
  readonly prefix: Operand<P, V>;
}

/** `contains(operand, element)`: a substring, or a member of a set or list. */
export interface Contains<P = DocumentPath, V = Value> {
  readonly kind: 'contains';
  readonly operand: Operand<P, V>;
  readonly element: Operand<P, V>;
}

export interface And<P = DocumentPath, V = Value> {
  readonly kind: 'and';
  readonly left: Condition<P, V>;
  readonly right: Condition<P, V>;
}

export interface Or<P = DocumentPath, V = Value> {
  readonly kind: 'or';
  readonly left: Condition<P, V>;
  readonly right: Condition<P, V>;
}

export interface Not<P = DocumentPath, V = Value> {
  readonly kind: 'not';
  readonly condition: Condition<P, V>;
}

/** An update expression: its actions in the order written. */
export interface Update<P = DocumentPath, V = Value> {
  readonly kind: 'update';
  readonly actions: readonly UpdateAction<P, V>[];
}

export type UpdateAction<P = DocumentPath, V = Value> =
  | SetAction<P, V>
  | RemoveAction<P>
  | AddAction<P, V>
  | DeleteAction<P, V>;

/** `SET path = value`. */
export interface SetAction<P = DocumentPath, V = Value> {
  readonly kind: 'set';
  readonly path: P;
  readonly value: SetValue<P, V>;
}

/** `REMOVE path`. */
export interface RemoveAction<P = DocumentPath> {
  readonly kind: 'remove';
  readonly path: P;
}

/** `ADD path value`: adds to a number, or members to a set. */
export interface AddAction<P = DocumentPath, V = Value> {
  readonly kind: 'add';
  readonly path: P;
  readonly value: V;
}

/** `DELETE path value`: takes members out of a set. */
export interface DeleteAction<P = DocumentPath, V = Value> {
  readonly kind: 'delete';
  readonly path: P;
  readonly value: V;
}

/** The right side of `SET path = …`: an operand, or a sum or difference of two. */
export type SetValue<P = DocumentPath, V = Value> = SetOperand<P, V> | Arithmetic<P, V>;

/** `left + right` or `left - right`; DynamoDB allows one operator an assignment. */
export interface Arithmetic<P = DocumentPath, V = Value> {
  readonly kind: 'arithmetic';
  readonly operator: '+' | '-';
  readonly left: SetOperand<P, V>;
  readonly right: SetOperand<P, V>;
}

export type SetOperand<P = DocumentPath, V = Value> = P | V | IfNotExists<P, V> | ListAppend<P, V>;

/** `if_not_exists(path, otherwise)`. */
export interface IfNotExists<P = DocumentPath, V = Value> {
  readonly kind: 'if_not_exists';
  readonly path: P;
  readonly otherwise: SetOperand<P, V>;
}

/** `list_append(left, right)`: one list after the other. */
export interface ListAppend<P = DocumentPath, V = Value> {
  readonly kind: 'list_append';
  readonly left: SetOperand<P, V>;
  readonly right: SetOperand<P, V>;
}

/** A projection expression: the paths to return. */
export interface Projection<P = DocumentPath> {
  readonly kind: 'projection';
  readonly paths: readonly P[];
}
