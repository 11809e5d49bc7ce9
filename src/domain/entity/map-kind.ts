import type { Attributes } from './attribute.ts';
import type { NotKey } from './attribute-kinds.ts';
import type { MapPath, OpenMapPath, TextConditions } from './paths/attribute-path.ts';
import type { Flat, GivenOf, PathsOfAttributes, ValuesOf } from './value-types.ts';

/** A map with declared attributes; an entity has this kind too. */
export interface MapKind<A extends Attributes> extends NotKey {
  readonly value: Flat<ValuesOf<A>>;
  readonly given: Flat<GivenOf<A>>;
  readonly changed: Flat<GivenOf<A>>;
  readonly path: MapPath<Flat<GivenOf<A>>, PathsOfAttributes<A>>;
  readonly nullablePath: MapPath<Flat<GivenOf<A>> | null, PathsOfAttributes<A>>;
}

type MemberOf<By extends string, Values> = {
  [Tag in keyof Values & string]: Flat<{ [N in By]: Tag } & Values[Tag]>;
}[keyof Values & string];

/** The attributes of the members of a union of maps, by tag. */
export interface MapMembers {
  readonly [tag: string]: Attributes;
}

/** A map whose attributes depend on one of them. */
export interface MapUnionKind<By extends string, Members extends MapMembers> extends NotKey {
  readonly value: MemberOf<By, { [Tag in keyof Members]: ValuesOf<Members[Tag]> }>;
  readonly given: MemberOf<By, { [Tag in keyof Members]: GivenOf<Members[Tag]> }>;
  readonly changed: MemberOf<By, { [Tag in keyof Members]: GivenOf<Members[Tag]> }>;
  readonly path: MapPath<
    MemberOf<By, { [Tag in keyof Members]: GivenOf<Members[Tag]> }>,
    { readonly [N in By]: TextConditions<keyof Members & string> }
  >;
  readonly nullablePath: MapPath<
    MemberOf<By, { [Tag in keyof Members]: GivenOf<Members[Tag]> }> | null,
    { readonly [N in By]: TextConditions<keyof Members & string> }
  >;
}

/** A map with declared attributes and others. */
export interface OpenMapKind<A extends Attributes> extends NotKey {
  readonly value: Flat<ValuesOf<A>> & { [name: string]: unknown };
  readonly given: Flat<GivenOf<A>> & { readonly [name: string]: unknown };
  readonly changed: Flat<GivenOf<A>> & { readonly [name: string]: unknown };
  readonly path: OpenMapPath<Flat<GivenOf<A>> & { readonly [name: string]: unknown }, PathsOfAttributes<A>>;
  readonly nullablePath: OpenMapPath<
    (Flat<GivenOf<A>> & { readonly [name: string]: unknown }) | null,
    PathsOfAttributes<A>
  >;
}
