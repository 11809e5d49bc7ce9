import type { Socket } from 'node:net';
import { AbortedError } from '../../domain/errors.ts';
import type { ConnectionWatch, WatchedConnection } from './connection-watch.ts';
import type { Headers, HttpRequest, HttpResponse } from './message.ts';
import { type HeadersRead, type PlainHead, readPlainHead } from './plain-head.ts';
import { keepAliveTimeoutMs, writeResponse } from './plain-response.ts';
import { clientGone } from './read-request.ts';
import { respondToBroken } from './respond-to-broken.ts';
import type { Waiting } from './respond-to-post.ts';
import type { Serving } from './serving.ts';
import { Upload } from './upload.ts';

/** What the connections of a server share. */
export interface PlainServing extends Serving<Waiting> {
  /** Whether a request with these headers is responded to here. */
  readonly accepts: (headers: Headers) => boolean;
  /** Serves a connection from now on; `unread` has arrived already. */
  readonly handOver: (socket: Socket, unread: Buffer) => void;
  readonly headersRead: HeadersRead;
  readonly watch: ConnectionWatch;
  readonly limits: PlainLimits;
}

/** How long a client may take, in milliseconds. */
export interface PlainLimits {
  /** For the first bytes of a connection. */
  readonly headersTimeout: number;
  /** For a request. */
  readonly requestTimeout: number;
  /** Without reading what it is sent, and for a response that is awaited. */
  readonly idle: number;
}

/** A request that is served. */
interface Exchange {
  readonly request: HttpRequest;
  readonly receivedMs: number;
  readonly isLast: boolean;
}

/** Bytes that wait on a connection that is not read; a client that sends more has to wait itself. */
const unreadLimitBytes = 64 * 1024;

/**
 * A connection whose plain requests are read and responded to here, one after the other. The first request that is not plain goes
 * to `node:http` with all bytes after it, and so does everything that follows: two parsers never take turns on a connection.
 *
 * What a connection holds is bounded: the body of one request, the responses up to the one that the client does not read, and
 * `unreadLimitBytes` that arrived in the meantime.
 */
export class PlainConnection implements Waiting, WatchedConnection {
  readonly #socket: Socket;
  readonly #serving: PlainServing;
  /** What it waits for: a request, a response, the client that has to read first, or nothing more. */
  #state: 'reading' | 'responding' | 'draining' | 'ended' = 'reading';
  #upload: { readonly head: PlainHead; readonly body: Upload } | undefined;
  #unread: Buffer[] = [];
  #unreadBytes = 0;
  #hasResponded = false;
  #isGone = false;
  #gone: AbortController | undefined;
  #dueAtStep: number;

