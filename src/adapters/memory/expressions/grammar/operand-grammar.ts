import type { PathStep } from '../../../../domain/expressions/tree.ts';
import { pathDepthLimit } from '../../../../domain/limits.ts';
import { grammarSentences } from '../../wording/expression-errors.ts';
import { functionRule } from './functions.ts';
import {
  type Call,
  isNamePlaceholder,
  type ParsedOperand,
  type ParsedPath,
  type Placeholder,
} from './parsed-expression.ts';
import { reservedWords } from './reserved-words.ts';
import type { TokenReader } from './token-reader.ts';

/** operand : path | ":value" | call | "(" operand ")" */
export function operand(reader: TokenReader): ParsedOperand {
  if (reader.peek() === '(') return reader.group(operand);
  if (reader.peek() === ':value') return placeholder(reader);
  return reader.peek() === 'identifier' && reader.peek(1) === '(' ? call(reader) : path(reader);
}

/** placeholder : ":value" */
export function placeholder(reader: TokenReader): Placeholder {
  return { kind: 'placeholder', name: reader.expect(':value') };
}

/** path : name { "." name | "[" index "]" } */
export function path(reader: TokenReader): ParsedPath {
  const steps: PathStep[] = [name(reader)];
  for (;;) {
    if (reader.optional('.') !== undefined) steps.push(name(reader));
    else if (reader.optional('[') !== undefined) {
      steps.push(index(reader));
      reader.expect(']');
    } else break;
  }
  if (steps.length > pathDepthLimit) reader.note('path', grammarSentences.pathTooDeep(steps.length));
  const isAliased = steps.some((step) => typeof step === 'string' && isNamePlaceholder(step));
  return { kind: isAliased ? 'aliased path' : 'path', steps };
}

/** name : "#name" | identifier, where the identifier is not a reserved word */
function name(reader: TokenReader): string {
  const alias = reader.optional('#name');
  if (alias !== undefined) return alias;
  const identifier = reader.expect('identifier');
  if (reservedWords.has(identifier.toUpperCase())) {
    reader.note('reserved word', grammarSentences.reservedWord(identifier));
  }
  return identifier;
}

/** index : "0" | nonZeroDigit { digit } */
function index(reader: TokenReader): number {
  const digits = reader.expect('index');
  if (Number(digits) > largestIndex) reader.note('path', grammarSentences.indexOutOfRange(digits));
  return Number(digits);
}

/** Indexes are 32-bit integers. */
const largestIndex = 2 ** 31 - 1;

/** call : identifier "(" operand { "," operand } ")" */
function call(reader: TokenReader): Call {
  const name = reader.expect('identifier');
  reader.expect('(');
  const operands = reader.nested((inner) => inner.list(operand), grammarSentences.misusedFunction(name));
  reader.expect(')');
  const rule = functionRule(name);
  if (rule === undefined) reader.note('unknown function', grammarSentences.unknownFunction(name));
  else if (rule.kind !== reader.kind) {
    reader.note('unknown function', grammarSentences.functionOfOtherKind(name, reader.kind));
  }
  for (const each of operands) {
    if (each.kind === 'call' && !canBeNested(each)) {
      reader.note('misused function', grammarSentences.misusedFunction(each.name));
    }
  }
  return { kind: 'call', name, operands };
}

/** Returns whether a function can be an operand of another function. */
function canBeNested({ name }: Call): boolean {
  return name === 'size' || name === 'if_not_exists';
}
