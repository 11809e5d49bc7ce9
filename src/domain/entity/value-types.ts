import type { Attributes } from './attribute.ts';

/** The type of attributes as read. It is an intersection; the public types turn it into one plain object type. */
export type ValuesOf<A extends Attributes> = {
  [N in Exclude<keyof A, OptionalName<A>>]: A[N]['types']['value'];
} & {
  [N in OptionalName<A>]?: A[N]['types']['value'];
};

/** The type of attributes to write, without the version; also an intersection, which public types flatten. */
export type GivenOf<A extends Attributes> = {
  [N in RequiredName<A>]: A[N]['types']['given'];
} & {
  [N in OmissibleName<A>]?: A[N]['types']['given'] | undefined;
};

/** The paths of attributes. */
export type PathsOfAttributes<A extends Attributes> = {
  readonly [N in keyof A]: A[N]['types']['path'];
};

/** Flattens an intersection; because of `& {}`, editors show its members instead of this type's name. */
export type Flat<T> = { [N in keyof T]: T[N] } & {};

/** The presence of attributes that a read value may lack. */
type MayBeAbsent = 'optional' | 'written-optional' | 'hidden' | 'hidden-optional';

type OptionalName<A extends Attributes> = {
  [N in keyof A]: A[N]['presence'] extends MayBeAbsent ? N : never;
}[keyof A];

type RequiredName<A extends Attributes> = {
  [N in keyof A]: A[N]['presence'] extends 'required' | 'hidden' ? N : never;
}[keyof A];

type OmissibleName<A extends Attributes> = {
  [N in keyof A]: A[N]['presence'] extends 'optional' | 'default' | 'hidden-optional' ? N : never;
}[keyof A];
