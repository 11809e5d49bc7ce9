import type { ErrorOf } from '../../wording/expression-errors.ts';

/** What can be wrong with an expression that is well formed. */
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
 * Collects what is wrong with an expression. The service goes through an expression once for each kind of fault, so of
 * several it names the one whose kind comes first, wherever it stands.
 */
export class Violations {
  readonly #precedence: readonly ViolationKind[];
  readonly #refuse: ErrorOf;
  #found: Map<ViolationKind, string> | undefined;

  constructor(precedence: readonly ViolationKind[], refuse: ErrorOf) {
    this.#precedence = precedence;
    this.#refuse = refuse;
  }

  /** Keeps the first sentence about each kind of fault. */
  note(fault: ViolationKind, sentence: string): void {
    this.#found ??= new Map();
    if (!this.#found.has(fault)) this.#found.set(fault, sentence);
  }

  /** @throws ServiceError - something was found. */
  throwFirst(): void {
    if (this.#found === undefined) return;
    for (const fault of this.#precedence) {
      const sentence = this.#found.get(fault);
      if (sentence !== undefined) throw this.#refuse(sentence);
    }
  }
}
