import { assert } from '../../../../domain/assert.ts';
import type { SetOperand, SetValue, Update, UpdateAction } from '../../../../domain/expressions/tree.ts';
import type { ErrorOf } from '../../wording/expression-errors.ts';
import type { ParsedAction, ParsedOperand, ParsedSetValue } from '../grammar/parsed-expression.ts';
import { Violations } from '../grammar/violations.ts';
import { bindPath, bindValue } from './bind-operand.ts';
import type { ExpressionAttributes } from './expression-attributes.ts';
import { checkOverlaps } from './overlap-checks.ts';
import { checkAction } from './update-checks.ts';

/**
 * The update that a template stands for. Its placeholders are defined.
 *
 * @throws ServiceError - two paths exclude each other, or an operand is not what its operator or function takes.
 */
export function bindUpdate(
  templates: readonly ParsedAction[],
  substitutions: ExpressionAttributes,
  refuse: ErrorOf,
): Update {
  const findings = new Violations(
    ['overlap', 'conflict', 'operand count', 'distinct operands', 'operand type'],
    refuse,
  );
  const paths = templates.map((template) => bindPath(template.path, substitutions));
  checkOverlaps(paths, findings);
  for (const template of templates) checkAction(template, { substitutions, findings });
  findings.throwFirst();
  return { kind: 'update', actions: templates.map((template) => action(template, substitutions)) };
}

function action(template: ParsedAction, substitutions: ExpressionAttributes): UpdateAction {
  const path = bindPath(template.path, substitutions);
  switch (template.kind) {
    case 'set':
      return { kind: 'set', path, value: setValue(template.value, substitutions) };
    case 'remove':
      return { kind: 'remove', path };
    case 'add':
    case 'delete':
      return { kind: template.kind, path, value: bindValue(template.value, substitutions) };
    default:
      return template satisfies never;
  }
}

function setValue(template: ParsedSetValue, substitutions: ExpressionAttributes): SetValue {
  if (template.kind !== 'arithmetic') return operand(template, substitutions);
  const { kind, operator, left, right } = template;
  return { kind, operator, left: operand(left, substitutions), right: operand(right, substitutions) };
}

/** What the checks have made sure of is asserted, because the types cannot tell it. */
function operand(template: ParsedOperand, substitutions: ExpressionAttributes): SetOperand {
  switch (template.kind) {
    case 'placeholder':
      return bindValue(template, substitutions);
    case 'call': {
      const { name } = template;
      const [left, right] = template.operands.map((each) => operand(each, substitutions));
      assert(left !== undefined && right !== undefined, `${name} has two operands`);
      if (name === 'list_append') return { kind: name, left, right };
      assert(name === 'if_not_exists' && left.kind === 'path', `${name} is if_not_exists and has a path`);
      return { kind: name, path: left, otherwise: right };
    }
    default:
      return bindPath(template, substitutions);
  }
}
