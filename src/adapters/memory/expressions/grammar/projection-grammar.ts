import type { Refuse } from '../../wording/expressions.ts';
import { path } from './operand-grammar.ts';
import type { PathTemplate, Template } from './parsed-expression.ts';
import { TokenReader } from './token-reader.ts';

/**
 * Parses a projection expression.
 *
 * projection : path { "," path }
 *
 * @throws ServiceError
 */
export function parseProjection(text: string, refuse: Refuse): Template<readonly PathTemplate[]> {
  const reader = new TokenReader(text, 'projection', refuse);
  return reader.finish(reader.list(path));
}
