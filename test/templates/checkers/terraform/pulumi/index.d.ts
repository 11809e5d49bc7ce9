/** A value that is known when the program runs, which is all that the check needs. */
export type Input<T> = T;
/** A value that is known after deployment. */
export type Output<T> = T;
/** What resources extend. */
export class CustomResource {}
