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

/** What a key condition expression may ask of a key attribute. */
export type KeyOperator = '=' | '<' | '<=' | '>' | '>=' | 'BETWEEN' | 'begins_with';

/** One condition of a key condition expression; `:v < sk` is turned round to `sk > :v`. */
export interface KeyClause {
  readonly attribute: string;
  readonly operator: KeyOperator;
  /** One value, or the two bounds of `BETWEEN`. */
  readonly operands: readonly AttributeValue[];
}

/**
 * The clauses of a key condition expression, in the order written. Their form is checked as a whole; then values and
 * types clause by clause.
 *
 * @throws ServiceError
 */
export function bindKeyClauses(
  { tree, placeholders }: ParsedExpression<ParsedCondition>,
  substitutions: ExpressionAttributes,
  refuse: ErrorOf,
): readonly KeyClause[] {
  checkDefined([...placeholders].filter(isNamePlaceholder), substitutions, refuse);
  const written = writtenClauses(tree, substitutions, refuse);
  if (new Set(written.map(({ attribute }) => attribute)).size < written.length) {
    throw refuse(keyConditionSentences.repeatedKey);
  }
  return written.map((clause) => bindClause(clause, substitutions, refuse));
}

/** A clause whose values are still placeholders. */
interface WrittenClause {
  readonly attribute: string;
  /** As written: in `:v < sk` it is `<`. */
  readonly operator: KeyOperator;
  readonly operands: readonly Placeholder[];
  readonly isTurned: boolean;
}

function writtenClauses(
  template: ParsedCondition,
  substitutions: ExpressionAttributes,
  refuse: ErrorOf,
): readonly WrittenClause[] {
  const clause = (operator: KeyOperator, operands: readonly ParsedOperand[]) => [
    { operator, ...keyAndValues(operands, substitutions, refuse) },
  ];
  switch (template.kind) {
    case 'and': {
      const left = writtenClauses(template.left, substitutions, refuse);
      return [...left, ...writtenClauses(template.right, substitutions, refuse)];
    }
    case 'comparison': {
      const { comparator, left, right } = template;
      if (comparator === '<>') throw refuse(keyConditionSentences.invalidOperator(comparator));
      return clause(comparator, [left, right]);
    }
    case 'between': {
      const { operand, lower, upper } = template;
      if (operand.kind === 'placeholder') throw refuse(keyConditionSentences.keyNotFirst('BETWEEN'));
      return clause('BETWEEN', [operand, lower, upper]);
    }
    case 'call': {
      const { name, operands } = template;
      if (name !== 'begins_with') throw refuse(keyConditionSentences.invalidOperator(name));
      if (operands.length !== 2) throw refuse(operandSentences.wrongCount(name, operands.length));
      if (operands[0]?.kind === 'placeholder') throw refuse(keyConditionSentences.keyNotFirst(name));
      return clause(name, operands);
    }
    default:
      throw refuse(keyConditionSentences.invalidOperator(template.kind.toUpperCase()));
  }
}

/** Exactly one operand must be a path, and that an attribute; the others must be values. */
function keyAndValues(
  operands: readonly ParsedOperand[],
  substitutions: ExpressionAttributes,
  refuse: ErrorOf,
): Omit<WrittenClause, 'operator'> {
  let attribute: string | undefined;
  const values: Placeholder[] = [];
  for (const operand of operands) {
    if (operand.kind === 'placeholder') values.push(operand);
    else if (operand.kind === 'call') throw refuse(keyConditionSentences.nestedOperation);
    else {
      if (attribute !== undefined) throw refuse(keyConditionSentences.severalAttributes);
      if (operand.steps.length > 1) throw refuse(keyConditionSentences.nestedAttribute);
      attribute = String(bindPath(operand, substitutions).steps[0]);
    }
  }
  if (attribute === undefined) throw refuse(keyConditionSentences.noAttribute);
  return { attribute, operands: values, isTurned: operands[0]?.kind === 'placeholder' };
}

function bindClause(written: WrittenClause, substitutions: ExpressionAttributes, refuse: ErrorOf): KeyClause {
  const { attribute, operator, operands } = written;
  checkDefined(
    operands.map(({ name }) => name),
    substitutions,
    refuse,
  );
  const findings = new Violations(['operand type'], refuse);
  checkClauseTypes(written, { substitutions, findings });
  findings.throwFirst();
  return {
    attribute,
    operator: written.isTurned ? (turned[operator] ?? operator) : operator,
    operands: operands.map((operand) => boundValue(operand, substitutions)),
  };
}

function checkClauseTypes({ operator, operands }: WrittenClause, checking: Checking): void {
  // Of which type the value of `=` must be only the table's schema tells.
  if (operator === '=') return;
  checkTypes(operator, operands, operator === 'begins_with' ? prefixedTypes : orderedTypes, checking);
  const [lower, upper] = operands;
  if (lower !== undefined && upper !== undefined) checkBounds(lower, upper, checking);
}

/** What an operator becomes when its sides change places. */
const turned: Readonly<Partial<Record<KeyOperator, KeyOperator>>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
