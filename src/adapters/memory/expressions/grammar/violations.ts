import type { ServiceError } from '../../../../domain/errors.ts';
import type { ErrorOf } from '../../wording/expression-errors.ts';

/** The kinds of violations in an expression without syntax errors. */
export type ViolationKind =
  | 'redundant parentheses'
  | 'unknown function'
  | 'misused function'
  | 'reserved word'
  | 'repeated section'
  | 'path'
  | 'operators'
  | 'overlap'
  | 'conflict'
  | 'operand count'
  | 'distinct operands'
  | 'operand type';

/**
 * Collects the violations in an expression. The service checks an expression for one kind after the other, so it
 * reports the violation whose kind comes first, whatever its position.
 */
export class Violations {
  readonly #precedence: readonly ViolationKind[];
  readonly #errorOf: ErrorOf;
  #found: Map<ViolationKind, string> | undefined;

  constructor(precedence: readonly ViolationKind[], errorOf: ErrorOf) {
    this.#precedence = precedence;
    this.#errorOf = errorOf;
  }

  /** Adds a violation; only the first of each kind counts. */
  note(kind: ViolationKind, sentence: string): void {
    this.#found ??= new Map();
    if (!this.#found.has(kind)) this.#found.set(kind, sentence);
  }

  /** Returns the first violation in order of precedence. */
  first(): ServiceError | undefined {
    if (this.#found === undefined) return undefined;
    for (const kind of this.#precedence) {
      const sentence = this.#found.get(kind);
      if (sentence !== undefined) return this.#errorOf(sentence);
    }
    return undefined;
  }

  /** @throws ServiceError - the first violation in order of precedence. */
  throwFirst(): void {
    const violation = this.first();
    if (violation !== undefined) throw violation;
  }
}
