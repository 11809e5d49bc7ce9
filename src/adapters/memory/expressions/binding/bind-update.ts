import { assert } from '../../../../domain/assert.ts';
import type { SetOperand, SetValue, Update, UpdateAction } from '../../../../domain/expressions/tree.ts';
import type { ErrorOf } from '../../wording/expression-errors.ts';
import {
  isNamePlaceholder,
  type ParsedAction,
  type ParsedOperand,
  type ParsedSetValue,
} from '../grammar/parsed-expression.ts';
import { Violations } from '../grammar/violations.ts';
import { bindPath, bindValue } from './bind-operand.ts';
import type { ExpressionAttributes } from './expression-attributes.ts';
import { checkOverlaps } from './overlap-checks.ts';
import { areDefined } from './placeholder-checks.ts';
import { checkAction } from './update-checks.ts';

/**
 * Replaces the placeholders in an update. Call `checkDefined` first.
 *
 * @throws ServiceError - two paths overlap or conflict, or an operator or function has invalid operands.
 */
export function bindUpdate(
  parsedActions: readonly ParsedAction[],
  attributes: ExpressionAttributes,
  errorOf: ErrorOf,
): Update {
  const violations = new Violations(
    ['overlap', 'conflict', 'operand count', 'distinct operands', 'operand type'],
    errorOf,
  );
  const paths = parsedActions.map((parsed) => bindPath(parsed.path, attributes));
  checkOverlaps(paths, violations);
  for (const parsed of parsedActions) checkAction(parsed, { attributes, violations });
  violations.throwFirst();
  return { kind: 'update', actions: parsedActions.map((parsed) => bindAction(parsed, attributes)) };
}

/**
 * Checks that no paths overlap or conflict; paths with undefined names are left out.
 *
 * @throws ServiceError - two paths overlap or conflict.
 */
export function checkPathOverlaps(
  parsedActions: readonly ParsedAction[],
  attributes: ExpressionAttributes,
  errorOf: ErrorOf,
): void {
  const violations = new Violations(['overlap', 'conflict'], errorOf);
  const paths = parsedActions
    .map(({ path }) => path)
    .filter(({ steps }) =>
      areDefined(steps.filter((step) => typeof step === 'string').filter(isNamePlaceholder), attributes),
    );
  checkOverlaps(
    paths.map((path) => bindPath(path, attributes)),
    violations,
  );
  violations.throwFirst();
}

/** Replaces the placeholders in an action that was checked. */
export function bindAction(parsed: ParsedAction, attributes: ExpressionAttributes): UpdateAction {
  const path = bindPath(parsed.path, attributes);
  switch (parsed.kind) {
    case 'set':
      return { kind: 'set', path, value: setValue(parsed.value, attributes) };
    case 'remove':
      return { kind: 'remove', path };
    case 'add':
    case 'delete':
      return { kind: parsed.kind, path, value: bindValue(parsed.value, attributes) };
    default:
      return parsed satisfies never;
  }
}

function setValue(parsed: ParsedSetValue, attributes: ExpressionAttributes): SetValue {
  if (parsed.kind !== 'arithmetic') return operand(parsed, attributes);
  const { kind, operator, left, right } = parsed;
  return { kind, operator, left: operand(left, attributes), right: operand(right, attributes) };
}

/** The assertions repeat what the checks have validated, because the types do not express it. */
function operand(parsed: ParsedOperand, attributes: ExpressionAttributes): SetOperand {
  switch (parsed.kind) {
    case 'placeholder':
      return bindValue(parsed, attributes);
    case 'call': {
      const { name } = parsed;
      const [left, right] = parsed.operands.map((each) => operand(each, attributes));
      assert(left !== undefined && right !== undefined, `${name} has two operands`);
      if (name === 'list_append') return { kind: name, left, right };
      assert(name === 'if_not_exists' && left.kind === 'path', `${name} is if_not_exists and has a path`);
      return { kind: name, path: left, otherwise: right };
    }
    default:
      return bindPath(parsed, attributes);
  }
}
