import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../../domain/environment.ts';
import { checkOptions } from '../../domain/options.ts';
import { adminEndpoint, isAdminPath } from './admin.ts';
import type { ConnectionWatch } from './connection-watch.ts';
import { isForeignPage } from './cross-origin.ts';
import type { HttpClient } from './http-client.ts';
import { isLocalHost, isLoopback } from './loopback.ts';
import type { HttpResponse } from './message.ts';
import { keepAliveTimeoutMs } from './plain-response.ts';
import { readPlainRequests } from './read-plain-requests.ts';
import { maxHeaderSize } from './read-request.ts';
import { serveByNode } from './serve-by-node.ts';
import { type ServerOptions, serverOptionNames } from './server-options.ts';
import type { Serving } from './serving.ts';
import { responder } from './wire.ts';
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
  return serverWith(databases, options, { readsPlainRequests: true });
}

/** How the requests of a server are read. */
export interface Reading {
  /** Whether plain requests are read without `node:http`. Either way the responses are the same. */
  readonly readsPlainRequests: boolean;
}

/** Does what `createServer` does for checked arguments. */
export function serverWith(databases: Databases, options: ServerOptions, reading: Reading): DynamoDbServer {
  const { host = '127.0.0.1', port = 8000, requestTimeoutMs = 60_000, clock = systemClock, cors = [] } = options;
  const onFailure = options.onFailure ?? warn;
  const respondToOperation = responder(
    databases,
    { ...options, onFailure },
    { sharesBytes: options.onResponse === undefined },
  );
  const respondToAdmin = adminEndpoint(options);
  let isOnLoopback = false;
  const isForeignHost = (name: string | undefined) => isOnLoopback && !isLocalHost(name ?? 'localhost');
  const respond: Serving<HttpClient>['respond'] = (request, client) => {
    if (isForeignHost(request.headers.host)) return foreignHost;
    if (options.credentials === undefined && isForeignPage(request.headers, cors)) return foreignPage;
    if (!isAdminPath(request)) return respondToOperation(request, client);
    return respondToAdmin(request, client.address).catch((error: unknown) => {
      onFailure(error);
      return failed;
    });
  };
  const report = (error: unknown) => {
    try {
      onFailure(error);
    } catch (failure) {
      warn(failure); // there is no caller to throw to
    }
  };
  const bounds = boundsOf(requestTimeoutMs);
  const server = createHttpServer(bounds);
  server.timeout = idleLimitMs;
  server.on('listening', () => {
    isOnLoopback = isLoopback(addressOf(server));
  });
  const { onResponse } = options;
  serveByNode(server, { respond, clock, report, onResponse });
  if (!reading.readsPlainRequests) return { listen: () => listen(server, host, port), close: () => close(server) };
  const watch = readPlainRequests(
    server,
    {
      respond: respondToOperation,
      accepts: (headers) => !isForeignHost(headers.host),
      headersRead: onResponse === undefined && options.credentials === undefined ? 'used' : 'all',
      limits: { ...bounds, idle: idleLimitMs },
      ...{ clock, report, onResponse },
    },
    bounds.connectionsCheckingInterval,
  );
  return { listen: () => listen(server, host, port), close: () => close(server, watch) };
}

/** How long a connection may be idle. */
const idleLimitMs = 120_000;

function boundsOf(requestTimeout: number) {
  const headersTimeout = Math.min(requestTimeout, 20_000);
  const connectionsCheckingInterval = Math.min(requestTimeout, 5000);
  return {
    maxHeaderSize,
    requestTimeout,
    headersTimeout,
    connectionsCheckingInterval,
    keepAliveTimeout: keepAliveTimeoutMs,
  };
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

function close(server: Server, watch?: ConnectionWatch): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve()); // its only error: the server was not listening
    server.closeAllConnections();
    watch?.stop();
  });
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
