import { isError } from '../../domain/brands.ts';
import { canonicalText, difference } from './difference.ts';

/** An implementation does not behave as DynamoDB does. */
export class ConformanceFailure extends Error {
  override readonly name = 'ConformanceFailure';
  /** What it did instead: an error's name and message, or the first difference. */
  readonly outcome: string;
  /** Where a refusal was expected, its error and message in the form of `outcome`. */
  readonly expected: string | undefined;

  constructor(message: string, outcome: string, expected?: string) {
    super(message);
    this.outcome = outcome;
    this.expected = expected;
  }
}

/** How the service refuses a request. */
export interface Refusal {
  /** `ValidationException` unless said. */
  readonly error?: string | undefined;
  /** The whole message, or a pattern for it where the service itself is not always of one mind. */
  readonly message: string | RegExp;
}

/**
 * Two answers, or parts of them, must be the same: members that are `undefined` count as absent, sets have no order.
 *
 * @throws ConformanceFailure - they are not.
 */
export function expectEqual(actual: unknown, expected: unknown, what = 'the answer'): void {
  const found = difference(actual, expected);
  if (found !== undefined) throw new ConformanceFailure(`${what} differs: ${shorten(found)}`, shorten(found));
}

/**
 * Two lists must hold the same elements, in whatever order.
 *
 * @throws ConformanceFailure - they do not.
 */
export function expectSameElements(
  actual: readonly unknown[] | undefined,
  expected: readonly unknown[],
  what = 'the list',
): void {
  const sorted = (elements: readonly unknown[]) =>
    elements.toSorted((a, b) => (canonicalText(a) < canonicalText(b) ? -1 : 1));
  expectEqual(actual && sorted(actual), sorted(expected), what);
}

/**
 * Something must hold that is no comparison of answers; `otherwise` says what is so where it does not.
 *
 * @throws ConformanceFailure - it does not hold.
 */
export function expectThat(holds: boolean, otherwise: string): void {
  if (!holds) throw new ConformanceFailure(otherwise, otherwise);
}

/**
 * A request must be refused, with that error and message. Gives back the error.
 *
 * @throws ConformanceFailure - it was served, or refused otherwise.
 */
export async function expectRefusal(request: Promise<unknown>, refusal: Refusal): Promise<Error> {
  const wanted = `${refusal.error ?? 'ValidationException'}: ${refusal.message}`;
  const answer = await request.then(
    // The request's id differs each time.
    (output: unknown) => ({ output: { ...Object(output), requestId: undefined } }),
    (thrown: unknown) => ({ thrown }),
  );
  if ('output' in answer) {
    const outcome = `served: ${shorten(canonicalText(answer.output))}`;
    throw new ConformanceFailure(`expected the refusal ${wanted}\nbut it was ${outcome}`, outcome, wanted);
  }
  const { thrown } = answer;
  const outcome = isError(thrown) ? `${thrown.name}: ${thrown.message}` : `thrown: ${String(thrown)}`;
  if (isError(thrown) && isRefusedAs(thrown, refusal)) return thrown;
  throw new ConformanceFailure(
    `expected the refusal ${wanted}\nbut it was          ${shorten(outcome)}`,
    shorten(outcome),
    wanted,
  );
}

function isRefusedAs(thrown: Error, { error = 'ValidationException', message }: Refusal): boolean {
  if (thrown.name !== error) return false;
  return typeof message === 'string' ? thrown.message === message : message.test(thrown.message);
}

function shorten(text: string): string {
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}… (${text.length} characters)`;
}

const longestShown = 1500;
