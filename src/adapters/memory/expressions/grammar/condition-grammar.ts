import { type ErrorOf, grammarSentences } from '../../wording/expression-errors.ts';
import { functionRule } from './functions.ts';
import { operand } from './operand-grammar.ts';
import type { Call, ParsedCondition, ParsedExpression, ParsedOperand } from './parsed-expression.ts';
import { TokenReader } from './token-reader.ts';

/**
 * Parses a condition, filter or key condition expression.
 *
 * Parentheses can contain a condition or an operand, which is known only after they are parsed: `(a)` in `(a) = :v` is
 * an operand, `(a = :v)` is a condition. So the productions below return either, and `asCondition` and `asOperand`
 * check the result where the grammar needs one of them.
 *
 * @throws ServiceError
 */
export function parseCondition(text: string, errorOf: ErrorOf): ParsedExpression<ParsedCondition> {
  const reader = new TokenReader(text, 'condition', errorOf);
  return reader.finish(asCondition(reader, disjunction(reader)));
}

type Parsed = ParsedCondition | ParsedOperand;

/** disjunction : conjunction { OR conjunction } */
function disjunction(reader: TokenReader): Parsed {
  let left = conjunction(reader);
  while (reader.peek() === 'OR') left = logical(reader, 'OR', left, conjunction);
  return left;
}

/** conjunction : negation { AND negation } */
function conjunction(reader: TokenReader): Parsed {
  let left = negation(reader);
  while (reader.peek() === 'AND') left = logical(reader, 'AND', left, negation);
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
function between(reader: TokenReader, left: ParsedOperand): ParsedCondition | undefined {
  if (reader.operator('BETWEEN') === undefined) return undefined;
  const lower = operand(reader);
  reader.expect('AND');
  const upper = operand(reader);
  return {
    kind: 'between',
    operand: asOperand(reader, left),
    lower: asOperand(reader, lower),
    upper: asOperand(reader, upper),
  };
}

/** membership : IN "(" operand { "," operand } ")" */
function membership(reader: TokenReader, left: ParsedOperand): ParsedCondition | undefined {
  if (reader.operator('IN') === undefined) return undefined;
  reader.expect('(');
  const candidates = reader.list(operand);
  reader.expect(')');
  return {
    kind: 'in',
    operand: asOperand(reader, left),
    candidates: candidates.map((candidate) => asOperand(reader, candidate)),
  };
}

/** left ( AND | OR ) right */
function logical(
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

/** Requires a condition; after an operand, a comparison is missing. */
function asCondition(reader: TokenReader, parsed: Parsed): ParsedCondition {
  if (parsed.kind === 'call') noteMisuse(reader, parsed, false);
  else if (isOperand(parsed)) throw reader.unexpected();
  return parsed;
}

/** Requires an operand; the only function that is one is `size`. */
function asOperand(reader: TokenReader, parsed: ParsedOperand): ParsedOperand {
  if (parsed.kind === 'call') noteMisuse(reader, parsed, true);
  return parsed;
}

/** Adds a violation for a boolean function used as an operand, or another function used as a condition. */
function noteMisuse(reader: TokenReader, { name }: Call, isOperand: boolean): void {
  const rule = functionRule(name);
  if (rule !== undefined && (rule.returns === 'boolean') === isOperand) {
    reader.note('misused function', grammarSentences.misusedFunction(name));
  }
}

function isOperand(parsed: Parsed): parsed is ParsedOperand {
  return ['path', 'aliased path', 'placeholder', 'call'].includes(parsed.kind);
}
