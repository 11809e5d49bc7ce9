import type { AttributeValue } from '../../../../domain/dynamodb.ts';
import { type ErrorOf, keyConditionSentences, operandSentences } from '../../wording/expression-errors.ts';
import {
  isNamePlaceholder,
  type ParsedCondition,
  type ParsedExpression,
  type ParsedOperand,
  type Placeholder,
} from '../grammar/parsed-expression.ts';
import { Violations } from '../grammar/violations.ts';
import { bindPath, boundValue } from './bind-operand.ts';
import type { ExpressionAttributes } from './expression-attributes.ts';
import { type Checking, checkBounds, checkTypes, orderedTypes, prefixedTypes } from './operand-checks.ts';
import { checkDefined } from './placeholder-checks.ts';

/** The operators that keys support. */
export type KeyOperator = '=' | '<' | '<=' | '>' | '>=' | 'BETWEEN' | 'begins_with';

/** One condition on a key attribute; `:v < sk` becomes `sk > :v`. */
export interface KeyClause {
  readonly attribute: string;
  readonly operator: KeyOperator;
  /** One value, or the two bounds of `BETWEEN`. */
  readonly operands: readonly AttributeValue[];
}

/** A condition as the request has it: the operators of legacy conditions include some that no key supports. */
export interface RequestedKeyClause extends Omit<KeyClause, 'operator'> {
  readonly operator: KeyOperator | 'not indexable';
}

/**
 * Returns the clauses of a key condition expression with placeholders for their values, in the order written. First checks the
 * form of all clauses, then the values and types of each clause.
 *
 * @throws ServiceError
 */
export function parseKeyClauses(
  { tree, placeholders }: ParsedExpression<ParsedCondition>,
  attributes: ExpressionAttributes,
  errorOf: ErrorOf,
): readonly ParsedClause[] {
  checkDefined([...placeholders].filter(isNamePlaceholder), attributes, errorOf);
  const clauses = parseClauses(tree, attributes, errorOf);
  if (new Set(clauses.map(({ attribute }) => attribute)).size < clauses.length) {
    throw errorOf(keyConditionSentences.repeatedKey);
  }
  for (const clause of clauses) checkClause(clause, attributes, errorOf);
  return clauses;
}

/** Replaces the placeholders in a clause of `parseKeyClauses`. */
export function bindKeyClause(clause: ParsedClause, attributes: ExpressionAttributes): KeyClause {
  const { attribute, operator, operands, isReversed } = clause;
  return {
    attribute,
    operator: isReversed ? (reversed[operator] ?? operator) : operator,
    operands: operands.map((operand) => boundValue(operand, attributes)),
  };
}

/** A clause with placeholders for its values. */
export interface ParsedClause {
  readonly attribute: string;
  /** The operator as written: `<` in `:v < sk`. */
  readonly operator: KeyOperator;
  readonly operands: readonly Placeholder[];
  readonly isReversed: boolean;
}

function parseClauses(
  parsed: ParsedCondition,
  attributes: ExpressionAttributes,
  errorOf: ErrorOf,
): readonly ParsedClause[] {
  const clause = (operator: KeyOperator, operands: readonly ParsedOperand[]) => [
    { operator, ...keyAndValues(operands, attributes, errorOf) },
  ];
  switch (parsed.kind) {
    case 'and': {
      const left = parseClauses(parsed.left, attributes, errorOf);
      return [...left, ...parseClauses(parsed.right, attributes, errorOf)];
    }
    case 'comparison': {
      const { comparator, left, right } = parsed;
      if (comparator === '<>') throw errorOf(keyConditionSentences.invalidOperator(comparator));
      return clause(comparator, [left, right]);
    }
    case 'between': {
      const { operand, lower, upper } = parsed;
      if (operand.kind === 'placeholder') throw errorOf(keyConditionSentences.keyNotFirst('BETWEEN'));
      return clause('BETWEEN', [operand, lower, upper]);
    }
    case 'call': {
      const { name, operands } = parsed;
      if (name !== 'begins_with') throw errorOf(keyConditionSentences.invalidOperator(name));
      if (operands.length !== 2) throw errorOf(operandSentences.wrongCount(name, operands.length));
      if (operands[0]?.kind === 'placeholder') throw errorOf(keyConditionSentences.keyNotFirst(name));
      return clause(name, operands);
    }
    default:
      throw errorOf(keyConditionSentences.invalidOperator(parsed.kind.toUpperCase()));
  }
}

/** Checks that exactly one operand is a path to a top-level attribute, and that the others are values. */
function keyAndValues(
  operands: readonly ParsedOperand[],
  attributes: ExpressionAttributes,
  errorOf: ErrorOf,
): Omit<ParsedClause, 'operator'> {
  let attribute: string | undefined;
  const values: Placeholder[] = [];
  for (const operand of operands) {
    if (operand.kind === 'placeholder') values.push(operand);
    else if (operand.kind === 'call') throw errorOf(keyConditionSentences.nestedOperation);
    else {
      if (attribute !== undefined) throw errorOf(keyConditionSentences.severalAttributes);
      if (operand.steps.length > 1) throw errorOf(keyConditionSentences.nestedAttribute);
      attribute = String(bindPath(operand, attributes).steps[0]);
    }
  }
  if (attribute === undefined) throw errorOf(keyConditionSentences.noAttribute);
  return { attribute, operands: values, isReversed: operands[0]?.kind === 'placeholder' };
}

function checkClause(clause: ParsedClause, attributes: ExpressionAttributes, errorOf: ErrorOf): void {
  checkDefined(
    clause.operands.map(({ name }) => name),
    attributes,
    errorOf,
  );
  const violations = new Violations(['operand type'], errorOf);
  checkClauseTypes(clause, { attributes, violations });
  violations.throwFirst();
}

function checkClauseTypes({ operator, operands }: ParsedClause, checking: Checking): void {
  // The type for `=` depends on the table's schema, so it is checked later.
  if (operator === '=') return;
  checkTypes(operator, operands, operator === 'begins_with' ? prefixedTypes : orderedTypes, checking);
  const [lower, upper] = operands;
  if (lower !== undefined && upper !== undefined) checkBounds(lower, upper, checking);
}

/** The operator after its operands are swapped. */
const reversed: Readonly<Partial<Record<KeyOperator, KeyOperator>>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
