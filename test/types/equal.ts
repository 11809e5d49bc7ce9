/** `true` if two types are identical; `any` is identical only to `any`. */
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only if `T` is `true`. */
export type Expect<T extends true> = T;
