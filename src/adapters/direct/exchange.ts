import * as http from 'node:http';
import * as https from 'node:https';
import { promisify } from 'node:util';
import { crc32, gunzip, inflate } from 'node:zlib';
import { longestTimerMs } from '../../domain/environment.ts';
import type { Address } from './address.ts';

/** A response, decompressed, whose checksum was verified. */
export interface DirectResponse {
  readonly statusCode: number;
  /** Names are in lower case. */
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** One request on its way. */
export interface Exchange {
  readonly response: Promise<DirectResponse>;
  /** Ends the request, and the connection with it, so that no later request reads the rest of its response. */
  readonly end: (error: Error) => void;
}

/** More than any response of the service: 16 MB of items, each byte of which can be six in JSON. */
const mostBytes = 100 * 2 ** 20;

/** Settings of the connections. */
export interface ConnectionSettings {
  readonly maxConnections: number;
  readonly connectTimeoutMs: number;
  /** Maximum size of a response, compressed and not. Default: 100 MB. */
  readonly responseLimitBytes?: number;
}

/** The connections to one address, kept open between requests. Redirects are not followed. */
export class Connections {
  readonly #address: Address;
  readonly #agent: http.Agent;
  readonly #request: typeof http.request;
  readonly #connectTimeoutMs: number;
  readonly #limitBytes: number;

  constructor(address: Address, settings: ConnectionSettings) {
    const { maxConnections, connectTimeoutMs, responseLimitBytes = mostBytes } = settings;
    this.#address = address;
    this.#connectTimeoutMs = connectTimeoutMs;
    this.#limitBytes = responseLimitBytes;
    const sockets = { keepAlive: true, maxSockets: maxConnections };
    // Certificates are verified even where NODE_TLS_REJECT_UNAUTHORIZED says otherwise.
    this.#agent = address.isSecure
      ? new https.Agent({ ...sockets, rejectUnauthorized: true })
      : new http.Agent(sockets);
    this.#request = address.isSecure ? https.request : http.request;
  }

  /** Sends a request. */
  send(headers: readonly string[], body: string): Exchange {
    const { hostname, port, path } = this.#address;
    // An IPv6 address has brackets in a URL only.
    const host = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
    const request = this.#request({
      host,
      port,
      path,
      method: 'POST',
      agent: this.#agent,
      headers: [...headers, 'content-length', String(Buffer.byteLength(body))],
    });
    const response = new Promise<DirectResponse>((resolve, reject) => {
      request.on('error', reject);
      request.on('response', (incoming) => read(incoming, this.#limitBytes).then(resolve, reject));
    });
    request.on('socket', (socket) => {
      if (socket.connecting) this.#endLateConnection(request);
    });
    // Text, which Node sends together with the headers.
    request.end(body);
    return { response, end: (error) => request.destroy(error) };
  }

  /** Closes the connections; requests on their way fail. No connection is kept open from now on. */
  close(): void {
    this.#agent.maxFreeSockets = 0;
    this.#agent.destroy();
  }

  #endLateConnection(request: http.ClientRequest): void {
    const late = Object.assign(new Error(`no connection within ${this.#connectTimeoutMs} ms`), {
      name: 'TimeoutError',
    });
    const timer = setTimeout(() => request.destroy(late), Math.min(this.#connectTimeoutMs, longestTimerMs));
    const stop = () => clearTimeout(timer);
    request.once('close', stop);
    request.socket?.once(this.#address.isSecure ? 'secureConnect' : 'connect', stop);
  }
}

/** Reads a response. Node gives its connection back only after the last byte. */
async function read(incoming: http.IncomingMessage, limitBytes: number): Promise<DirectResponse> {
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const endTooLong = () => {
      // First, because the end of the connection is another error, which would be retried.
      reject(tooLong(limitBytes));
      incoming.destroy();
    };
    if (Number(incoming.headers['content-length']) > limitBytes) endTooLong();
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > limitBytes) endTooLong();
    });
    incoming.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, length)));
    incoming.on('error', reject);
    incoming.on('close', () => {
      if (!incoming.complete) reject(cutOff());
    });
  });
  const { statusCode = 0, headers } = incoming;
  const checksum = headers['x-amz-crc32'];
  if (checksum !== undefined && Number(checksum) !== crc32(bytes)) throw damaged('its checksum is wrong');
  const encoding = headers['content-encoding'] ?? 'identity';
  const body = encoding === 'identity' ? bytes : await unpack(bytes, encoding, limitBytes);
  return { statusCode, headers, body: body.toString() };
}

async function unpack(bytes: Buffer, encoding: string, limitBytes: number): Promise<Buffer> {
  const decompress = encoding === 'gzip' ? promisify(gunzip) : encoding === 'deflate' ? promisify(inflate) : undefined;
  if (decompress === undefined) throw damaged(`it has the unknown encoding ${JSON.stringify(encoding)}`);
  return await decompress(bytes, { maxOutputLength: limitBytes }).catch((error: unknown) => {
    throw Reflect.get(Object(error), 'code') === 'ERR_BUFFER_TOO_LARGE'
      ? tooLong(limitBytes)
      : damaged('it cannot be decompressed');
  });
}

/** No failure of the network: it would be as long again. */
function tooLong(limitBytes: number): Error {
  return new Error(`the response is longer than ${limitBytes} bytes`);
}

function cutOff(): Error {
  return Object.assign(new Error('the response ended early'), { code: 'ECONNRESET' });
}

/** A network's failure, so that the request is retried. */
function damaged(reason: string): Error {
  return Object.assign(new Error(`the response is damaged: ${reason}`), { name: 'NetworkingError' });
}
