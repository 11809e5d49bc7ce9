import { excerpt } from '../../domain/excerpt.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { isLoopback } from './loopback.ts';
import { type HttpRequest, type HttpResponse, pathOf } from './message.ts';

/** Operations on the databases behind a server, for tests in any language. */
export interface Admin {
  /** Restores the state at the server's start. */
  reset(): void | Promise<void>;
  /** Stores the current state and returns its name. */
  snapshot(): string | Promise<string>;
  /** Restores the state stored under a name; returns `false` if there is none. */
  restore(snapshot: string): boolean | Promise<boolean>;
  /** Deletes the state stored under a name; returns `false` if there is none. */
  deleteSnapshot(snapshot: string): boolean | Promise<boolean>;
}

/** Settings of the admin requests. */
export interface AdminOptions {
  /** Executes admin requests. Without it they get status 501. */
  readonly admin?: Admin | undefined;
  /** The bearer token that admin requests must carry; with it they may come from other machines too. */
  readonly adminToken?: string | undefined;
}

/** Returns whether a request is for the server itself, not for a database. */
export function isAdminPath(request: HttpRequest): boolean {
  return `${pathOf(request)}/`.startsWith(prefix);
}

/** Returns the function that responds to admin requests; `peer` is the address that a request comes from. */
export function adminEndpoint(options: AdminOptions): (request: HttpRequest, peer: string) => Promise<HttpResponse> {
  return async (request, peer) => {
    const rejected = rejection(request, { peer, token: options.adminToken });
    if (rejected !== undefined) return rejected;
    const path = pathOf(request);
    const name = path.startsWith(snapshotPrefix) ? 'snapshot/NAME' : path.slice(prefix.length);
    const action = ownProperty(actions, name);
    if (action === undefined) {
      return respond(404, { message: `${excerpt(path)} does not exist; the admin paths are ${paths}` });
    }
    if (request.method !== action.method) {
      return respond(405, { message: `${excerpt(path)} requires the method ${action.method}` });
    }
    return action.run(options.admin, request);
  };
}

const prefix = '/_dynarepo/';
const snapshotPrefix = `${prefix}snapshot/`;

interface AdminCaller {
  readonly peer: string;
  readonly token: string | undefined;
}

/** The response to a request without access. Web pages never have access, whatever machine their browser runs on. */
function rejection({ headers }: HttpRequest, { peer, token }: AdminCaller): HttpResponse | undefined {
  if (headers.origin !== undefined) return respond(403, { message: 'admin requests from web pages are rejected' });
  if (token !== undefined) return headers.authorization === `Bearer ${token}` ? undefined : unauthorized();
  if (isLoopback(peer)) return undefined;
  return respond(403, {
    message:
      'admin requests from other machines need a token; start the server with one (--admin-token, in code: adminToken)',
  });
}

function unauthorized(): HttpResponse {
  const message = 'the admin token is missing or wrong; send it as the header Authorization: Bearer TOKEN';
  return respond(401, { message }, { 'www-authenticate': 'Bearer' });
}

interface Action {
  readonly method: 'DELETE' | 'GET' | 'POST';
  readonly run: (admin: Admin | undefined, request: HttpRequest) => HttpResponse | Promise<HttpResponse>;
}

const actions: Readonly<Record<string, Action>> = {
  health: { method: 'GET', run: () => respond(200, { status: 'healthy' }) },
  reset: {
    method: 'POST',
    run: async (admin) => {
      if (admin === undefined) return notConfigured();
      await admin.reset();
      return respond(200, {});
    },
  },
  snapshot: {
    method: 'POST',
    run: async (admin) => (admin === undefined ? notConfigured() : respond(200, { snapshot: await admin.snapshot() })),
  },
  restore: {
    method: 'POST',
    run: async (admin, request) => {
      if (admin === undefined) return notConfigured();
      const snapshot = snapshotIn(request);
      if (snapshot === undefined) return respond(400, { message: 'the body must be {"snapshot": "…"}' });
      return (await admin.restore(snapshot)) ? respond(200, {}) : noSnapshot(snapshot);
    },
  },
  'snapshot/NAME': {
    method: 'DELETE',
    run: async (admin, request) => {
      if (admin === undefined) return notConfigured();
      const snapshot = pathOf(request).slice(snapshotPrefix.length);
      return (await admin.deleteSnapshot(snapshot)) ? respond(200, {}) : noSnapshot(snapshot);
    },
  },
};

const paths = Object.keys(actions)
  .map((name) => prefix + name)
  .join(', ');

function snapshotIn({ body }: HttpRequest): string | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(body).toString());
    const snapshot: unknown = Reflect.get(Object(parsed), 'snapshot');
    return typeof snapshot === 'string' ? snapshot : undefined;
  } catch {
    return undefined;
  }
}

function noSnapshot(snapshot: string): HttpResponse {
  return respond(404, { message: `snapshot ${excerpt(snapshot)} does not exist` });
}

function notConfigured(): HttpResponse {
  return respond(501, { message: 'admin requests are not enabled on this server; in code, set its option admin' });
}

function respond(statusCode: number, members: object, headers: HttpResponse['headers'] = {}): HttpResponse {
  const body = Buffer.from(JSON.stringify(members));
  const usual = { 'content-type': 'application/json', 'content-length': String(body.length) };
  return { statusCode, headers: { ...usual, ...headers }, body };
}
