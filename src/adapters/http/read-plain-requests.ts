import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { ConnectionWatch } from './connection-watch.ts';
import { PlainConnection, type PlainServing } from './plain-connection.ts';

/**
 * Reads the plain requests of a server by `PlainConnection`, and leaves all others to the server's own parser. Returns the watch
 * of the connections, which ends them. Where a server has no such listener for connections, as in Bun, its parser reads everything.
 */
export function readPlainRequests(
  server: Server,
  serving: Omit<PlainServing, 'handOver' | 'watch'>,
  checkIntervalMs: number,
): ConnectionWatch {
  const watch = new ConnectionWatch(checkIntervalMs);
  const [readByNode, ...others] = server.listeners('connection');
  if (readByNode === undefined || others.length > 0) return watch;
  const handOver = (socket: Socket, unread: Buffer) => {
    socket.unshift(unread);
    readByNode.call(server, socket);
    if (socket.isPaused()) socket.resume();
  };
  const shared: PlainServing = { ...serving, watch, handOver };
  server.removeAllListeners('connection');
  server.on('connection', (socket) => new PlainConnection(socket, shared));
  server.on('listening', () => watch.start());
  return watch;
}
