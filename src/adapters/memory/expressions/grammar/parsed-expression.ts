import type { Comparator, DocumentPath, PathStep } from '../../../../domain/expressions/tree.ts';

/**
 * A parsed expression. Its tree is like that of the domain, but has placeholders for names and values, and calls
 * functions by name.
 */
export interface ParsedExpression<Tree> {
  readonly tree: Tree;
  /** In the order in which the service checks that they are defined. */
  readonly placeholders: ReadonlySet<string>;
}

/** A path as written. A path without placeholders needs no binding. */
export type ParsedPath = DocumentPath | AliasedPath;

/** A path with at least one placeholder, such as `#n`. Names in expressions cannot begin with `#`. */
export interface AliasedPath {
  readonly kind: 'aliased path';
  readonly steps: readonly PathStep[];
}

/** Returns whether a text is the placeholder of a name. */
export function isNamePlaceholder(text: string): boolean {
  return text.startsWith('#');
}

/** The placeholder of a value, such as `:v`. */
export interface Placeholder {
  readonly kind: 'placeholder';
  readonly name: string;
}

/** A function call before its name and operands are checked. */
export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly operands: readonly ParsedOperand[];
}

/** An operand of an operator or function. */
export type ParsedOperand = ParsedPath | Placeholder | Call;

/** A condition, filter or key condition expression. */
export type ParsedCondition =
  | { readonly kind: 'and' | 'or'; readonly left: ParsedCondition; readonly right: ParsedCondition }
  | { readonly kind: 'not'; readonly condition: ParsedCondition }
  | ConditionClause;

/** One comparison or function call of a condition. */
export type ConditionClause =
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

/** One action of an update expression. */
export type ParsedAction =
  | { readonly kind: 'set'; readonly path: ParsedPath; readonly value: ParsedSetValue }
  | { readonly kind: 'remove'; readonly path: ParsedPath }
  | { readonly kind: 'add' | 'delete'; readonly path: ParsedPath; readonly value: Placeholder };
