import type { Projection } from '../../../../domain/expressions/tree.ts';
import type { Refuse } from '../../wording/expressions.ts';
import { Findings } from '../grammar/findings.ts';
import type { PathTemplate } from '../grammar/parsed-expression.ts';
import { bindPath } from './bind-operand.ts';
import type { Substitutions } from './expression-attributes.ts';
import { checkOverlaps } from './overlap-checks.ts';

/**
 * The projection that a template stands for. Its placeholders are defined.
 *
 * @throws ServiceError - two paths exclude each other.
 */
export function bindProjection(
  templates: readonly PathTemplate[],
  substitutions: Substitutions,
  refuse: Refuse,
): Projection {
  const findings = new Findings(['overlap', 'conflict'], refuse);
  const paths = templates.map((template) => bindPath(template, substitutions));
  checkOverlaps(paths, findings);
  findings.throwFirst();
  return { kind: 'projection', paths };
}
