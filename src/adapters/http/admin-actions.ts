import { DynarepoError } from '../../domain/errors.ts';
import { excerpt } from '../../domain/excerpt.ts';
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
  /**
   * Advances the clock by `ms` milliseconds, and returns its time in milliseconds since 1970-01-01 UTC. Without it such requests
   * get status 501.
   */
  readonly advanceClock?: ((ms: number) => number | Promise<number>) | undefined;
  /** Deletes the items that have expired, and returns their number. Without it such requests get status 501. */
  readonly sweepExpiredItems?: (() => number | Promise<number>) | undefined;
  /**
   * Splits an open shard of a stream, and returns the ids of the shards that continue it. A `DynarepoError` with the code
   * `BAD_INPUT` becomes status 400. Without it such requests get status 501.
   */
  readonly splitShard?: ((shard: AdminShard) => readonly string[] | Promise<readonly string[]>) | undefined;
  /** Returns the client request tokens that are remembered. Without it such requests get status 501. */
  readonly listTokens?: (() => readonly AdminToken[] | Promise<readonly AdminToken[]>) | undefined;
}

/** A shard to split. */
export interface AdminShard {
  /** ARN of the stream. */
  readonly streamArn: string;
  /** Absent for the only open shard of the stream. */
  readonly shardId?: string | undefined;
}

/** A client request token that is remembered. */
export interface AdminToken {
  /** The token, as the request had it. */
  readonly token: string;
  /** When it is forgotten: milliseconds since 1970-01-01 UTC. */
  readonly forgottenAtMs: number;
}

/** What all paths of admin requests begin with. */
export const adminPrefix = '/_dynarepo/';

/** How the server responds to one kind of admin request. */
export interface AdminAction {
  readonly method: 'DELETE' | 'GET' | 'POST';
  /** Absent for the health check, which needs no `Admin`. */
  readonly run?: (admin: Admin, request: HttpRequest) => Promise<HttpResponse>;
}

/** The kinds of admin requests, by the end of their path. */
export const adminActions: Readonly<Record<string, AdminAction>> = {
  health: { method: 'GET' },
  reset: {
    method: 'POST',
    run: async (admin) => {
      await admin.reset();
      return respond(200, {});
    },
  },
  snapshot: { method: 'POST', run: async (admin) => respond(200, { snapshot: await admin.snapshot() }) },
  restore: {
    method: 'POST',
    run: async (admin, request) => {
      const { snapshot } = bodyOf(request);
      if (typeof snapshot !== 'string') return respond(400, { message: 'the body must be {"snapshot": "…"}' });
      return (await admin.restore(snapshot)) ? respond(200, {}) : noSnapshot(snapshot);
    },
  },
  'snapshot/NAME': {
    method: 'DELETE',
    run: async (admin, request) => {
      const snapshot = pathOf(request).slice(`${adminPrefix}snapshot/`.length);
      return (await admin.deleteSnapshot(snapshot)) ? respond(200, {}) : noSnapshot(snapshot);
    },
  },
  advance: {
    method: 'POST',
    run: async (admin, request) => {
      const { ms } = bodyOf(request);
      if (!isDuration(ms)) {
        return respond(400, { message: `the body must be {"ms": N}, a number of milliseconds from 0 to ${longestMs}` });
      }
      if (admin.advanceClock === undefined) return notSupported("this server's clock cannot be advanced");
      return respond(200, { nowMs: await admin.advanceClock(ms) });
    },
  },
  sweep: {
    method: 'POST',
    run: async (admin) => {
      if (admin.sweepExpiredItems === undefined) return notSupported('this server cannot sweep expired items');
      return respond(200, { items: await admin.sweepExpiredItems() });
    },
  },
  'split-shard': {
    method: 'POST',
    run: async (admin, request) => {
      const { streamArn, shardId } = bodyOf(request);
      if (typeof streamArn !== 'string' || !(shardId === undefined || typeof shardId === 'string')) {
        return respond(400, { message: 'the body must be {"streamArn": "…"} or {"streamArn": "…", "shardId": "…"}' });
      }
      if (admin.splitShard === undefined) return notSupported('this server cannot split shards');
      try {
        return respond(200, { shardIds: await admin.splitShard({ streamArn, shardId }) });
      } catch (error) {
        if (error instanceof DynarepoError && error.code === 'BAD_INPUT') {
          return respond(400, { message: error.message });
        }
        throw error;
      }
    },
  },
  tokens: {
    method: 'GET',
    run: async (admin) => {
      if (admin.listTokens === undefined) return notSupported('this server cannot list tokens');
      return respond(200, { tokens: await admin.listTokens() });
    },
  },
};

/** A hundred years. */
const longestMs = 100 * 365 * 24 * 60 * 60 * 1000;

function isDuration(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= longestMs;
}

/** Returns the members of a request's JSON; an object without members if it is something else. */
function bodyOf({ body }: HttpRequest): { readonly [member: string]: unknown } {
  try {
    return Object(JSON.parse(Buffer.from(body).toString()));
  } catch {
    return {};
  }
}

function noSnapshot(snapshot: string): HttpResponse {
  return respond(404, { message: `snapshot ${excerpt(snapshot)} does not exist` });
}

function notSupported(message: string): HttpResponse {
  return respond(501, { message });
}

/** Returns a response with a JSON body. */
export function respond(statusCode: number, members: object, headers: HttpResponse['headers'] = {}): HttpResponse {
  const body = Buffer.from(JSON.stringify(members));
  const usual = { 'content-type': 'application/json', 'content-length': String(body.length) };
  return { statusCode, headers: { ...usual, ...headers }, body };
}
