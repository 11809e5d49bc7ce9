import type { Attributes } from './attribute.ts';
import type { NotKey } from './attribute-kinds.ts';
import type { MapPath } from './paths/attribute-path.ts';
import type { Flat, GivenOf, PathsOfAttributes, ValuesOf } from './value-types.ts';

/** A map with declared attributes; an entity has this kind too. */
export interface MapKind<A extends Attributes> extends NotKey {
  readonly value: Flat<ValuesOf<A>>;
  readonly given: Flat<GivenOf<A>>;
  readonly changed: Flat<GivenOf<A>>;
  readonly path: MapPath<Flat<GivenOf<A>>, PathsOfAttributes<A>>;
  readonly nullablePath: MapPath<Flat<GivenOf<A>> | null, PathsOfAttributes<A>>;
}
