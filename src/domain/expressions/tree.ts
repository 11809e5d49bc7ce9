import type { AttributeValue } from '../dynamodb.ts';

/**
 * The trees of DynamoDB's expressions: immutable nodes, distinguished by `kind`, that contain attribute names and values.
 *
 * Builders create them and a printer converts them to text with placeholders; the emulator parses such text and binds
 * the placeholders to get the same tree.
 */

/** One element of a document path: the name of an attribute or map entry, or the index of a list element. */
export type PathStep = string | number;

/** A document path with its placeholders resolved; `steps[0]` is the top-level attribute. */
export interface DocumentPath {
  readonly kind: 'path';
  readonly steps: readonly PathStep[];
}

/** An attribute value. */
export interface Value {
  readonly kind: 'value';
  readonly value: AttributeValue;
}

/** An operand of a comparison or function: a path, a value, or a size. */
export type Operand = DocumentPath | Value | Size;

/** `size(operand)`. */
export interface Size {
  readonly kind: 'size';
  readonly operand: DocumentPath | Value;
}

/** The comparison operators. */
export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** A condition or filter expression. */
export type Condition =
  | Comparison
  | Between
  | In
  | AttributeExists
  | AttributeNotExists
  | AttributeType
  | BeginsWith
  | Contains
  | And
  | Or
  | Not;

/** `left = right`, or another comparison. */
export interface Comparison {
  readonly kind: 'comparison';
  readonly comparator: Comparator;
  readonly left: Operand;
  readonly right: Operand;
}

/** `operand BETWEEN lower AND upper`, inclusive. */
export interface Between {
  readonly kind: 'between';
  readonly operand: Operand;
  readonly lower: Operand;
  readonly upper: Operand;
}

/** `operand IN (candidate, …)`. */
export interface In {
  readonly kind: 'in';
  readonly operand: Operand;
  readonly candidates: readonly Operand[];
}

/** `attribute_exists(path)`. */
export interface AttributeExists {
  readonly kind: 'attribute_exists';
  readonly path: DocumentPath;
}

/** `attribute_not_exists(path)`. */
export interface AttributeNotExists {
  readonly kind: 'attribute_not_exists';
  readonly path: DocumentPath;
}

/** `attribute_type(operand, type)`, where `type` is a string value such as `SS`. */
export interface AttributeType {
  readonly kind: 'attribute_type';
  readonly operand: Operand;
  readonly type: Value;
}

/** `begins_with(operand, prefix)`. */
export interface BeginsWith {
  readonly kind: 'begins_with';
  readonly operand: Operand;
  readonly prefix: Operand;
}

/** `contains(operand, element)`: `element` is a substring, or a member of a set or list. */
export interface Contains {
  readonly kind: 'contains';
  readonly operand: Operand;
  readonly element: Operand;
}

/** `left AND right`. */
export interface And {
  readonly kind: 'and';
  readonly left: Condition;
  readonly right: Condition;
}

/** `left OR right`. */
export interface Or {
  readonly kind: 'or';
  readonly left: Condition;
  readonly right: Condition;
}

/** `NOT condition`. */
export interface Not {
  readonly kind: 'not';
  readonly condition: Condition;
}

/** An update expression: its actions in order. */
export interface Update {
  readonly kind: 'update';
  readonly actions: readonly UpdateAction[];
}

/**
 * The legacy `AttributeUpdates`: actions on top-level attributes. ADD also appends to lists, and the errors of ADD and DELETE
 * have other texts.
 */
export interface AttributeUpdates {
  readonly kind: 'attribute updates';
  readonly actions: readonly UpdateAction[];
}

/** The changes of an item, as an expression or as a legacy parameter. */
export type ItemUpdate = Update | AttributeUpdates;

/** One action of an update expression. */
export type UpdateAction = SetAction | RemoveAction | AddAction | DeleteAction;

/** `SET path = value`. */
export interface SetAction {
  readonly kind: 'set';
  readonly path: DocumentPath;
  readonly value: SetValue;
}

/** `REMOVE path`. */
export interface RemoveAction {
  readonly kind: 'remove';
  readonly path: DocumentPath;
}

/** `ADD path value`: adds to a number, or members to a set. */
export interface AddAction {
  readonly kind: 'add';
  readonly path: DocumentPath;
  readonly value: Value;
}

/** `DELETE path value`: removes members from a set. */
export interface DeleteAction {
  readonly kind: 'delete';
  readonly path: DocumentPath;
  readonly value: Value;
}

/** The right side of `SET path = …`: an operand, or a sum or difference of two. */
export type SetValue = SetOperand | Arithmetic;

/** `left + right` or `left - right`; DynamoDB allows one operator per assignment. */
export interface Arithmetic {
  readonly kind: 'arithmetic';
  readonly operator: '+' | '-';
  readonly left: SetOperand;
  readonly right: SetOperand;
}

/** An operand that can be assigned, added, subtracted or appended. */
export type SetOperand = DocumentPath | Value | IfNotExists | ListAppend;

/** `if_not_exists(path, otherwise)`. */
export interface IfNotExists {
  readonly kind: 'if_not_exists';
  readonly path: DocumentPath;
  readonly otherwise: SetOperand;
}

/** `list_append(left, right)`: the elements of `left`, then those of `right`. */
export interface ListAppend {
  readonly kind: 'list_append';
  readonly left: SetOperand;
  readonly right: SetOperand;
}

/** A projection expression: the paths to return. */
export interface Projection {
  readonly kind: 'projection';
  readonly paths: readonly DocumentPath[];
}