  constructor(socket: Socket, serving: PlainServing) {
    this.#socket = socket;
    this.#serving = serving;
    this.#dueAtStep = serving.watch.stepAfter(serving.limits.headersTimeout);
    serving.watch.add(this);
    socket.on('data', this.#onData).on('end', this.#onEnd).on('close', this.#onClose);
    socket.on('drain', this.#onDrain).on('timeout', this.#onTimeout).on('error', this.#onError);
  }

  get dueAtStep(): number {
    return this.#dueAtStep;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  get abortSignal(): AbortSignal {
    this.#gone ??= new AbortController();
    if (this.#isGone) this.#gone.abort(clientGone());
    return this.#gone.signal;
  }

  expire(): void {
    if (this.#hasResponded && this.#upload === undefined) this.destroy();
    else this.#break('408 Request Timeout');
  }

  destroy(): void {
    this.#leave(); // no request that has arrived already is executed
    this.#socket.destroy();
  }

  readonly #onData = (bytes: Buffer): void => {
    if (this.#state === 'reading') this.#read(bytes);
    else this.#keep(bytes);
  };

  /** A client that closes its side waits for nothing more; `node:http` takes it so too. */
  readonly #onEnd = (): void => {
    if (this.#upload !== undefined) {
      this.#break('400 Bad Request');
      return;
    }
    this.#leave();
    this.#socket.setTimeout(this.#serving.limits.idle); // it may not read what it was sent
    this.#socket.end();
  };

  readonly #onClose = (): void => {
    this.#serving.watch.delete(this);
    this.#leave();
  };

  readonly #onDrain = (): void => {
    if (this.#state !== 'draining') return;
    this.#state = 'reading';
    this.#goOn();
  };

  readonly #onTimeout = (): void => this.destroy();

  readonly #onError = (): void => {}; // `close` follows

  #read(bytes: Buffer): void {
    let at = 0;
    while (at < bytes.length && this.#state === 'reading') {
      if (at > 0 && this.#socket.writableCorked === 0) this.#socket.cork(); // sends the responses to several requests together
      at += this.#upload === undefined ? this.#readRequest(bytes, at) : this.#readBody(bytes.subarray(at));
    }
    if (this.#socket.writableCorked > 0) this.#socket.uncork();
    if (at < bytes.length) this.#keep(bytes.subarray(at));
  }

  /** Reads a request, or the part of it that has arrived, and returns the number of bytes read. */
  #readRequest(bytes: Buffer, start: number): number {
    const { accepts, headersRead, limits, watch } = this.#serving;
    const head = readPlainHead(bytes, start, headersRead);
    if (head === undefined || !accepts(head.headers)) {
      this.#handOver(bytes.subarray(start));
      return bytes.length - start;
    }
    const end = head.bodyStart + head.bodyLength;
    const body = bytes.subarray(head.bodyStart, end);
    if (end <= bytes.length) {
      this.#serve(head, body);
      return end - start;
    }
    this.#upload = { head, body: new Upload(head.bodyLength, body) };
    this.#dueAtStep = watch.stepAfter(limits.requestTimeout);
    return bytes.length - start;
  }

  #readBody(bytes: Buffer): number {
    if (this.#upload === undefined) return 0;
    const { head, body } = this.#upload;
    const added = body.add(bytes);
    if (body.isComplete) {
      this.#upload = undefined;
      this.#serve(head, body.bytes);
    }
    return added;
  }

  #serve({ headers, isLast }: PlainHead, body: Buffer): void {
    const { respond, clock, onResponse } = this.#serving;
    const request = { method: 'POST', path: '/', headers, body };
    const exchange = { request, isLast, receivedMs: onResponse === undefined ? 0 : clock.nowMs() };
    try {
      const response = respond(request, this);
      if (!(response instanceof Promise)) {
        this.#send(response, exchange);
        return;
      }
      this.#wait('responding');
      const send = (awaited: HttpResponse) => {
        this.#send(awaited, exchange);
        this.#goOn();
      };
      response.then(send).catch(this.#fail);
    } catch (error) {
      this.#fail(error);
    }
  }

  #send(response: HttpResponse, { request, receivedMs, isLast }: Exchange): void {
    const { clock, onResponse, report, watch } = this.#serving;
    // Measured: `write` asks to wait after every large response, most of which the operating system has taken at once.
    const isDrained =
      this.#isGone || writeResponse(this.#socket, response, isLast) || this.#socket.writableLength === 0;
    this.#gone = undefined;
    this.#hasResponded = true;
    if (isLast) this.#finish();
    else if (!isDrained) this.#wait('draining');
    else if (this.#state !== 'ended') {
      this.#state = 'reading';
      this.#dueAtStep = watch.stepAfter(keepAliveTimeoutMs);
    }
    try {
      onResponse?.({ request, response, receivedMs, respondedMs: clock.nowMs() });
    } catch (error) {
      report(error);
    }
  }

  readonly #fail = (error: unknown): void => {
    if (!(error instanceof AbortedError)) this.#serving.report(error);
    this.destroy();
  };

  #wait(state: 'responding' | 'draining'): void {
    if (this.#state === 'ended') return; // a database can close the server
    this.#state = state;
    this.#dueAtStep = Number.POSITIVE_INFINITY;
    this.#socket.setTimeout(this.#serving.limits.idle);
  }

  /** Reads on, first what arrived in the meantime. */
  #goOn(): void {
    if (this.#state !== 'reading') return;
    this.#socket.setTimeout(0);
    const [first] = this.#unread;
    const unread = this.#unread.length > 1 ? Buffer.concat(this.#unread) : first;
    this.#unread = [];
    this.#unreadBytes = 0;
    if (unread !== undefined) this.#read(unread);
    // Most of it may still be unread, if the first of its requests is awaited.
    if (this.#unreadBytes <= unreadLimitBytes && this.#socket.isPaused()) this.#socket.resume();
  }

  #keep(bytes: Buffer): void {
    if (this.#state === 'ended') return;
    this.#unread.push(bytes);
    this.#unreadBytes += bytes.length;
    if (this.#unreadBytes > unreadLimitBytes) this.#socket.pause();
  }

  #handOver(unread: Buffer): void {
    const socket = this.#socket;
    if (socket.writableCorked > 0) socket.uncork();
    this.#end();
    this.#serving.watch.delete(this);
    socket.off('data', this.#onData).off('end', this.#onEnd).off('close', this.#onClose);
    socket.off('drain', this.#onDrain).off('timeout', this.#onTimeout).off('error', this.#onError);
    this.#serving.handOver(socket, unread);
  }

  /** Closes the connection when everything is sent. */
  #finish(): void {
    this.#end();
    this.#socket.setTimeout(this.#serving.limits.idle);
    this.#socket.destroySoon();
  }

  #break(status: '400 Bad Request' | '408 Request Timeout'): void {
    this.#end();
    this.#socket.setTimeout(this.#serving.limits.idle);
    respondToBroken(this.#socket, status);
  }

  /** The client is gone, or waits for nothing more. */
  #leave(): void {
    this.#isGone = true;
    this.#gone?.abort(clientGone());
    this.#end();
  }

  #end(): void {
    this.#state = 'ended';
    this.#dueAtStep = Number.POSITIVE_INFINITY;
    this.#upload = undefined;
    this.#unread = [];
    this.#unreadBytes = 0;
  }
}
