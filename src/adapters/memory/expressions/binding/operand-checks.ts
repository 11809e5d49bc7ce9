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

/** The input and the output of operand checks. */
export interface Checking {
  readonly attributes: ExpressionAttributes;
  readonly violations: Violations;
}

/** The types with an order. */
export const orderedTypes: ReadonlySet<DataType> = new Set<DataType>(['S', 'N', 'B']);

/** The types with prefixes. */
export const prefixedTypes: ReadonlySet<DataType> = new Set<DataType>(['S', 'B']);

/** Returns the type of an operand, if it is known without an item. */
export function staticType(operand: ParsedOperand, { attributes }: Checking): DataType | undefined {
  if (operand.kind === 'placeholder') return dataTypeOf(boundValue(operand, attributes));
  if (operand.kind !== 'call') return undefined;
  const returns = functionRule(operand.name)?.returns;
  return returns === 'N' || returns === 'L' ? returns : undefined;
}

/** Checks that operands with a known type have one of the allowed types. */
export function checkTypes(
  operator: string,
  operands: readonly ParsedOperand[],
  allowed: ReadonlySet<DataType>,
  checking: Checking,
): void {
  for (const operand of operands) {
    const type = staticType(operand, checking);
    if (type !== undefined && !allowed.has(type)) {
      checking.violations.note('operand type', operandSentences.wrongType(operator, type));
    }
  }
}

/** Checks that the first operand is not the same path as another one. */
export function checkDistinct(
  operator: string,
  [first, ...others]: readonly ParsedOperand[],
  { attributes, violations }: Checking,
): void {
  const path = first && pathOf(first, attributes);
  if (path === undefined) return;
  for (const other of others) {
    const otherPath = pathOf(other, attributes);
    if (otherPath !== undefined && isSamePath(path, otherPath)) {
      violations.note('distinct operands', operandSentences.notDistinct(operator, formatPath(path)));
    }
  }
}

/** Checks that bounds of BETWEEN have the same type and are in order, if both are values. */
export function checkBounds(lower: ParsedOperand, upper: ParsedOperand, { attributes, violations }: Checking): void {
  if (lower.kind !== 'placeholder' || upper.kind !== 'placeholder') return;
  const [low, high] = [boundValue(lower, attributes), boundValue(upper, attributes)];
  const order = compareValues(low, high);
  const sentence = order === undefined ? operandSentences.boundsOfTwoTypes : operandSentences.boundsOutOfOrder;
  if (order === undefined || order > 0) violations.note('operand type', sentence(printValue(low), printValue(high)));
}

function pathOf(operand: ParsedOperand, attributes: ExpressionAttributes): DocumentPath | undefined {
  return operand.kind === 'path' || operand.kind === 'aliased path' ? bindPath(operand, attributes) : undefined;
}
