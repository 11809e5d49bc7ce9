/** The kind of a token; each keyword and symbol is a kind. */
export type TokenKind = Keyword | Mark | 'identifier' | '#name' | ':value' | 'index' | 'unknown' | '<EOF>';

/** Words that are never names, in upper or lower case. */
export type Keyword = (typeof keywords)[number];

type Mark = '<>' | '<=' | '>=' | '=' | '<' | '>' | '(' | ')' | '[' | ']' | ',' | '.' | '+' | '-';

/** A token and its position in the expression. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Returns the tokens of an expression; the last one is `<EOF>`. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    const [kind, found] = tokenAt(text, position);
    const end = position + found.length;
    if (kind !== 'white space') tokens.push({ kind, text: found, start: position, end });
    position = end;
  }
  return [...tokens, { kind: '<EOF>', text: '<EOF>', start: position, end: position }];
}

function tokenAt(text: string, position: number): readonly [kind: TokenKind | 'white space', text: string] {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) continue;
    if (kind === 'mark') return [found as Mark, found]; // the pattern matches exactly the marks
    return [kind === 'identifier' ? (keywordOf(found) ?? kind) : kind, found];
  }
  return ['unknown', String.fromCodePoint(text.codePointAt(position) ?? 0)];
}

const keywords = ['AND', 'OR', 'NOT', 'IN', 'BETWEEN', 'SET', 'REMOVE', 'ADD', 'DELETE'] as const;

function keywordOf(word: string): Keyword | undefined {
  return keywords.find((keyword) => keyword === word.toUpperCase());
}

/**
 * Sticky patterns for ASCII, tried in this order. A character that matches none of them is a token of kind `unknown`.
 */
const patterns: readonly (readonly [kind: 'white space' | 'mark' | TokenKind, pattern: RegExp])[] = [
  ['white space', /[ \t\n\v\f\r]+/y],
  ['identifier', /[A-Za-z][A-Za-z0-9_]*/y],
  ['#name', /#[A-Za-z0-9_]+/y],
  [':value', /:[A-Za-z0-9_]+/y],
  ['index', /0|[1-9][0-9]*/y],
  ['mark', /<>|<=|>=|[=<>()[\],.+-]/y],
];
