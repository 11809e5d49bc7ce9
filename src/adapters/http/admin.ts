import { excerpt } from '../../domain/excerpt.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { type Admin, adminActions, adminPrefix, respond } from './admin-actions.ts';
import { isLoopback } from './loopback.ts';
import { type HttpRequest, type HttpResponse, pathOf } from './message.ts';

/** Settings of the admin requests. */
export interface AdminOptions {
  /** Executes admin requests. Without it they get status 501. */
  readonly admin?: Admin | undefined;
  /** The bearer token that admin requests must carry; with it they may come from other machines too. */
  readonly adminToken?: string | undefined;
}

/** Returns whether a request is for the server itself, not for a database. */
export function isAdminPath(request: HttpRequest): boolean {
  return `${pathOf(request)}/`.startsWith(adminPrefix);
}

/** Returns the function that responds to admin requests; `peer` is the address that a request comes from. */
export function adminEndpoint(options: AdminOptions): (request: HttpRequest, peer: string) => Promise<HttpResponse> {
  return async (request, peer) => {
    const rejected = rejection(request, { peer, token: options.adminToken });
    if (rejected !== undefined) return rejected;
    const path = pathOf(request);
    const name = path.slice(adminPrefix.length);
    const action = ownProperty(adminActions, name.startsWith('snapshot/') ? 'snapshot/NAME' : name);
    if (action === undefined) {
      return respond(404, { message: `${excerpt(path)} does not exist; the admin paths are ${paths}` });
    }
    if (request.method !== action.method) {
      return respond(405, { message: `${excerpt(path)} requires the method ${action.method}` });
    }
    const { admin } = options;
    if (action.run === undefined) return respond(200, { status: 'healthy' });
    return admin === undefined ? notConfigured() : action.run(admin, request);
  };
}

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

const paths = Object.keys(adminActions)
  .map((name) => adminPrefix + name)
  .join(', ');

function notConfigured(): HttpResponse {
  return respond(501, { message: 'admin requests are not enabled on this server; in code, set its option admin' });
}
