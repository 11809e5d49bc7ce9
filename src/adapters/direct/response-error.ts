import type { OperationName } from '../../domain/dynamodb.ts';
import type { DynarepoError } from '../../domain/errors.ts';
import { translateError } from '../dynamodb/translate-error.ts';
import { decodeOutput, mayHaveBytes } from './decode-output.ts';
import type { DirectResponse } from './exchange.ts';

/** Returns the error that a response reports, as the adapter over the SDK would. */
export async function responseError(response: DirectResponse, operation: OperationName): Promise<DynarepoError> {
  return await translateError(await thrownFor(response), operation);
}

/** Returns the name of the error that a response reports; `Unknown` if it reports none. */
export function errorNameOf({ headers, body }: DirectResponse): string {
  return nameIn(headers['x-amzn-errortype'], membersOf(body));
}

/** Returns the error for a body that cannot be read. */
export function unreadable(cause: unknown, response: DirectResponse): Error {
  return Object.assign(new Error('the body is not the JSON of an output', { cause }), responseMembers(response));
}

/** Returns the error that the SDK would throw, as far as its translation reads it. */
async function thrownFor(response: DirectResponse): Promise<Error> {
  const members = membersOf(response.body);
  const name = nameIn(response.headers['x-amzn-errortype'], members);
  if (mayHaveBytes(response.body)) (await import('./decode-bytes.ts')).decodeErrorBytes(members, name);
  const { message, Message, ...details } = members;
  return Object.assign(new Error(textOf(message) ?? textOf(Message) ?? ''), {
    ...details,
    ...responseMembers(response),
    name,
    $fault: 'client',
  });
}

function membersOf(body: string): Record<string, unknown> {
  try {
    return decodeOutput(body);
  } catch {
    return {};
  }
}

/** Names have a namespace before them or a URL after them, depending on what responded. */
function nameIn(header: unknown, { code, __type: type }: Record<string, unknown>): string {
  const [, name = 'Unknown'] = /^(?:[^:,]*#)?([^:,]+)/.exec(textOf(header) ?? textOf(code) ?? textOf(type) ?? '') ?? [];
  return name;
}

function responseMembers({ statusCode, headers }: DirectResponse): object {
  return {
    $metadata: { httpStatusCode: statusCode, requestId: requestIdOf(headers) },
    $response: { headers },
  };
}

/** Returns the id of a request from the headers of its response. */
export function requestIdOf(headers: DirectResponse['headers']): string | undefined {
  return (
    textOf(headers['x-amzn-requestid']) ?? textOf(headers['x-amzn-request-id']) ?? textOf(headers['x-amz-request-id'])
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Returns whether an error may be due to a wrong clock. */
export function mayBeClockSkew(name: string): boolean {
  return skewErrors.has(name);
}

const skewErrors: ReadonlySet<string> = new Set([
  'AuthFailure',
  'InvalidSignatureException',
  'RequestExpired',
  'RequestInTheFuture',
  'RequestTimeTooSkewed',
  'SignatureDoesNotMatch',
]);
