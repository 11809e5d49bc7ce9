import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { AbortedError } from '../../domain/errors.ts';
import { HttpClient } from './http-client.ts';
import { HttpConnection } from './http-connection.ts';
import type { HttpResponse } from './message.ts';
import { isHeadTooLarge, readBody, readHead } from './read-request.ts';
import { respondToBroken } from './respond-to-broken.ts';
import type { Serving } from './serving.ts';
import { tooLarge } from './wire.ts';

const headTooLarge = (): HttpResponse => ({
  statusCode: 400,
  headers: { connection: 'close' },
  body: new Uint8Array(),
});

/**
 * Serves the requests that `node:http` reads. Those of a connection are served in order, because a client may send the next one
 * before it has a response.
 */
export function serveByNode(server: Server, serving: Serving<HttpClient>): void {
  const connections = new WeakMap<Duplex, HttpConnection>();
  const connectionOf = (socket: Duplex) => {
    const known = connections.get(socket);
    if (known !== undefined) return known;
    const connection = new HttpConnection();
    connections.set(socket, connection);
    return connection;
  };
  server.on('request', (incoming, outgoing) => {
    const connection = connectionOf(incoming.socket);
    connection.inTurn(() =>
      serve({ incoming, outgoing, connection }, serving).catch((error: unknown) => {
        if (!(error instanceof AbortedError)) serving.report(error);
        if (!connection.isBroken && !outgoing.writableEnded) outgoing.destroy();
      }),
    );
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
    connectionOf(socket).break(() => respondToBroken(socket, status));
  });
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly connection: HttpConnection;
}

async function serve(
  { incoming, outgoing, connection }: Exchange,
  { respond, clock, onResponse }: Serving<HttpClient>,
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
  onResponse?.({ request, response, receivedMs, respondedMs: clock.nowMs() });
  await untilSent(outgoing);
}

/** Waits until the response is sent, so that the next one can't overtake it when the client is slow. */
function untilSent(outgoing: ServerResponse): Promise<void> {
  if (outgoing.closed) return Promise.resolve();
  return new Promise((resolve) => {
    outgoing.once('close', resolve);
  });
}
