/**
 * Thrown by parsers of a request for a value that has a wrong JavaScript type or is nested too deeply. It never
 * reaches the caller: `step` replaces it with the error that the service reports, for the first such value in the
 * request.
 */
export class UnreadableRequest extends Error {
  override readonly name = 'UnreadableRequest';
}
