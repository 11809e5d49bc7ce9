import type { ServiceError } from '../../../../domain/errors.ts';
import { expressionOperatorLimit } from '../../../../domain/limits.ts';
import { type ErrorOf, grammarSentences } from '../../wording/expression-errors.ts';
import type { ExpressionKind } from './functions.ts';
import { type Token, type TokenKind, tokenize } from './lexer.ts';
import { isNamePlaceholder, type ParsedExpression } from './parsed-expression.ts';
import { type ViolationKind, Violations } from './violations.ts';

/**
 * The input of the grammar's productions: the tokens of one expression, a position, and primitives that move it. It
 * also collects placeholders, violations and the number of operators.
 */
export class TokenReader {
  readonly kind: ExpressionKind;
  readonly #text: string;
  readonly #errorOf: ErrorOf;
  readonly #tokens: readonly Token[];
  readonly #violations: Violations;
  readonly #placeholders = new Set<string>();
  #position = 0;
  #operatorCount = 0;
  #depth = 0;
  #lastGroup = { open: -1, close: -1 };

  constructor(text: string, kind: ExpressionKind, errorOf: ErrorOf) {
    this.kind = kind;
    this.#text = text;
    this.#errorOf = errorOf;
    this.#tokens = tokenize(text);
    this.#violations = new Violations(precedence[kind], errorOf);
  }

  /** Returns the kind of the next token, or of one after it. */
  peek(ahead = 0): TokenKind {
    return this.#token(this.#position + ahead).kind;
  }

  /** Consumes the next token, which must be of that kind. */
  expect(kind: TokenKind): string {
    const token = this.#token(this.#position);
    if (token.kind !== kind) throw this.unexpected();
    this.#position += 1;
    if (kind === '#name' || kind === ':value') this.#placeholders.add(token.text);
    return token.text;
  }

  /** Consumes the next token if it is of that kind. */
  optional(kind: TokenKind): string | undefined {
    return this.peek() === kind ? this.expect(kind) : undefined;
  }

  /** Consumes the next token if it is one of these operators. */
  operator<Kind extends TokenKind>(...kinds: readonly Kind[]): Kind | undefined {
    const kind = kinds.find((each) => each === this.peek());
    if (kind === undefined) return undefined;
    this.#position += 1;
    this.#operatorCount += 1;
    return kind;
  }

  /** Parses one or more elements with commas between them. */
  list<Element>(element: (reader: TokenReader) => Element): readonly Element[] {
    const elements = [element(this)];
    while (this.optional(',') !== undefined) elements.push(element(this));
    return elements;
  }

  /** Parses content in parentheses. A pair that contains only another pair is a violation. */
  group<Content>(content: (reader: TokenReader) => Content): Content {
    const open = this.#position;
    this.expect('(');
    const found = this.nested(content, grammarSentences.redundantParentheses);
    const close = this.#position;
    this.expect(')');
    if (this.#lastGroup.open === open + 1 && this.#lastGroup.close === close - 1) {
      this.note('redundant parentheses', grammarSentences.redundantParentheses);
    }
    this.#lastGroup = { open, close };
    return found;
  }

  /**
   * Parses content nested in content of the same kind. Throws if it is nested deeper than the operator limit: no valid
   * expression is, and the check protects the stack.
   */
  nested<Content>(content: (reader: TokenReader) => Content, sentence: string): Content {
    if (this.#depth > expressionOperatorLimit) throw this.#errorOf(sentence);
    this.#depth += 1;
    const found = content(this);
    this.#depth -= 1;
    return found;
  }

  /** Adds a violation, which is reported only if the expression has no syntax error. */
  note(kind: ViolationKind, sentence: string): void {
    this.#violations.note(kind, sentence);
  }

  /** Returns the syntax error for the next token, with the tokens around it or the ends of the text. */
  unexpected(): ServiceError {
    const before = this.#tokens[this.#position - 1];
    const after = this.#tokens[this.#position + 1];
    const near = this.#text.slice(before?.start, after?.kind === '<EOF>' ? undefined : after?.end);
    return this.#errorOf(grammarSentences.syntaxError(this.#token(this.#position).text, near));
  }

  /**
   * Ends the expression: requires that no token is left and that there are no violations.
   *
   * @throws ServiceError
   */
  finish<Tree>(tree: Tree): ParsedExpression<Tree> {
    this.expect('<EOF>');
    if (this.#operatorCount > expressionOperatorLimit) {
      this.note('operators', grammarSentences.tooManyOperators(this.#operatorCount));
    }
    this.#violations.throwFirst();
    return { tree, placeholders: inOrderOfChecks(this.#placeholders, this.kind) };
  }

  #token(position: number): Token {
    return this.#tokens[Math.min(position, this.#tokens.length - 1)] as Token; // the last token is always <EOF>
  }
}

/** The service checks placeholders from left to right; in an update, it checks names before values. */
function inOrderOfChecks(placeholders: ReadonlySet<string>, kind: ExpressionKind): ReadonlySet<string> {
  if (kind !== 'update') return placeholders;
  const names = [...placeholders].filter(isNamePlaceholder);
  return new Set([...names, ...placeholders]);
}

const precedence: Readonly<Record<ExpressionKind, readonly ViolationKind[]>> = {
  condition: ['redundant parentheses', 'unknown function', 'misused function', 'reserved word', 'path', 'operators'],
  update: [
    'redundant parentheses',
    'reserved word',
    'unknown function',
    'misused function',
    'repeated section',
    'path',
    'operators',
  ],
  projection: ['reserved word', 'path'],
};
