/** A mistake in dynarepo itself, never an answer to bad input; nobody should catch it. */
export class AssertionError extends Error {
  override readonly name = 'AssertionError';
}

/**
 * States what must hold here whatever the input was.
 *
 * @throws AssertionError - it does not hold.
 */
export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new AssertionError(message);
}
