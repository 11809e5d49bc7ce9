import type { Projection } from '../../../../../domain/expressions/tree.ts';
import { duplicateAttribute } from '../../../wording/legacy-errors.ts';
import type { Wording } from '../../../wording/validation-errors.ts';

/**
 * Binds `AttributesToGet`, whose names are of top-level attributes, whatever characters they have.
 *
 * @throws ServiceError - ValidationException: a name occurs twice.
 */
export function bindAttributesToGet(names: readonly string[], wording: Wording): Projection {
  const earlier = new Set<string>();
  for (const name of names) {
    if (earlier.has(name)) throw duplicateAttribute(name, wording);
    earlier.add(name);
  }
  return { kind: 'projection', paths: names.map((name) => ({ kind: 'path', steps: [name] })) };
}
