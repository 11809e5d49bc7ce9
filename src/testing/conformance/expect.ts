import { isError } from '../../domain/brands.ts';
import { canonicalText, difference } from './difference.ts';

/** Reports that an implementation behaves differently from DynamoDB. */
export class ConformanceFailure extends Error {
  /** The name of the class. */
  override readonly name = 'ConformanceFailure';
  /** The actual outcome: the name and message of an error, or the first difference. */
  readonly outcome: string;
  /** The expected rejection in the form of `outcome`; `undefined` in other assertions. */
  readonly expected: string | undefined;

  constructor(message: string, outcome: string, expected?: string) {
    super(message);
    this.outcome = outcome;
    this.expected = expected;
  }
}

/** A rejection of a request by the service. */
export interface Rejection {
  /** Name of the error. Default: `ValidationException`. */
  readonly error?: string | undefined;
  /** The whole message, or a pattern where the service's message varies. */
  readonly message: string | RegExp;
}

/**
 * Asserts that two outputs, or parts of them, are equal: members that are `undefined` count as absent, sets have no order.
 *
 * @throws ConformanceFailure - they differ.
 */
export function expectEqual(actual: unknown, expected: unknown, what = 'the output'): void {
  const found = difference(actual, expected);
  if (found !== undefined) throw new ConformanceFailure(`${what} differs: ${shorten(found)}`, shorten(found));
}

/**
 * Asserts that two lists have the same elements in any order.
 *
 * @throws ConformanceFailure - the elements differ.
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
 * Asserts that a condition is true.
 *
 * @param outcome - describes the outcome if it is false
 * @throws ConformanceFailure - the condition is false.
 */
export function expectThat(condition: boolean, outcome: string): void {
  if (!condition) throw new ConformanceFailure(outcome, outcome);
}

/**
 * Asserts that a request is rejected with the given error and message, and returns the error.
 *
 * @throws ConformanceFailure - the request succeeded, or was rejected with another error or message.
 */
export async function expectRejection(request: Promise<unknown>, rejection: Rejection): Promise<Error> {
  const expected = `${rejection.error ?? 'ValidationException'}: ${rejection.message}`;
  const result = await request.then(
    // The request id differs each time.
    (output: unknown) => ({ output: { ...Object(output), requestId: undefined } }),
    (thrown: unknown) => ({ thrown }),
  );
  if ('output' in result) {
    const outcome = `succeeded: ${shorten(canonicalText(result.output))}`;
    throw new ConformanceFailure(`expected the rejection ${expected}\nbut it ${outcome}`, outcome, expected);
  }
  const { thrown } = result;
  const outcome = isError(thrown) ? `${thrown.name}: ${thrown.message}` : `thrown: ${String(thrown)}`;
  if (isError(thrown) && matchesRejection(thrown, rejection)) return thrown;
  throw new ConformanceFailure(
    `expected the rejection ${expected}\nbut it was             ${shorten(outcome)}`,
    shorten(outcome),
    expected,
  );
}

function matchesRejection(thrown: Error, { error = 'ValidationException', message }: Rejection): boolean {
  if (thrown.name !== error) return false;
  return typeof message === 'string' ? thrown.message === message : message.test(thrown.message);
}

function shorten(text: string): string {
  return text.length <= longestShown ? text : `${text.slice(0, longestShown)}… (${text.length} characters)`;
}

const longestShown = 1500;
