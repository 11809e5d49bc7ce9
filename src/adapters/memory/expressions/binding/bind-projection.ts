import type { Projection } from '../../../../domain/expressions/tree.ts';
import type { ErrorOf } from '../../wording/expression-errors.ts';
import type { ParsedPath } from '../grammar/parsed-expression.ts';
import { Violations } from '../grammar/violations.ts';
import { bindPath } from './bind-operand.ts';
import type { ExpressionAttributes } from './expression-attributes.ts';
import { checkOverlaps } from './overlap-checks.ts';

/**
 * Replaces the placeholders in a projection. Call `checkDefined` first.
 *
 * @throws ServiceError - two paths overlap or conflict.
 */
export function bindProjection(
  parsedPaths: readonly ParsedPath[],
  attributes: ExpressionAttributes,
  errorOf: ErrorOf,
): Projection {
  const violations = new Violations(['overlap', 'conflict'], errorOf);
  const paths = parsedPaths.map((parsed) => bindPath(parsed, attributes));
  checkOverlaps(paths, violations);
  violations.throwFirst();
  return { kind: 'projection', paths };
}
