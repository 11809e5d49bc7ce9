/** A bug in dynarepo, never the result of invalid input. Do not catch it. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/**
 * Checks an invariant, which holds for every input.
 *
 * @throws AssertionError - the condition is false.
 */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}
