import { describeType } from '../domain/describe-type.ts';
import { DynarepoError } from '../domain/errors.ts';

/** Checks an entity, for JavaScript callers, and for one that is undefined because of an import cycle. */
export function checkEntity(owner: string, entity: unknown, expected = 'an entity'): void {
  if (typeof entity === 'object' && entity !== null && 'fields' in entity) return;
  throw new DynarepoError('BAD_INPUT', `${owner} needs ${expected}, but got ${describeType(entity)}`);
}
