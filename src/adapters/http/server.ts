import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Clock, systemClock } from '../../domain/environment.ts';
import { AbortedError } from '../../domain/errors.ts';
import { type AdminOptions, adminEndpoint, isAdminPath } from './admin.ts';
import { Connection } from './http-connection.ts';
import { isLocalHost, isLoopback } from './loopback.ts';
import type { HttpRequest, HttpResponse } from './message.ts';
import { clientGone, isHeadTooLarge, maxHeaderSize, readBody, readHead } from './read-request.ts';
import { type Databases, tooLarge, type WireOptions, wire } from './wire.ts';

/** Settings of a server. */
export interface ServerOptions extends WireOptions, AdminOptions {
  /** The address to listen at; `127.0.0.1` unless told otherwise, so that only this machine reaches it. */
  readonly host?: string | undefined;
  /** 0 picks a free one; 8000 unless told otherwise. */
  readonly port?: number | undefined;
  /** How long a client may take to send a request, in milliseconds; a minute unless told otherwise. */
  readonly requestTimeoutMs?: number | undefined;
  /** Told of each request with its answer, refusals and admin requests included, such as for a log. */
  readonly onAnswer?: ((answered: ServedRequest) => void) | undefined;
}

/** A request that was answered. */
export interface ServedRequest {
  /** Where it was too large to be read, its body is empty. */
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  /** When it was there whole, in milliseconds since 1970. */
  readonly receivedMs: number;
  /** When its answer was, which is sent from then on. */
  readonly answeredMs: number;
}

/** A server of DynamoDB's HTTP protocol. */
export interface DynamoDbServer {
  /** Starts to serve, and gives the address, such as `http://127.0.0.1:8000`; fails as Node does where the port is taken. */
  listen(): Promise<string>;
  /** Stops serving at once, whoever is still connected; where it does not serve, there is nothing to stop. */
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
  const { host = '127.0.0.1', port = 8000, requestTimeoutMs = 60_000, clock = systemClock } = options;
  const onFailure = options.onFailure ?? warn;
  const answerOperation = wire(databases, { ...options, onFailure });
  const answerAdmin = adminEndpoint(options);
  const answer: Serving['answer'] = async (request, { peer, abortSignal }) => {
    if (isLoopback(addressOf(server)) && !isLocalHost(request.headers.host ?? 'localhost')) return foreignHost;
    if (!isAdminPath(request)) return answerOperation(request, abortSignal);
    return answerAdmin(request, peer).catch((error: unknown) => {
      onFailure(error);
      return failed;
    });
  };
  const server = createHttpServer(boundsOf(requestTimeoutMs));
  server.timeout = idleLimitMs;
  serveConnections(server, { answer, clock, onFailure, onAnswer: options.onAnswer ?? (() => {}) });
  return { listen: () => listen(server, host, port), close: () => close(server) };
}

interface Asked {
  /** The address that the request comes from. */
  readonly peer: string;
  readonly abortSignal: AbortSignal;
}

interface Serving {
  readonly answer: (request: HttpRequest, asked: Asked) => Promise<HttpResponse>;
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
  readonly onAnswer: (answered: ServedRequest) => void;
}

/** How long a connection may be open without anything happening. */
const idleLimitMs = 120_000;
/** Longer than the connection pools of clients keep one, so that none is closed as a request is on its way. */
const keepAliveTimeout = 75_000;

function boundsOf(requestTimeout: number) {
  const headersTimeout = Math.min(requestTimeout, 20_000);
  const connectionsCheckingInterval = Math.min(requestTimeout, 5000);
  return { maxHeaderSize, requestTimeout, headersTimeout, connectionsCheckingInterval, keepAliveTimeout };
}

const foreignHost: HttpResponse = {
  statusCode: 403,
  headers: { 'content-type': 'text/plain' },
  body: Buffer.from(
    'This server is for programs of its own machine, and answers to the name localhost only. ' +
      'To have it answer to any name and any machine, start it with --host 0.0.0.0 (in code: with the option host).\n',
  ),
};

const failed: HttpResponse = { statusCode: 500, headers: {}, body: new Uint8Array() };

const headTooLarge: HttpResponse = { statusCode: 400, headers: { connection: 'close' }, body: new Uint8Array() };

/** Serves the requests of a connection one after the other, as a client may send the next before it has an answer. */
function serveConnections(server: Server, serving: Serving): void {
  const connections = new WeakMap<Duplex, Connection>();
  const connectionOf = (socket: Duplex) => {
    const connection = connections.get(socket) ?? new Connection();
    connections.set(socket, connection);
    return connection;
  };
  const report = (error: unknown) => {
    try {
      serving.onFailure(error);
    } catch (failure) {
      warn(failure); // here is nobody to whom it could be thrown
    }
  };
  server.on('request', (incoming, outgoing) => {
    const connection = connectionOf(incoming.socket);
    connection.inTurn(() =>
      serve({ incoming, outgoing, connection }, serving).catch((error: unknown) => {
        if (!(error instanceof AbortedError)) report(error);
        if (!connection.isBroken && !outgoing.writableEnded) outgoing.destroy();
      }),
    );
  });
  server.on('clientError', (error, socket) => connectionOf(socket).break(() => refuseBroken(error, socket)));
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly connection: Connection;
}

async function serve(
  { incoming, outgoing, connection }: Exchange,
  { answer, clock, onAnswer }: Serving,
): Promise<void> {
  const { remoteAddress: peer = '' } = incoming.socket;
  const head = readHead(incoming);
  const isHeadTooLargeToRead = isHeadTooLarge(incoming);
  const body = isHeadTooLargeToRead ? undefined : await readBody(incoming, connection);
  const request = { ...head, body: body ?? new Uint8Array() };
  const receivedMs = clock.nowMs();
  const unread = isHeadTooLargeToRead ? headTooLarge : tooLarge(head.headers);
  const response = body === undefined ? unread : await answer(request, { peer, abortSignal: goneSignal(outgoing) });
  outgoing.writeHead(response.statusCode, response.headers).end(response.body);
  onAnswer({ request, response, receivedMs, answeredMs: clock.nowMs() });
  await untilSent(outgoing);
}

/** Whatever comes next on the connection must not overtake an answer that a slow client has not read yet. */
function untilSent(outgoing: ServerResponse): Promise<void> {
  if (outgoing.closed) return Promise.resolve();
  return new Promise((resolve) => {
    outgoing.once('close', resolve);
  });
}

/** Aborted when the client goes away before it has its answer. */
function goneSignal(outgoing: ServerResponse): AbortSignal {
  const gone = new AbortController();
  outgoing.once('close', () => {
    if (!outgoing.writableFinished) gone.abort(clientGone());
  });
  return gone.signal;
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
      const { port: actualPort } = server.address() as AddressInfo; // as it was asked to listen at a port
      const name = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host);
      resolve(`http://${name}:${actualPort}`);
    });
  });
}

/** The address that a server listens at, whatever name it was given by. */
function addressOf(server: Server): string {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.address : '';
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve()); // its only error is that it did not serve
    server.closeAllConnections();
  });
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
