import { assert } from '../../../../domain/assert.ts';
import type { Condition, Operand } from '../../../../domain/expressions/tree.ts';
import type { Call, ParsedCondition, ParsedOperand } from '../grammar/parsed-expression.ts';
import { bindPath, bindValue } from './bind-operand.ts';
import type { ExpressionAttributes } from './expression-attributes.ts';

/** Replaces the placeholders in a condition without a `clauseViolation`. */
export function bindCondition(parsed: ParsedCondition, attributes: ExpressionAttributes): Condition {
  switch (parsed.kind) {
    case 'comparison': {
      const { kind, comparator, left, right } = parsed;
      return { kind, comparator, left: operand(left, attributes), right: operand(right, attributes) };
    }
    case 'between':
      return {
        kind: 'between',
        operand: operand(parsed.operand, attributes),
        lower: operand(parsed.lower, attributes),
        upper: operand(parsed.upper, attributes),
      };
    case 'in': {
      const candidates = parsed.candidates.map((candidate) => operand(candidate, attributes));
      return { kind: 'in', operand: operand(parsed.operand, attributes), candidates };
    }
    case 'and':
    case 'or': {
      const { kind, left, right } = parsed;
      return { kind, left: bindCondition(left, attributes), right: bindCondition(right, attributes) };
    }
    case 'not':
      return { kind: 'not', condition: bindCondition(parsed.condition, attributes) };
    case 'call':
      return predicate(parsed, attributes);
    default:
      return parsed satisfies never;
  }
}

/** The assertions repeat what the checks have validated, because the types do not express it. */
function predicate({ name, operands }: Call, attributes: ExpressionAttributes): Condition {
  const [first, second] = operands.map((each) => operand(each, attributes));
  assert(first !== undefined, `${name} has an operand`);
  switch (name) {
    case 'attribute_exists':
    case 'attribute_not_exists':
      assert(first.kind === 'path', `${name} has a path`);
      return { kind: name, path: first };
    case 'attribute_type':
      assert(second?.kind === 'value', `${name} has the name of a type`);
      return { kind: name, operand: first, type: second };
    case 'begins_with':
      assert(second !== undefined, `${name} has a second operand`);
      return { kind: name, operand: first, prefix: second };
    default:
      assert(name === 'contains' && second !== undefined, `${name} is contains and has a second operand`);
      return { kind: name, operand: first, element: second };
  }
}

function operand(parsed: ParsedOperand, attributes: ExpressionAttributes): Operand {
  switch (parsed.kind) {
    case 'placeholder':
      return bindValue(parsed, attributes);
    case 'call': {
      const [sized] = parsed.operands.map((each) => operand(each, attributes));
      assert(sized !== undefined && sized.kind !== 'size', 'size has a path or a value');
      return { kind: 'size', operand: sized };
    }
    default:
      return bindPath(parsed, attributes);
  }
}
