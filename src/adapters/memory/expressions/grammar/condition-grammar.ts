import { type ErrorOf, grammarSentences } from '../../wording/expression-errors.ts';
import { functionRule } from './functions.ts';
import { operand } from './operand-grammar.ts';
import type { Call, ParsedCondition, ParsedExpression, ParsedOperand } from './parsed-expression.ts';
import { TokenReader } from './token-reader.ts';

/**
 * Parses a condition, filter or key condition expression.
 *
 * What stands in parentheses can be a condition or an operand, which shows only afterwards: in `(a) = :v` the
 * parentheses hold an operand, in `(a = :v)` a condition. So the productions below give either, and where the grammar
 * has a condition or an operand it is claimed with `asCondition` or `asOperand`.
 *
 * @throws ServiceError
 */
export function parseCondition(text: string, refuse: ErrorOf): ParsedExpression<ParsedCondition> {
  const reader = new TokenReader(text, 'condition', refuse);
  return reader.finish(asCondition(reader, disjunction(reader)));
}

type Parsed = ParsedCondition | ParsedOperand;

/** disjunction : conjunction { OR conjunction } */
function disjunction(reader: TokenReader): Parsed {
  let left = conjunction(reader);
  while (reader.peek() === 'OR') left = joined(reader, 'OR', left, conjunction);
  return left;
}

/** conjunction : negation { AND negation } */
function conjunction(reader: TokenReader): Parsed {
  let left = negation(reader);
  while (reader.peek() === 'AND') left = joined(reader, 'AND', left, negation);
  return left;
}

/** negation : { NOT } predicate */
function negation(reader: TokenReader): Parsed {
  let count = 0;
  while (reader.operator('NOT') !== undefined) count += 1;
  let parsed = predicate(reader);
  for (; count > 0; count -= 1) parsed = { kind: 'not', condition: asCondition(reader, parsed) };
  return parsed;
}

/** predicate : operand [ comparison | between | in ] | "(" disjunction ")" */
function predicate(reader: TokenReader): Parsed {
  const left = reader.peek() === '(' ? reader.group(disjunction) : operand(reader);
  if (!isOperand(left)) return left;
  return comparison(reader, left) ?? between(reader, left) ?? membership(reader, left) ?? left;
}

/** comparison : ( "=" | "<>" | "<" | "<=" | ">" | ">=" ) operand */
function comparison(reader: TokenReader, left: ParsedOperand): ParsedCondition | undefined {
  const comparator = reader.operator('=', '<>', '<', '<=', '>', '>=');
  if (comparator === undefined) return undefined;
  const right = operand(reader);
  return { kind: 'comparison', comparator, left: asOperand(reader, left), right: asOperand(reader, right) };
}

/** between : BETWEEN operand AND operand */
function between(reader: TokenReader, tested: ParsedOperand): ParsedCondition | undefined {
  if (reader.operator('BETWEEN') === undefined) return undefined;
  const lower = operand(reader);
  reader.expect('AND');
  const upper = operand(reader);
  return {
    kind: 'between',
    operand: asOperand(reader, tested),
    lower: asOperand(reader, lower),
    upper: asOperand(reader, upper),
  };
}

/** membership : IN "(" operand { "," operand } ")" */
function membership(reader: TokenReader, tested: ParsedOperand): ParsedCondition | undefined {
  if (reader.operator('IN') === undefined) return undefined;
  reader.expect('(');
  const candidates = reader.list(operand);
  reader.expect(')');
  return {
    kind: 'in',
    operand: asOperand(reader, tested),
    candidates: candidates.map((candidate) => asOperand(reader, candidate)),
  };
}

/** left ( AND | OR ) right */
function joined(
  reader: TokenReader,
  keyword: 'AND' | 'OR',
  left: Parsed,
  rightSide: (reader: TokenReader) => Parsed,
): ParsedCondition {
  const first = asCondition(reader, left);
  reader.operator(keyword);
  const second = asCondition(reader, rightSide(reader));
  return { kind: keyword === 'AND' ? 'and' : 'or', left: first, right: second };
}

/** Claims that a condition was read; an operand lacks the comparison that should come next. */
function asCondition(reader: TokenReader, parsed: Parsed): ParsedCondition {
  if (parsed.kind === 'call') noteMisuse(reader, parsed, false);
  else if (isOperand(parsed)) throw reader.unexpected();
  return parsed;
}

/** Claims that an operand was read; of functions only `size` is one. */
function asOperand(reader: TokenReader, parsed: ParsedOperand): ParsedOperand {
  if (parsed.kind === 'call') noteMisuse(reader, parsed, true);
  return parsed;
}

/** A function that gives a truth is no operand, and one that gives a value no condition. */
function noteMisuse(reader: TokenReader, { name }: Call, isOperand: boolean): void {
  const rule = functionRule(name);
  if (rule !== undefined && (rule.gives === 'truth') === isOperand) {
    reader.note('misused function', grammarSentences.misusedFunction(name));
  }
}

function isOperand(parsed: Parsed): parsed is ParsedOperand {
  return ['path', 'aliased path', 'placeholder', 'call'].includes(parsed.kind);
}
