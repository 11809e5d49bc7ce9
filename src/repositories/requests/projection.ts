import type { Attributes } from '../../domain/entity/attribute.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { EntityOf, IndexEntityOf, IndexNameOf } from '../../domain/entity/entity-types.ts';
import { fieldOf } from '../../domain/entity/fields.ts';
import type { MapKind } from '../../domain/entity/map-kind.ts';
import { selectFields } from '../../domain/entity/select-fields.ts';
import { DynarepoError } from '../../domain/errors.ts';

/** Names of an entity's attributes, and of the attributes of its maps: `address.city`. */
export type AttributeNameOf<E extends AnyEntity> = (keyof EntityOf<E> & string) | PartNameOf<E['attributes']>;

/** As {@link AttributeNameOf}, of what an index projects. */
export type IndexAttributeNameOf<E extends AnyEntity, Index extends IndexNameOf<E>> =
  | (keyof IndexEntityOf<E, Index> & string)
  | PartNameOf<E['attributes'], keyof IndexEntityOf<E, Index> & keyof E['attributes']>;

/** Names of the attributes of maps among some attributes. */
export type PartNameOf<A extends Attributes, Name extends keyof A = keyof A> = {
  [N in Name & string]: A[N]['types'] extends MapKind<infer Members>
    ? `${N}.${(keyof Members & string) | PartNameOf<Members>}`
    : never;
}[Name & string];

/** What is read of a value with some names: properties, of maps perhaps only parts. */
export type Selected<T, Name extends string> = {
  [N in keyof T as N extends FirstOf<Name> ? N : never]: N extends Name
    ? T[N]
    : SelectedPart<T[N], RestOf<Name, N & string>>;
} & {};

type FirstOf<Name extends string> = Name | (Name extends `${infer First}.${string}` ? First : never);
type RestOf<Name extends string, First extends string> = Name extends `${First}.${infer Rest}` ? Rest : never;
type SelectedPart<T, Name extends string> = T extends object ? Selected<T, Name> : T;

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
  for (const name of attributes) {
    const { fields } = selectFields(entity.fields, new Set([name]));
    if (fields.length === 0) fieldOf(entity.fields, name, { segment: entity.name });
  }
  return new Set(attributes);
}
