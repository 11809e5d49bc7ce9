import type { Headers, HttpRequest } from './message.ts';

type Added = Readonly<Record<string, string>>;

/** What lets a page of any origin read an answer; nothing where the request comes from no page. */
export function corsHeaders({ origin }: Headers): Added {
  if (origin === undefined) return {};
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'x-amzn-requestid,x-amzn-errortype,x-amzn-errormessage,x-amz-crc32,Date',
  };
}

/** The answer to a browser that asks whether a page may send what it wants to send: it may. */
export function preflightHeaders({ headers }: HttpRequest): Added {
  const { 'access-control-request-headers': names, 'access-control-request-method': method } = headers;
  return {
    'access-control-max-age': '172800',
    ...(names === undefined ? {} : { 'access-control-allow-headers': names }),
    ...(method === undefined ? {} : { 'access-control-allow-methods': method }),
  };
}
