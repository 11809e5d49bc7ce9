import type { ServiceError } from '../../../../domain/errors.ts';
import { expressionOperatorLimit } from '../../../../domain/limits.ts';
import { type ErrorOf, grammarSentences } from '../../wording/expression-errors.ts';
import type { ExpressionKind } from './functions.ts';
import { type Token, type TokenKind, tokenize } from './lexer.ts';
import { isNamePlaceholder, type ParsedExpression } from './parsed-expression.ts';
import { type ViolationKind, Violations } from './violations.ts';

/**
 * What the grammar's productions read from: a place among the tokens of one expression, and a few primitives that move
 * it. It also keeps what was noticed on the way: placeholders, the number of operators, and faults.
 */
export class TokenReader {
  readonly kind: ExpressionKind;
  readonly #text: string;
  readonly #refuse: ErrorOf;
  readonly #tokens: readonly Token[];
  readonly #findings: Violations;
  readonly #placeholders = new Set<string>();
  #position = 0;
  #operatorCount = 0;
  #depth = 0;
  #lastGroup = { open: -1, close: -1 };

  constructor(text: string, kind: ExpressionKind, refuse: ErrorOf) {
    this.kind = kind;
    this.#text = text;
    this.#refuse = refuse;
    this.#tokens = tokenize(text);
    this.#findings = new Violations(precedence[kind], refuse);
  }

  /** The kind of the token that comes next, or of one after it. */
  peek(ahead = 0): TokenKind {
    return this.#token(this.#position + ahead).kind;
  }

  /** Takes the next token, which must be of that kind. */
  expect(kind: TokenKind): string {
    const token = this.#token(this.#position);
    if (token.kind !== kind) throw this.unexpected();
    this.#position += 1;
    if (kind === '#name' || kind === ':value') this.#placeholders.add(token.text);
    return token.text;
  }

  /** Takes the next token if it is of that kind. */
  optional(kind: TokenKind): string | undefined {
    return this.peek() === kind ? this.expect(kind) : undefined;
  }

  /** Takes the next token, an operator, if it is one of those. */
  operator<Kind extends TokenKind>(...kinds: readonly Kind[]): Kind | undefined {
    const kind = kinds.find((each) => each === this.peek());
    if (kind === undefined) return undefined;
    this.#position += 1;
    this.#operatorCount += 1;
    return kind;
  }

  /** One or more elements with commas between them. */
  list<Element>(element: (reader: TokenReader) => Element): readonly Element[] {
    const elements = [element(this)];
    while (this.optional(',') !== undefined) elements.push(element(this));
    return elements;
  }

  /** Something in parentheses. Those that hold nothing but another pair of parentheses are a fault. */
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
   * Something inside something of its own kind. No expression that is accepted nests deeper than the limit of
   * operators, so what does need not be read to its end, whatever the stack would bear.
   */
  nested<Content>(content: (reader: TokenReader) => Content, sentence: string): Content {
    if (this.#depth > expressionOperatorLimit) throw this.#refuse(sentence);
    this.#depth += 1;
    const found = content(this);
    this.#depth -= 1;
    return found;
  }

  /** Keeps a fault until it is known whether the expression is well formed. */
  note(fault: ViolationKind, sentence: string): void {
    this.#findings.note(fault, sentence);
  }

  /** The syntax error of the next token, shown with its neighbours; the ends of the text are neighbours too. */
  unexpected(): ServiceError {
    const before = this.#tokens[this.#position - 1];
    const after = this.#tokens[this.#position + 1];
    const near = this.#text.slice(before?.start, after?.kind === '<EOF>' ? undefined : after?.end);
    return this.#refuse(grammarSentences.syntaxError(this.#token(this.#position).text, near));
  }

  /**
   * Ends the expression: all of it must have been read, and nothing be wrong with it.
   *
   * @throws ServiceError
   */
  finish<Tree>(tree: Tree): ParsedExpression<Tree> {
    this.expect('<EOF>');
    if (this.#operatorCount > expressionOperatorLimit) {
      this.note('operators', grammarSentences.tooManyOperators(this.#operatorCount));
    }
    this.#findings.throwFirst();
    return { tree, placeholders: inOrderOfChecks(this.#placeholders, this.kind) };
  }

  #token(position: number): Token {
    return this.#tokens[Math.min(position, this.#tokens.length - 1)] as Token; // there is always an <EOF>
  }
}

/** The service looks for an undefined name or value in a condition from left to right, in an update for names first. */
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
