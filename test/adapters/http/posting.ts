import type { HttpRequest, HttpResponse } from '../../../src/adapters/http/message.ts';
import { wire } from '../../../src/adapters/http/wire.ts';
import type { Databases, WireOptions } from '../../../src/adapters/http/wire-options.ts';
import type { DynamoDb, ExecuteOptions, Input, OperationName, Output } from '../../../src/domain/dynamodb.ts';

/** The `Authorization` header of a request whose signature nobody verifies. */
export const authorization =
  'AWS4-HMAC-SHA256 Credential=key/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=00';

/** What a test says of a request; the rest is as a good one has it. */
export interface Posted {
  readonly method?: string;
  readonly path?: string;
  readonly target?: string;
  readonly headers?: HttpRequest['headers'];
  readonly body?: string | Uint8Array;
}

/** A request; without more, one that lists tables. */
export function request({
  method = 'POST',
  path = '/',
  target = 'DynamoDB_20120810.ListTables',
  headers = {},
  body = '{}',
}: Posted = {}): HttpRequest {
  const usual = {
    host: 'localhost',
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': target,
    'x-amz-date': '20260101T000000Z',
    authorization,
  };
  return { method, path, headers: { ...usual, ...headers }, body: typeof body === 'string' ? Buffer.from(body) : body };
}

/** What the wire protocol answers in front of a database. */
export function post(db: Databases, posted: Posted = {}, options: WireOptions = {}): Promise<HttpResponse> {
  return wire(db, options)(request(posted));
}

/** The body of an answer as text. */
export function text({ body }: HttpResponse): string {
  return Buffer.from(body).toString();
}

/** The body of an answer that is JSON. */
export function json(response: HttpResponse): unknown {
  return JSON.parse(text(response));
}

/** Replaces a database: records requests, and returns or throws what the test gives it. */
export class StubDynamoDb implements DynamoDb {
  readonly asked: { readonly operation: OperationName; readonly input: Input<OperationName> }[] = [];
  /** Called with the reason when a request is aborted. */
  onAbort: (reason: unknown) => void = () => {};
  readonly #answer: () => unknown;

  constructor(answer: () => unknown = () => ({})) {
    this.#answer = answer;
  }

  async execute<N extends OperationName>(
    operation: N,
    input: Input<N>,
    options: ExecuteOptions = {},
  ): Promise<Output<N>> {
    this.asked.push({ operation, input });
    options.abortSignal?.addEventListener('abort', () => this.onAbort(options.abortSignal?.reason));
    return (await this.#answer()) as Output<N>; // tests answer whatever they want to see handled
  }
}
