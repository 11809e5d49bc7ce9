import type { Projection } from '../../../../domain/expressions/tree.ts';
import type { ErrorOf } from '../../wording/expression-errors.ts';
import type { ParsedPath } from '../grammar/parsed-expression.ts';
import { Violations } from '../grammar/violations.ts';
import { bindPath } from './bind-operand.ts';
import type { ExpressionAttributes } from './expression-attributes.ts';
import { checkOverlaps } from './overlap-checks.ts';

/**
 * The projection that a template stands for. Its placeholders are defined.
 *
 * @throws ServiceError - two paths exclude each other.
 */
export function bindProjection(
  templates: readonly ParsedPath[],
  substitutions: ExpressionAttributes,
  refuse: ErrorOf,
): Projection {
  const findings = new Violations(['overlap', 'conflict'], refuse);
  const paths = templates.map((template) => bindPath(template, substitutions));
  checkOverlaps(paths, findings);
  findings.throwFirst();
  return { kind: 'projection', paths };
}
