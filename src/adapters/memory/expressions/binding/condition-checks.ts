import { inOperandLimit } from '../../../../domain/limits.ts';
import { operandSentences } from '../../wording/expression-errors.ts';
import type { ConditionClause, ParsedOperand } from '../grammar/parsed-expression.ts';
import { checkCall } from './function-checks.ts';
import { type Checking, checkBounds, checkDistinct, checkTypes, orderedTypes } from './operand-checks.ts';

/** Collects the violations in the operands of a clause that can be found without an item. */
export function checkClause(clause: ConditionClause, checking: Checking): void {
  switch (clause.kind) {
    case 'call':
      checkCall(clause, checking);
      break;
    case 'comparison': {
      const { comparator, left, right } = clause;
      checkOperands(comparator, [left, right], checking);
      if (comparator !== '=' && comparator !== '<>') checkTypes(comparator, [left, right], orderedTypes, checking);
      break;
    }
    case 'between': {
      const { operand, lower, upper } = clause;
      checkOperands('BETWEEN', [operand, lower, upper], checking);
      checkTypes('BETWEEN', [operand, lower, upper], orderedTypes, checking);
      checkBounds(lower, upper, checking);
      break;
    }
    case 'in': {
      const operands = [clause.operand, ...clause.candidates];
      checkOperands('IN', operands, checking);
      if (operands.length > inOperandLimit) {
        checking.violations.note('operand count', operandSentences.tooManyCandidates(operands.length));
      }
      break;
    }
    default:
      clause satisfies never;
  }
}

function checkOperands(operator: string, operands: readonly ParsedOperand[], checking: Checking): void {
  for (const operand of operands) if (operand.kind === 'call') checkCall(operand, checking);
  checkDistinct(operator, operands, checking);
}
