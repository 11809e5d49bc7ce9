import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { AbortedError } from '../../domain/errors.ts';
import { batchLimitBytes } from '../../domain/limits.ts';
import { type AdminOptions, adminDoor, isAdminPath } from './admin.ts';
import { isLocalHost, isLoopback } from './loopback.ts';
import type { Headers, HttpRequest, HttpResponse } from './message.ts';
import { type Databases, tooLarge, type WireOptions, wire } from './wire.ts';

/** Settings of a server. */
export interface ServerOptions extends WireOptions, AdminOptions {
  /** The address to listen at; `127.0.0.1` unless told otherwise, so that only this machine reaches it. */
  readonly host?: string | undefined;
  /** 0 picks a free one; 8000 unless told otherwise. */
  readonly port?: number | undefined;
  /** How long a client may take to send a request, in milliseconds; a minute unless told otherwise. */
  readonly requestTimeoutMs?: number | undefined;
}

/** A server of DynamoDB's HTTP protocol. */
export interface DynamoDbServer {
  /** Starts to serve, and gives the address, such as `http://127.0.0.1:8000`; fails as Node does where the port is taken. */
  listen(): Promise<string>;
  /** Stops serving at once, whoever is still connected. */
  close(): Promise<void>;
}

/**
 * Serves DynamoDB's HTTP protocol in front of any implementation of the port: one database for all, or whichever a
 * function gives for the access key and Region of a request.
 *
 * While it listens at a loopback address it refuses requests to other names, so that no web page can reach it by a name of
 * its own.
 *
 * @example
 * const server = createServer(new MemoryDynamoDb(), { port: 0 });
 * const endpoint = await server.listen();
 * await server.close();
 */
export function createServer(databases: Databases, options: ServerOptions = {}): DynamoDbServer {
  const { host = '127.0.0.1', port = 8000, requestTimeoutMs = 60_000 } = options;
  const onFailure = options.onFailure ?? warn;
  const answerOperation = wire(databases, { ...options, onFailure });
  const answerAdmin = adminDoor(options);
  const answer: Answerer = async (request, { peer, abortSignal }) => {
    if (isLoopback(host) && !isLocalHost(request.headers.host ?? 'localhost')) return foreignHost;
    if (!isAdminPath(request)) return answerOperation(request, abortSignal);
    return answerAdmin(request, peer).catch((error: unknown) => {
      onFailure(error);
      return failed;
    });
  };
  const server = createHttpServer(boundsOf(requestTimeoutMs), inTurn(answer, onFailure));
  server.timeout = idleLimitMs;
  server.on('clientError', refuseBroken);
  return { listen: () => listen(server, host, port), close: () => close(server) };
}

interface Asked {
  /** The address that the request comes from. */
  readonly peer: string;
  readonly abortSignal: AbortSignal;
}

type Answerer = (request: HttpRequest, asked: Asked) => Promise<HttpResponse>;

/** How long a connection may be open without anything happening. */
const idleLimitMs = 120_000;
/** Longer than the connection pools of clients keep one, so that none is closed as a request is on its way. */
const keepAliveTimeout = 75_000;
/** Bytes of a line or a block of headers that the service still reads. */
const maxHeaderSize = 16 * 1024;
/** What is read of a body that is too large, for the sake of clients that listen only when they have sent everything. */
const drainLimitBytes = 4 * batchLimitBytes;

function boundsOf(requestTimeout: number) {
  const headersTimeout = Math.min(requestTimeout, 20_000);
  const connectionsCheckingInterval = Math.min(requestTimeout, 5000);
  return { maxHeaderSize, requestTimeout, headersTimeout, connectionsCheckingInterval, keepAliveTimeout };
}

const foreignHost: HttpResponse = {
  statusCode: 403,
  headers: { 'content-type': 'text/plain' },
  body: Buffer.from('This server is for programs of its own machine, and answers to the name localhost only.\n'),
};

const failed: HttpResponse = { statusCode: 500, headers: {}, body: new Uint8Array() };

/** Serves the requests of a connection one after the other, as a client may send the next before it has an answer. */
function inTurn(answer: Answerer, onFailure: (error: unknown) => void) {
  const last = new WeakMap<object, Promise<void>>();
  return (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const serveThis = () =>
      serve(incoming, outgoing, answer).catch((error: unknown) => {
        if (!(error instanceof AbortedError)) onFailure(error);
        outgoing.destroy();
      });
    last.set(incoming.socket, (last.get(incoming.socket) ?? Promise.resolve()).then(serveThis));
  };
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse, answer: Answerer): Promise<void> {
  const { method = '', url: path = '', socket } = incoming;
  const body = await readBody(incoming);
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort(clientGone());
  });
  const asked = { peer: socket.remoteAddress ?? '', abortSignal: gone.signal };
  const request = { method, path, headers: headersOf(incoming), body: body ?? new Uint8Array() };
  const response = body === undefined ? tooLarge : await answer(request, asked);
  outgoing.writeHead(response.statusCode, response.headers).end(response.body);
}

/** The body of a request; `undefined` where it is larger than any that the service takes. */
function readBody(incoming: IncomingMessage): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= batchLimitBytes) chunks.push(chunk);
      else if (length > drainLimitBytes) incoming.destroy();
    });
    incoming.once('end', () => resolve(length <= batchLimitBytes ? Buffer.concat(chunks) : undefined));
    // While the requests before it were served, the client may have left already.
    if (incoming.destroyed) reject(clientGone());
    incoming.once('error', () => reject(clientGone()));
    incoming.once('close', () => {
      if (!incoming.readableEnded) reject(clientGone());
    });
  });
}

function clientGone(): AbortedError {
  return new AbortedError('the client went away');
}

function headersOf({ headers }: IncomingMessage): Headers {
  // Only Set-Cookie comes as a list, and no request has that.
  return headers as Headers;
}

/** Answers what is no HTTP, or comes too slowly. */
function refuseBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}

function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address() as AddressInfo; // it is one, as it was asked to listen at a port
      const name = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host);
      resolve(`http://${name}:${address.port}`);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
