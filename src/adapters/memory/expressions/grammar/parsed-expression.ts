import type { Comparator, DocumentPath, PathStep } from '../../../../domain/expressions/tree.ts';

/**
 * The trees of parsed expressions: as those of the domain, but with placeholders in the places of names and values, and
 * with functions still called by name.
 */
export interface Template<Tree> {
  readonly tree: Tree;
  /** In the order in which they must be defined. */
  readonly placeholders: ReadonlySet<string>;
}

/** A path as it is written. One without placeholders is already what it stands for. */
export type PathTemplate = DocumentPath | AliasedPath;

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
  readonly operands: readonly OperandTemplate[];
}

/** What operators and functions work on. */
export type OperandTemplate = PathTemplate | Placeholder | Call;

/** A condition, filter or key condition expression. */
export type ConditionTemplate =
  | {
      readonly kind: 'comparison';
      readonly comparator: Comparator;
      readonly left: OperandTemplate;
      readonly right: OperandTemplate;
    }
  | {
      readonly kind: 'between';
      readonly operand: OperandTemplate;
      readonly lower: OperandTemplate;
      readonly upper: OperandTemplate;
    }
  | { readonly kind: 'in'; readonly operand: OperandTemplate; readonly candidates: readonly OperandTemplate[] }
  | { readonly kind: 'and' | 'or'; readonly left: ConditionTemplate; readonly right: ConditionTemplate }
  | { readonly kind: 'not'; readonly condition: ConditionTemplate }
  | Call;

/** The right side of an assignment. */
export type SetValueTemplate =
  | {
      readonly kind: 'arithmetic';
      readonly operator: '+' | '-';
      readonly left: OperandTemplate;
      readonly right: OperandTemplate;
    }
  | OperandTemplate;

/** One change of an update expression. */
export type ActionTemplate =
  | { readonly kind: 'set'; readonly path: PathTemplate; readonly value: SetValueTemplate }
  | { readonly kind: 'remove'; readonly path: PathTemplate }
  | { readonly kind: 'add' | 'delete'; readonly path: PathTemplate; readonly value: Placeholder };
