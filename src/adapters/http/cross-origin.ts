import { isLocalHost } from './loopback.ts';
import type { Headers, HttpRequest } from './message.ts';

type Added = Readonly<Record<string, string>>;

/**
 * Returns whether a request comes from a web page that may not use the server: one whose origin is neither on this machine
 * nor among those allowed, where `*` allows every page. Programs send no `Origin`.
 */
export function isForeignPage({ origin }: Headers, allowedOrigins: readonly string[]): boolean {
  if (origin === undefined || allowedOrigins.includes('*') || allowedOrigins.includes(origin)) return false;
  const host = /^https?:\/\/([^/]+)$/i.exec(origin)?.[1];
  return host === undefined || !isLocalHost(host);
}

/**
 * Returns whether a value is an origin as browsers send it, such as `https://example.org`, or `*`. Browsers write host names
 * in small letters and leave out the usual port and the path.
 */
export function isOrigin(value: unknown): value is string {
  if (value === '*') return true;
  return typeof value === 'string' && /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value;
}

/** Returns the headers that let a page of any origin read a response; none if the request does not come from a page. */
export function corsHeaders({ origin }: Headers): Added {
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'x-amzn-requestid,x-amzn-errortype,x-amzn-errormessage,x-amz-crc32,Date',
  };
}

/** Returns the headers that grant everything a page's preflight request asks for. */
export function preflightHeaders({ headers }: HttpRequest): Added {
  const { 'access-control-request-headers': names, 'access-control-request-method': method } = headers;
  return {
    'access-control-max-age': '172800',
    ...(names === undefined ? {} : { 'access-control-allow-headers': names }),
    ...(method === undefined ? {} : { 'access-control-allow-methods': method }),
  };
}
