/** What a stub handler answers. */
export interface StubAnswer {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as it is when it is text, and otherwise as JSON. */
  readonly body?: unknown;
}

/** A request of the SDK, as far as the tests look at it. */
export interface StubRequest {
  readonly hostname: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Replaces the network: records the requests of an SDK client and responds with what the test gives it. */
export class StubHandler {
  readonly requests: StubRequest[] = [];
  timesDestroyed = 0;
  readonly #answer: () => StubAnswer | Promise<StubAnswer>;

  constructor(answer: () => StubAnswer | Promise<StubAnswer> = () => ({})) {
    this.#answer = answer;
  }

  async handle(request: StubRequest, _options?: { readonly abortSignal?: object | undefined }) {
    this.requests.push(request);
    const { statusCode = 200, headers = {}, body = {} } = await this.#answer();
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const usual = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-requestid': 'REQUEST-1' };
    return { response: { statusCode, headers: { ...usual, ...headers }, body: new TextEncoder().encode(text) } };
  }

  destroy(): void {
    this.timesDestroyed += 1;
  }
}

/** Returns the response with which the service rejects a request. */
export function errorResponse(type: string, members: object, statusCode = 400): StubAnswer {
  return { statusCode, body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, ...members } };
}

/** Settings for a client without network and without anything from the environment. */
export function settingsWith(requestHandler: StubHandler) {
  return { region: 'eu-west-1', credentials: { accessKeyId: 'id', secretAccessKey: 'secret' }, requestHandler };
}
