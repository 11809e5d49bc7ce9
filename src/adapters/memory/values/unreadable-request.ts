/**
 * Thrown by what reads a request where it meets a value of a wrong JavaScript type, or one too deep to be read. It is no
 * answer: `step` finds what the service says, which tells the first such value in the whole request, whichever was met.
 */
export class UnreadableRequest extends Error {
  override readonly name = 'UnreadableRequest';
}
