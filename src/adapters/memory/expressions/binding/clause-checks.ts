import type { ServiceError } from '../../../../domain/errors.ts';
import type { ErrorOf } from '../../wording/expression-errors.ts';
import {
  type ConditionClause,
  isNamePlaceholder,
  type ParsedCondition,
  type ParsedExpression,
  type ParsedOperand,
} from '../grammar/parsed-expression.ts';
import { Violations } from '../grammar/violations.ts';
import { checkClause } from './condition-checks.ts';
import type { ExpressionAttributes } from './expression-attributes.ts';
import { areDefined, checkDefined } from './placeholder-checks.ts';

/**
 * Checks the clauses of a condition in the order of the text, and stops at the first one with a violation. In a clause,
 * undefined names and values come first, then the number of operands, repeated operands, and types (behaviour §23).
 *
 * @returns the violation in the operands of a clause. The service reports unused names and values before it (behaviour §17).
 * @throws ServiceError - a name or value is not defined.
 */
export function clauseViolation(
  { tree, placeholders }: ParsedExpression<ParsedCondition>,
  attributes: ExpressionAttributes,
  errorOf: ErrorOf,
): ServiceError | undefined {
  const allDefined = areDefined(placeholders, attributes);
  const violations = new Violations(['operand count', 'distinct operands', 'operand type'], errorOf);
  everyClause(tree, (clause) => {
    if (!allDefined) checkDefined(operandsOf(clause).flatMap(placeholdersIn), attributes, errorOf);
    checkClause(clause, { attributes, violations });
    return violations.first() === undefined;
  });
  return violations.first();
}

/** Calls a function for each clause, in the order of the text, until it returns `false`. */
function everyClause(parsed: ParsedCondition, check: (clause: ConditionClause) => boolean): boolean {
  switch (parsed.kind) {
    case 'and':
    case 'or':
      return everyClause(parsed.left, check) && everyClause(parsed.right, check);
    case 'not':
      return everyClause(parsed.condition, check);
    default:
      return check(parsed);
  }
}

function operandsOf(clause: ConditionClause): readonly ParsedOperand[] {
  switch (clause.kind) {
    case 'comparison':
      return [clause.left, clause.right];
    case 'between':
      return [clause.operand, clause.lower, clause.upper];
    case 'in':
      return [clause.operand, ...clause.candidates];
    case 'call':
      return clause.operands;
    default:
      return clause satisfies never;
  }
}

function placeholdersIn(operand: ParsedOperand): readonly string[] {
  switch (operand.kind) {
    case 'placeholder':
      return [operand.name];
    case 'call':
      return operand.operands.flatMap(placeholdersIn);
    case 'aliased path':
      return operand.steps.filter((step) => typeof step === 'string' && isNamePlaceholder(step)).map(String);
    case 'path':
      return [];
    default:
      return operand satisfies never;
  }
}
