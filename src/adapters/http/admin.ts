import { ownProperty } from '../../domain/own-property.ts';
import { isLoopback } from './loopback.ts';
import { type HttpRequest, type HttpResponse, pathOf } from './message.ts';

/** What tests in other languages can have done to the databases behind a server. */
export interface Admin {
  /** Back to how everything was when the server started. */
  reset(): void | Promise<void>;
  /** Keeps everything as it is now, under a name that is returned. */
  snapshot(): string | Promise<string>;
  /** Back to what is kept under that name; `false` where nothing is. */
  restore(snapshot: string): boolean | Promise<boolean>;
}

/** Settings of the admin requests. */
export interface AdminOptions {
  /** What carries them out; without it they are answered with status 501. */
  readonly admin?: Admin | undefined;
  /** Admin requests must bring it as a bearer token, and may then come from other machines as well. */
  readonly adminToken?: string | undefined;
}

/** Whether a request is one to the server rather than to a database. */
export function isAdminPath(request: HttpRequest): boolean {
  return `${pathOf(request)}/`.startsWith(prefix);
}

/** Makes the function that answers admin requests; `peer` is the address that a request comes from. */
export function adminDoor(options: AdminOptions): (request: HttpRequest, peer: string) => Promise<HttpResponse> {
  return async (request, peer) => {
    const refused = refusal(request, { peer, token: options.adminToken });
    if (refused !== undefined) return refused;
    const path = pathOf(request);
    const name = path.slice(prefix.length);
    const action = ownProperty(actions, name);
    if (action === undefined) return answer(404, { message: `there is no ${path}, but ${paths}` });
    if (request.method !== action.method) return answer(405, { message: `${path} takes ${action.method}` });
    return action.run(options.admin, request);
  };
}

const prefix = '/_dynarepo/';

interface Asked {
  readonly peer: string;
  readonly token: string | undefined;
}

/** The answer to a request that is not let in: web pages never are, whatever machine their browser runs on. */
function refusal({ headers }: HttpRequest, { peer, token }: Asked): HttpResponse | undefined {
  if (headers.origin !== undefined) return answer(403, { message: 'admin requests of web pages are refused' });
  if (token !== undefined) return headers.authorization === `Bearer ${token}` ? undefined : unauthorized();
  if (isLoopback(peer)) return undefined;
  return answer(403, { message: 'admin requests of other machines need a token, which this server was not given' });
}

function unauthorized(): HttpResponse {
  const message = 'the admin token is missing or wrong; it is sent in a header, Authorization: Bearer TOKEN';
  return answer(401, { message }, { 'www-authenticate': 'Bearer' });
}

interface Action {
  readonly method: 'GET' | 'POST';
  readonly run: (admin: Admin | undefined, request: HttpRequest) => HttpResponse | Promise<HttpResponse>;
}

const actions: Readonly<Record<string, Action>> = {
  health: { method: 'GET', run: () => answer(200, { status: 'healthy' }) },
  reset: {
    method: 'POST',
    run: async (admin) => {
      if (admin === undefined) return notGiven();
      await admin.reset();
      return answer(200, {});
    },
  },
  snapshot: {
    method: 'POST',
    run: async (admin) => (admin === undefined ? notGiven() : answer(200, { snapshot: await admin.snapshot() })),
  },
  restore: {
    method: 'POST',
    run: async (admin, request) => {
      if (admin === undefined) return notGiven();
      const snapshot = snapshotIn(request);
      if (snapshot === undefined) return answer(400, { message: 'the body must be {"snapshot": "…"}' });
      if (await admin.restore(snapshot)) return answer(200, {});
      return answer(404, { message: `there is no snapshot ${snapshot}` });
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

function notGiven(): HttpResponse {
  return answer(501, { message: 'this server was given nothing that does this to its databases, its option admin' });
}

function answer(statusCode: number, members: object, headers: HttpResponse['headers'] = {}): HttpResponse {
  const body = Buffer.from(JSON.stringify(members));
  const usual = { 'content-type': 'application/json', 'content-length': String(body.length) };
  return { statusCode, headers: { ...usual, ...headers }, body };
}
