import type { Attributes } from './attribute.ts';

/** What reading attributes gives: an intersection, which the types that people see flatten. */
export type ValuesOf<A extends Attributes> = {
  [N in Exclude<keyof A, OptionalName<A>>]: A[N]['types']['value'];
} & {
  [N in OptionalName<A>]?: A[N]['types']['value'];
};

/** What writing attributes takes, without the version; an intersection as well. */
export type GivenOf<A extends Attributes> = {
  [N in RequiredName<A>]: A[N]['types']['given'];
} & {
  [N in OmissibleName<A>]?: A[N]['types']['given'] | undefined;
};

/** A path for each attribute. */
export type PathsOfAttributes<A extends Attributes> = {
  readonly [N in keyof A]: A[N]['types']['path'];
};

/** One object type of an intersection; with `& {}` its members show in a hover, and not the name of this type. */
export type Flat<T> = { [N in keyof T]: T[N] } & {};

type OptionalName<A extends Attributes> = {
  [N in keyof A]: A[N]['presence'] extends 'optional' ? N : never;
}[keyof A];

type RequiredName<A extends Attributes> = {
  [N in keyof A]: A[N]['presence'] extends 'required' ? N : never;
}[keyof A];

type OmissibleName<A extends Attributes> = {
  [N in keyof A]: A[N]['presence'] extends 'optional' | 'default' ? N : never;
}[keyof A];
