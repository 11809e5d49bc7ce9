import type { ErrorOf } from '../../wording/expression-errors.ts';
import { path } from './operand-grammar.ts';
import type { ParsedExpression, ParsedPath } from './parsed-expression.ts';
import { TokenReader } from './token-reader.ts';

/**
 * Parses a projection expression.
 *
 * projection : path { "," path }
 *
 * @throws ServiceError
 */
export function parseProjection(text: string, errorOf: ErrorOf): ParsedExpression<readonly ParsedPath[]> {
  const reader = new TokenReader(text, 'projection', errorOf);
  return reader.finish(reader.list(path));
}
