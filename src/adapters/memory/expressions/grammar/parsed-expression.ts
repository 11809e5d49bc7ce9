import type { Comparator, DocumentPath, PathStep } from '../../../../domain/expressions/tree.ts';

/**
 * The trees of parsed expressions: as those of the domain, but with placeholders in the places of names and values, and
 * with functions still called by name.
 */
export interface ParsedExpression<Tree> {
  readonly tree: Tree;
  /** In the order in which they must be defined. */
  readonly placeholders: ReadonlySet<string>;
}

/** A path as it is written. One without placeholders is already what it stands for. */
export type ParsedPath = DocumentPath | AliasedPath;

/** A path in which at least one step is a placeholder, such as `#n`; no name can be mistaken for one. */
export interface AliasedPath {
  readonly kind: 'aliased path';
  readonly steps: readonly PathStep[];
}

/** Whether a placeholder, or the text of a step, stands for a name. */
export function isNamePlaceholder(text: string): boolean {
  return text.startsWith('#');
}

/** A value's placeholder, such as `:v`. */
export interface Placeholder {
  readonly kind: 'placeholder';
  readonly name: string;
}

/** A function and its operands, both unchecked. */
export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly operands: readonly ParsedOperand[];
}

/** What operators and functions work on. */
export type ParsedOperand = ParsedPath | Placeholder | Call;

/** A condition, filter or key condition expression. */
export type ParsedCondition =
  | {
      readonly kind: 'comparison';
      readonly comparator: Comparator;
      readonly left: ParsedOperand;
      readonly right: ParsedOperand;
    }
  | {
      readonly kind: 'between';
      readonly operand: ParsedOperand;
      readonly lower: ParsedOperand;
      readonly upper: ParsedOperand;
    }
  | { readonly kind: 'in'; readonly operand: ParsedOperand; readonly candidates: readonly ParsedOperand[] }
  | { readonly kind: 'and' | 'or'; readonly left: ParsedCondition; readonly right: ParsedCondition }
  | { readonly kind: 'not'; readonly condition: ParsedCondition }
  | Call;

/** The right side of an assignment. */
export type ParsedSetValue =
  | {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-';
      readonly left: ParsedOperand;
      readonly right: ParsedOperand;
    }
  | ParsedOperand;

/** One change of an update expression. */
export type ParsedAction =
  | { readonly kind: 'set'; readonly path: ParsedPath; readonly value: ParsedSetValue }
  | { readonly kind: 'remove'; readonly path: ParsedPath }
  | { readonly kind: 'add' | 'delete'; readonly path: ParsedPath; readonly value: Placeholder };
