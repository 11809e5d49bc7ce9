import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type Clock, systemClock } from '../../domain/environment.ts';
import { AbortedError } from '../../domain/errors.ts';
import { checkOptions } from '../../domain/options.ts';
import { adminEndpoint, isAdminPath } from './admin.ts';
import { isForeignPage } from './cross-origin.ts';
import { HttpClient } from './http-client.ts';
import { HttpConnection } from './http-connection.ts';
import { isLocalHost, isLoopback } from './loopback.ts';
import type { HttpRequest, HttpResponse } from './message.ts';
import { isHeadTooLarge, maxHeaderSize, readBody, readHead } from './read-request.ts';
import { type ServedRequest, type ServerOptions, serverOptionNames } from './server-options.ts';
import { responder, tooLarge } from './wire.ts';
import { checkDatabases, type Databases } from './wire-options.ts';

/** A server of DynamoDB's HTTP protocol. */
export interface DynamoDbServer {
  /** Starts to serve and returns the address, such as `http://127.0.0.1:8000`. Rejects with Node's error if the port is in use. */
  listen(): Promise<string>;
  /** Stops at once and closes all connections; does nothing if the server is not listening. */
  close(): Promise<void>;
}

/**
 * Creates a server of DynamoDB's HTTP protocol for any implementation of the port: one database for all callers, or a
 * function that returns the one for an access key and Region.
 *
 * Web pages can't use it unless `cors` or `credentials` allow it: it rejects requests with a foreign `Origin` and, at a loopback
 * address, requests with another `Host` than localhost (DNS rebinding).
 *
 * @example
 * import { createServer } from 'dynarepo/http';
 * import { MemoryDynamoDb } from 'dynarepo/memory';
 *
 * const server = createServer(new MemoryDynamoDb(), { port: 0 });
 * const endpoint = await server.listen();
 * await server.close();
 *
 * @throws DynarepoError - `BAD_INPUT`: an argument or option is invalid.
 */
export function createServer(databases: Databases, options: ServerOptions = {}): DynamoDbServer {
  checkDatabases('createServer', databases);
  checkOptions('createServer', options, serverOptionNames);
  const { host = '127.0.0.1', port = 8000, requestTimeoutMs = 60_000, clock = systemClock, cors = [] } = options;
  const onFailure = options.onFailure ?? warn;
  const respondToOperation = responder(databases, { ...options, onFailure });
  const respondToAdmin = adminEndpoint(options);
  let isOnLoopback = false;
  const respond: Serving['respond'] = (request, client) => {
    if (isOnLoopback && !isLocalHost(request.headers.host ?? 'localhost')) return foreignHost;
    if (options.credentials === undefined && isForeignPage(request.headers, cors)) return foreignPage;
    if (!isAdminPath(request)) return respondToOperation(request, client);
    return respondToAdmin(request, client.address).catch((error: unknown) => {
      onFailure(error);
      return failed;
    });
  };
  const server = createHttpServer(boundsOf(requestTimeoutMs));
  server.timeout = idleLimitMs;
  server.on('listening', () => {
    isOnLoopback = isLoopback(addressOf(server));
  });
  serveConnections(server, { respond, clock, onFailure, onResponse: options.onResponse ?? (() => {}) });
  return { listen: () => listen(server, host, port), close: () => close(server) };
}

interface Serving {
  readonly respond: (request: HttpRequest, client: HttpClient) => Promise<HttpResponse> | HttpResponse;
  readonly clock: Clock;
  readonly onFailure: (error: unknown) => void;
  readonly onResponse: (served: ServedRequest) => void;
}

/** How long a connection may be idle. */
const idleLimitMs = 120_000;
/** Longer than clients' connection pools keep one, so that none is closed while a request is on its way. */
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
    'This server is for programs of its own machine and accepts the host name localhost only. ' +
      'To accept any name and any machine, start it with --host 0.0.0.0 (in code: with the option host).\n',
  ),
};

const foreignPage: HttpResponse = {
  statusCode: 403,
  headers: { 'content-type': 'text/plain' },
  body: Buffer.from(
    'Web pages of other origins may not use this server. To allow an origin, start it with --cors ORIGIN, or --cors "*" for all ' +
      '(in code: with the option cors).\n',
  ),
};

const failed: HttpResponse = { statusCode: 500, headers: {}, body: new Uint8Array() };

const headTooLarge = (): HttpResponse => ({
  statusCode: 400,
  headers: { connection: 'close' },
  body: new Uint8Array(),
});

/** Serves the requests of a connection in order, because a client may send the next one before it has a response. */
function serveConnections(server: Server, serving: Serving): void {
  const connections = new WeakMap<Duplex, HttpConnection>();
  const connectionOf = (socket: Duplex) => {
    const known = connections.get(socket);
    if (known !== undefined) return known;
    const connection = new HttpConnection();
    connections.set(socket, connection);
    return connection;
  };
  const report = (error: unknown) => {
    try {
      serving.onFailure(error);
    } catch (failure) {
      warn(failure); // there is no caller to throw to
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
  server.on('clientError', (error, socket) => connectionOf(socket).break(() => respondToBroken(error, socket)));
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly connection: HttpConnection;
}

async function serve(
  { incoming, outgoing, connection }: Exchange,
  { respond, clock, onResponse }: Serving,
): Promise<void> {
  const client = new HttpClient(incoming.socket, outgoing);
  const head = readHead(incoming);
  const isHeadTooLargeToRead = isHeadTooLarge(incoming);
  const body = isHeadTooLargeToRead ? undefined : await readBody(incoming, connection);
  const request = { ...head, body: body ?? new Uint8Array() };
  const receivedMs = clock.nowMs();
  const unread = isHeadTooLargeToRead ? headTooLarge : tooLarge;
  const response = body === undefined ? unread(head.headers) : await respond(request, client);
  outgoing.writeHead(response.statusCode, response.headers).end(response.body);
  onResponse({ request, response, receivedMs, respondedMs: clock.nowMs() });
  await untilSent(outgoing);
}

/** Waits until the response is sent, so that the next one can't overtake it when the client is slow. */
function untilSent(outgoing: ServerResponse): Promise<void> {
  if (outgoing.closed) return Promise.resolve();
  return new Promise((resolve) => {
    outgoing.once('close', resolve);
  });
}

/** Responds to input that is not HTTP, or that comes too slowly. */
function respondToBroken(error: NodeJS.ErrnoException, socket: Duplex): void {
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
      const { port: actualPort } = server.address() as AddressInfo; // it listens at a port, not at a pipe
      const name = { '0.0.0.0': '127.0.0.1', '::': '[::1]' }[host] ?? (host.includes(':') ? `[${host}]` : host);
      resolve(`http://${name}:${actualPort}`);
    });
  });
}

/** Returns the address that a server listens at, resolved from its name. */
function addressOf(server: Server): string {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.address : '';
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve()); // its only error: the server was not listening
    server.closeAllConnections();
  });
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
