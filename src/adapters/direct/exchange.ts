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
const responseLimitBytes = 100 * 2 ** 20;

/** Settings of the connections. */
export interface ConnectionSettings {
  readonly maxConnections: number;
  readonly connectTimeoutMs: number;
}

/** The connections to one address, kept open between requests. Redirects are not followed. */
export class Connections {
  readonly #address: Address;
  readonly #agent: http.Agent;
  readonly #request: typeof http.request;
  readonly #connectTimeoutMs: number;

  constructor(address: Address, { maxConnections, connectTimeoutMs }: ConnectionSettings) {
    this.#address = address;
    this.#connectTimeoutMs = connectTimeoutMs;
    const settings = { keepAlive: true, maxSockets: maxConnections };
    // Certificates are verified even where NODE_TLS_REJECT_UNAUTHORIZED says otherwise.
    this.#agent = address.isSecure
      ? new https.Agent({ ...settings, rejectUnauthorized: true })
      : new http.Agent(settings);
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
      request.on('response', (incoming) => read(incoming, request).then(resolve, reject));
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
async function read(incoming: http.IncomingMessage, request: http.ClientRequest): Promise<DirectResponse> {
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    incoming.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > responseLimitBytes) request.destroy(tooLong());
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
  return { statusCode, headers, body: (encoding === 'identity' ? bytes : await unpack(bytes, encoding)).toString() };
}

async function unpack(bytes: Buffer, encoding: string): Promise<Buffer> {
  const decompress = encoding === 'gzip' ? promisify(gunzip) : encoding === 'deflate' ? promisify(inflate) : undefined;
  if (decompress === undefined) throw damaged(`it has the unknown encoding ${JSON.stringify(encoding)}`);
  return await decompress(bytes, { maxOutputLength: responseLimitBytes }).catch(() => {
    throw damaged('it cannot be decompressed');
  });
}

function tooLong(): Error {
  return new Error(`the response is longer than ${responseLimitBytes} bytes`);
}

function cutOff(): Error {
  return Object.assign(new Error('the response ended early'), { code: 'ECONNRESET' });
}

/** A network's failure, so that the request is retried. */
function damaged(reason: string): Error {
  return Object.assign(new Error(`the response is damaged: ${reason}`), { name: 'NetworkingError' });
}
