import { inOperandLimit } from '../../../../domain/limits.ts';
import { operandSentences } from '../../wording/expression-errors.ts';
import type { ParsedCondition, ParsedOperand } from '../grammar/parsed-expression.ts';
import { checkCall } from './function-checks.ts';
import { type Checking, checkBounds, checkDistinct, checkTypes, orderedTypes } from './operand-checks.ts';

/** Notes what is wrong with the operands of a condition, as far as it shows without an item. */
export function checkCondition(template: ParsedCondition, checking: Checking): void {
  switch (template.kind) {
    case 'and':
    case 'or':
      checkCondition(template.left, checking);
      checkCondition(template.right, checking);
      break;
    case 'not':
      checkCondition(template.condition, checking);
      break;
    case 'call':
      checkCall(template, checking);
      break;
    case 'comparison': {
      const { comparator, left, right } = template;
      checkOperands(comparator, [left, right], checking);
      if (comparator !== '=' && comparator !== '<>') checkTypes(comparator, [left, right], orderedTypes, checking);
      break;
    }
    case 'between': {
      const { operand, lower, upper } = template;
      checkOperands('BETWEEN', [operand, lower, upper], checking);
      checkTypes('BETWEEN', [operand, lower, upper], orderedTypes, checking);
      checkBounds(lower, upper, checking);
      break;
    }
    case 'in': {
      const operands = [template.operand, ...template.candidates];
      checkOperands('IN', operands, checking);
      if (operands.length > inOperandLimit) {
        checking.findings.note('operand count', operandSentences.tooManyCandidates(operands.length));
      }
      break;
    }
    default:
      template satisfies never;
  }
}

function checkOperands(operator: string, operands: readonly ParsedOperand[], checking: Checking): void {
  for (const operand of operands) if (operand.kind === 'call') checkCall(operand, checking);
  checkDistinct(operator, operands, checking);
}
