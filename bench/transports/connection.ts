import { connect, type Socket } from 'node:net';

const signature =
  'AWS4-HMAC-SHA256 Credential=fake/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature=00';

/** Returns a request as an SDK sends it; nobody verifies the signature. */
export function requestBytes(operation: string, input: object): Buffer {
  const body = Buffer.from(JSON.stringify(input));
  const head = [
    'POST / HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/x-amz-json-1.0',
    `x-amz-target: DynamoDB_20120810.${operation}`,
    'x-amz-date: 20260101T000000Z',
    `authorization: ${signature}`,
    'amz-sdk-invocation-id: 00000000-0000-4000-8000-000000000000',
    'amz-sdk-request: attempt=1; max=3',
    'user-agent: aws-sdk-js/3 bench',
    `content-length: ${body.length}`,
    'connection: keep-alive',
  ].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body]);
}

interface Waiting {
  readonly request: Buffer;
  readonly resolve: (body: string) => void;
  readonly reject: (error: Error) => void;
  isRetried: boolean;
}

/**
 * A connection to a server that has one request at a time. A server can close it while it is idle, even at the moment of the
 * next request; it is opened again then, once for a request.
 */
export class Connection {
  readonly #endpoint: URL;
  #socket: Socket | undefined;
  #received: Buffer = Buffer.alloc(0);
  #waiting: Waiting | undefined;

  constructor(endpoint: string) {
    this.#endpoint = new URL(endpoint);
  }

  /** Sends a request and returns the body of its response, which must have status 200 and its length in its head. */
  send(request: Buffer): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#waiting = { request, resolve, reject, isRetried: false };
      this.#write(request);
    });
  }

  /** Closes the connection. */
  close(): void {
    this.#socket?.destroy();
  }

  #write(request: Buffer): void {
    this.#socket ??= this.#open();
    this.#socket.write(request);
  }

  #open(): Socket {
    const { hostname, port } = this.#endpoint;
    const socket = connect(Number(port), hostname).setNoDelay(true);
    let reason = new Error('the server closed the connection');
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', (error) => {
      reason = error;
    });
    socket.on('close', () => {
      this.#socket = undefined;
      const waiting = this.#waiting;
      if (waiting === undefined) return;
      if (waiting.isRetried) return waiting.reject(reason);
      waiting.isRetried = true;
      this.#write(waiting.request);
    });
    return socket;
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const headEnd = this.#received.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.#received.toString('latin1', 0, headEnd);
    const length = /^content-length: *(\d+)$/im.exec(head)?.[1];
    const end = headEnd + 4 + Number(length ?? Number.NaN);
    if (this.#received.length < end) return;
    const body = this.#received.toString('utf8', headEnd + 4, end);
    this.#received = Buffer.alloc(0);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (head.startsWith('HTTP/1.1 200') && length !== undefined) waiting?.resolve(body);
    else waiting?.reject(new Error(`${head.split('\r\n', 1)[0]}: ${body}`));
  }
}
