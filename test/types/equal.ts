/** Whether two types are the same, told by types that only the same types make assignable; `any` equals nothing else. */
export type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Compiles only where what was expected holds. */
export type Expect<T extends true> = T;
