import { crc32 } from 'node:zlib';
import { type Random, systemRandom } from '../../domain/environment.ts';
import { batchLimitBytes } from '../../domain/limits.ts';
import { checkOptions } from '../../domain/options.ts';
import { type Encoding, encodeBody, encodingFor } from './content-encoding.ts';
import { corsHeaders, preflightHeaders } from './cross-origin.ts';
import { sharedOutputEncoder } from './encode-output.ts';
import { type EncodedBody, encodeText } from './encoded-body.ts';
import { type Headers, type HttpRequest, type HttpResponse, pathOf } from './message.ts';
import { type BareResponse, notFound, respondToPost, type Waiting } from './respond-to-post.ts';
import { checkDatabases, type Databases, type WireOptions, wireOptionNames } from './wire-options.ts';

/**
 * DynamoDB's protocol as a function from request to response, for any implementation of the port. It opens no connection.
 *
 * @throws AbortedError - `abortSignal` was aborted before the response was ready.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html
 */
export type Wire = (request: HttpRequest, abortSignal?: AbortSignal) => Promise<HttpResponse>;

/**
 * Returns the function that responds to requests.
 *
 * @throws DynarepoError - `BAD_INPUT`: an argument or option is invalid.
 */
export function wire(databases: Databases, options: WireOptions = {}): Wire {
  checkDatabases('wire', databases);
  checkOptions('wire', options, wireOptionNames);
  return wireOf(databases, options);
}

/** Does what `wire` does for checked arguments. */
export function wireOf(databases: Databases, options: WireOptions): Wire {
  const respond = responder(databases, options, { sharesBytes: false });
  return async (request, abortSignal) =>
    respond(request, {
      get isGone() {
        return abortSignal?.aborted === true;
      },
      abortSignal,
    });
}

/**
 * Returns the function that responds to requests, for checked arguments: at once, unless something has to be waited for.
 *
 * @param sharesBytes - whether callers only read the bodies of responses, of which several can be the same bytes.
 */
export function responder(
  databases: Databases,
  options: WireOptions,
  { sharesBytes }: { readonly sharesBytes: boolean },
): (request: HttpRequest, waiting: Waiting) => HttpResponse | Promise<HttpResponse> {
  const { region = 'us-east-1', random = systemRandom } = options;
  const encodeShared = sharedOutputEncoder({ sharesBytes });
  return (request, waiting) => {
    if (request.body.length > batchLimitBytes) return tooLarge(request.headers);
    if (request.method !== 'POST') return complete(respondToOther(request, region), request, random);
    const response = respondToPost({ request, waiting, databases, encodeShared, options });
    if (!(response instanceof Promise)) return complete(response, request, random);
    return response.then((awaited) => complete(awaited, request, random));
  };
}

/** Returns the response to a body of more than 16 MB. */
export function tooLarge(headers: Headers): HttpResponse {
  return {
    statusCode: 413,
    headers: { 'transfer-encoding': 'chunked', ...corsHeaders(headers) },
    body: new Uint8Array(),
  };
}

function respondToOther(request: HttpRequest, region: string): BareResponse {
  if (request.method === 'OPTIONS' && request.headers.origin !== undefined) {
    return { statusCode: 200, body: encodeText(''), headers: preflightHeaders(request) };
  }
  if (request.method !== 'GET' || pathOf(request) !== '/') return notFound();
  return { statusCode: 200, body: encodeText(`healthy: dynamodb.${region}.amazonaws.com `) };
}

/** Compresses the body of a response and adds the headers that all responses have. */
function complete(response: BareResponse, request: HttpRequest, random: Random): HttpResponse | Promise<HttpResponse> {
  const { statusCode, body, requestId = randomRequestId(random) } = response;
  const encoding = encodingFor(body.bytes, request.headers['accept-encoding']);
  const completeWith = ({ bytes, crc32: checksum = crc32(bytes) }: EncodedBody): HttpResponse => ({
    statusCode,
    headers: headersOf({ response, requestId, bytes, checksum, encoding }, request),
    body: bytes,
  });
  if (encoding === undefined) return completeWith(body);
  return encodeBody(body.bytes, encoding).then((bytes) => completeWith({ bytes }));
}

interface Sent {
  readonly response: BareResponse;
  readonly requestId: string;
  readonly bytes: Uint8Array;
  readonly checksum: number;
  readonly encoding: Encoding | undefined;
}

function headersOf(
  { response: { contentType, headers }, requestId, bytes, checksum, encoding }: Sent,
  request: HttpRequest,
): HttpResponse['headers'] {
  const all: Record<string, string> = { server: 'Server', ...headers };
  if (contentType !== undefined) all['content-type'] = contentType;
  if (encoding !== undefined) all['content-encoding'] = encoding;
  all['content-length'] = String(bytes.length);
  all['x-amzn-requestid'] = requestId;
  all['x-amz-crc32'] = String(checksum);
  return request.headers.origin === undefined ? all : { ...all, ...corsHeaders(request.headers) };
}

/** Returns a request id in the service's form: 52 digits and capital letters. */
function randomRequestId(random: Random): string {
  return Array.from({ length: 52 }, () => Math.floor(random() * 36).toString(36))
    .join('')
    .toUpperCase();
}
