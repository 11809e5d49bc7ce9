import { type ErrorOf, grammarSentences } from '../../wording/expression-errors.ts';
import { operand, path, placeholder } from './operand-grammar.ts';
import type { ParsedAction, ParsedExpression, ParsedSetValue } from './parsed-expression.ts';
import { TokenReader } from './token-reader.ts';

/**
 * Parses an update expression.
 *
 * update : section { section }
 *
 * @throws ServiceError
 */
export function parseUpdate(text: string, errorOf: ErrorOf): ParsedExpression<readonly ParsedAction[]> {
  const reader = new TokenReader(text, 'update', errorOf);
  const actions: ParsedAction[] = [];
  const seen = new Set<string>();
  do {
    const keyword = sectionKeyword(reader);
    if (seen.has(keyword)) reader.note('repeated section', grammarSentences.repeatedSection(keyword));
    seen.add(keyword);
    actions.push(...reader.list(sectionActions[keyword]));
  } while (reader.peek() !== '<EOF>');
  return reader.finish(actions);
}

/** section : SET assignment { "," assignment } | REMOVE path { "," path } | ( ADD | DELETE ) change { "," change } */
const sectionActions = {
  SET: assignment,
  REMOVE: removal,
  ADD: (reader: TokenReader): ParsedAction => change(reader, 'add'),
  DELETE: (reader: TokenReader): ParsedAction => change(reader, 'delete'),
} as const;

function sectionKeyword(reader: TokenReader): keyof typeof sectionActions {
  const keyword = reader.peek();
  if (keyword !== 'SET' && keyword !== 'REMOVE' && keyword !== 'ADD' && keyword !== 'DELETE') throw reader.unexpected();
  reader.expect(keyword);
  return keyword;
}

/** assignment : path "=" setValue */
function assignment(reader: TokenReader): ParsedAction {
  const target = path(reader);
  reader.expect('=');
  return { kind: 'set', path: target, value: setValue(reader) };
}

/** removal : path */
function removal(reader: TokenReader): ParsedAction {
  return { kind: 'remove', path: path(reader) };
}

/** change : path placeholder */
function change(reader: TokenReader, kind: 'add' | 'delete'): ParsedAction {
  return { kind, path: path(reader), value: placeholder(reader) };
}

/** setValue : operand [ ( "+" | "-" ) operand ] | "(" setValue ")" */
function setValue(reader: TokenReader): ParsedSetValue {
  const left = reader.peek() === '(' ? reader.group(setValue) : operand(reader);
  if (left.kind === 'arithmetic') return left;
  const operator = reader.operator('+', '-');
  return operator === undefined ? left : { kind: 'arithmetic', operator, left, right: operand(reader) };
}
