import { longestTimerMs } from '../../domain/environment.ts';
import { type OptionNames, wholeNumber, withMethods } from '../../domain/options.ts';
import type { AdminOptions } from './admin.ts';
import { isOrigin } from './cross-origin.ts';
import type { HttpRequest, HttpResponse } from './message.ts';
import { type WireOptions, wireOptionNames } from './wire-options.ts';

/** Settings of a server. */
export interface ServerOptions extends WireOptions, AdminOptions {
  /** The address to listen at. Default: `127.0.0.1`, which only this machine reaches. */
  readonly host?: string | undefined;
  /** 0 picks a free port. Default: 8000. */
  readonly port?: number | undefined;
  /** How long a client may take to send a request, in milliseconds. Default: 60,000. */
  readonly requestTimeoutMs?: number | undefined;
  /**
   * Origins of web pages that may use a server without `credentials`, such as `https://example.org`; `*` allows every page, as
   * the service does. Default: none but pages of this machine. With `credentials`, signatures protect the server instead.
   */
  readonly cors?: readonly string[] | undefined;
  /** Receives each request with its response, rejected and admin requests included; for logs. */
  readonly onResponse?: ((served: ServedRequest) => void) | undefined;
}

/** A request with its response. */
export interface ServedRequest {
  /** The body is empty if it was too large. */
  readonly request: HttpRequest;
  /** The response as sent. */
  readonly response: HttpResponse;
  /** When the request was complete, in milliseconds since 1970-01-01 UTC. */
  readonly receivedMs: number;
  /** When the response was ready to be sent. */
  readonly respondedMs: number;
}

/** Option names of {@link ServerOptions}. */
export const serverOptionNames: OptionNames<ServerOptions> = {
  ...wireOptionNames,
  admin: withMethods('reset', 'snapshot', 'restore', 'deleteSnapshot'),
  adminToken: 'text',
  cors: {
    expected: 'an array of origins such as https://example.org, or of "*"',
    isValid: (value) => Array.isArray(value) && value.every(isOrigin),
  },
  host: 'text',
  onResponse: 'function',
  port: 'port',
  requestTimeoutMs: wholeNumber(1, longestTimerMs),
};
