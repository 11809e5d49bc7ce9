import { assert } from '../../../../domain/assert.ts';
import type { Condition, Operand } from '../../../../domain/expressions/tree.ts';
import type { ErrorOf } from '../../wording/expression-errors.ts';
import type { Call, ParsedCondition, ParsedOperand } from '../grammar/parsed-expression.ts';
import { Violations } from '../grammar/violations.ts';
import { bindPath, bindValue } from './bind-operand.ts';
import { checkCondition } from './condition-checks.ts';
import type { ExpressionAttributes } from './expression-attributes.ts';

/**
 * The condition that a template stands for. Its placeholders are defined.
 *
 * @throws ServiceError - an operand is not what its operator or function takes.
 */
export function bindCondition(
  template: ParsedCondition,
  substitutions: ExpressionAttributes,
  refuse: ErrorOf,
): Condition {
  const findings = new Violations(['operand count', 'distinct operands', 'operand type'], refuse);
  checkCondition(template, { substitutions, findings });
  findings.throwFirst();
  return condition(template, substitutions);
}

function condition(template: ParsedCondition, substitutions: ExpressionAttributes): Condition {
  switch (template.kind) {
    case 'comparison': {
      const { kind, comparator, left, right } = template;
      return { kind, comparator, left: operand(left, substitutions), right: operand(right, substitutions) };
    }
    case 'between':
      return {
        kind: 'between',
        operand: operand(template.operand, substitutions),
        lower: operand(template.lower, substitutions),
        upper: operand(template.upper, substitutions),
      };
    case 'in': {
      const candidates = template.candidates.map((candidate) => operand(candidate, substitutions));
      return { kind: 'in', operand: operand(template.operand, substitutions), candidates };
    }
    case 'and':
    case 'or': {
      const { kind, left, right } = template;
      return { kind, left: condition(left, substitutions), right: condition(right, substitutions) };
    }
    case 'not':
      return { kind: 'not', condition: condition(template.condition, substitutions) };
    case 'call':
      return predicate(template, substitutions);
    default:
      return template satisfies never;
  }
}

/** What the checks have made sure of is asserted, because the types cannot tell it. */
function predicate({ name, operands }: Call, substitutions: ExpressionAttributes): Condition {
  const [first, second] = operands.map((each) => operand(each, substitutions));
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

function operand(template: ParsedOperand, substitutions: ExpressionAttributes): Operand {
  switch (template.kind) {
    case 'placeholder':
      return bindValue(template, substitutions);
    case 'call': {
      const [sized] = template.operands.map((each) => operand(each, substitutions));
      assert(sized !== undefined && sized.kind !== 'size', 'size has a path or a value');
      return { kind: 'size', operand: sized };
    }
    default:
      return bindPath(template, substitutions);
  }
}
