import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { EntityOf } from '../../domain/entity/entity-types.ts';
import { fieldOf } from '../../domain/entity/fields.ts';
import { DynarepoError } from '../../domain/errors.ts';

/** Property names of an entity's attributes. */
export type AttributeNameOf<E extends AnyEntity> = keyof EntityOf<E> & string;

/**
 * Returns the names of the attributes to read; `undefined` for all.
 *
 * @throws DynarepoError - `BAD_INPUT`: the list is empty or contains an undeclared attribute.
 */
export function namesToRead(
  entity: AnyEntity,
  attributes: readonly string[] | undefined,
): ReadonlySet<string> | undefined {
  if (attributes === undefined) return undefined;
  if (!Array.isArray(attributes) || attributes.length === 0 || attributes.some((name) => typeof name !== 'string')) {
    throw new DynarepoError(
      'BAD_INPUT',
      `attributes of ${entity.name} must be an array of at least one attribute name`,
    );
  }
  for (const name of attributes) fieldOf(entity.fields, name, { segment: entity.name });
  return new Set(attributes);
}
