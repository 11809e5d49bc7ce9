import { formatPath, isSamePath } from '../../../../domain/expressions/document-path.ts';
import type { DocumentPath } from '../../../../domain/expressions/tree.ts';
import { type DataType, dataTypeOf } from '../../../../domain/values/attribute-value.ts';
import { compareValues } from '../../../../domain/values/order.ts';
import { operandSentences, printValue } from '../../wording/expression-errors.ts';
import { functionRule } from '../grammar/functions.ts';
import type { ParsedOperand } from '../grammar/parsed-expression.ts';
import type { Violations } from '../grammar/violations.ts';
import { bindPath, boundValue } from './bind-operand.ts';
import type { ExpressionAttributes } from './expression-attributes.ts';

/** What checks of operands go by, and where they put what they find. */
export interface Checking {
  readonly substitutions: ExpressionAttributes;
  readonly findings: Violations;
}

/** The types that have an order. */
export const orderedTypes: ReadonlySet<DataType> = new Set<DataType>(['S', 'N', 'B']);

/** The types that have prefixes. */
export const prefixedTypes: ReadonlySet<DataType> = new Set<DataType>(['S', 'B']);

/** The type of an operand, where it shows without an item. */
export function staticType(operand: ParsedOperand, { substitutions }: Checking): DataType | undefined {
  if (operand.kind === 'placeholder') return dataTypeOf(boundValue(operand, substitutions));
  if (operand.kind !== 'call') return undefined;
  const gives = functionRule(operand.name)?.gives;
  return gives === 'N' || gives === 'L' ? gives : undefined;
}

/** Operands whose type shows without an item must be of one of these. */
export function checkTypes(
  operator: string,
  operands: readonly ParsedOperand[],
  allowed: ReadonlySet<DataType>,
  checking: Checking,
): void {
  for (const operand of operands) {
    const type = staticType(operand, checking);
    if (type !== undefined && !allowed.has(type)) {
      checking.findings.note('operand type', operandSentences.wrongType(operator, type));
    }
  }
}

/** The first operand must not be the same path as another. */
export function checkDistinct(
  operator: string,
  [first, ...others]: readonly ParsedOperand[],
  { substitutions, findings }: Checking,
): void {
  const path = first && pathOf(first, substitutions);
  if (path === undefined) return;
  for (const other of others) {
    const otherPath = pathOf(other, substitutions);
    if (otherPath !== undefined && isSamePath(path, otherPath)) {
      findings.note('distinct operands', operandSentences.notDistinct(operator, formatPath(path)));
    }
  }
}

/** The bounds of BETWEEN, where both are values, must have one type and be in order. */
export function checkBounds(lower: ParsedOperand, upper: ParsedOperand, { substitutions, findings }: Checking): void {
  if (lower.kind !== 'placeholder' || upper.kind !== 'placeholder') return;
  const [low, high] = [boundValue(lower, substitutions), boundValue(upper, substitutions)];
  const order = compareValues(low, high);
  const sentence = order === undefined ? operandSentences.boundsOfTwoTypes : operandSentences.boundsOutOfOrder;
  if (order === undefined || order > 0) findings.note('operand type', sentence(printValue(low), printValue(high)));
}

function pathOf(operand: ParsedOperand, substitutions: ExpressionAttributes): DocumentPath | undefined {
  return operand.kind === 'path' || operand.kind === 'aliased path' ? bindPath(operand, substitutions) : undefined;
}
