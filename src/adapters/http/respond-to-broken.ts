import type { Duplex } from 'node:stream';

/** Responds to input that is not HTTP, or that comes too slowly, and closes the connection. */
export function respondToBroken(socket: Duplex, status: '400 Bad Request' | '408 Request Timeout'): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy());
}
