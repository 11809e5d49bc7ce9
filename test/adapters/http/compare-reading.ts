import { connect } from 'node:net';
import { type DynamoDbServer, serverWith } from '../../../src/adapters/http/server.ts';
import type { ServerOptions } from '../../../src/adapters/http/server-options.ts';
import type { DynamoDb, Output } from '../../../src/domain/dynamodb.ts';
import { systemClock } from '../../../src/domain/environment.ts';
import { registerSharedExecution } from '../../../src/domain/shared-execution.ts';
import { anyRequests } from './any-requests.ts';
import { seededRandom } from './malformed-request.ts';

/** What a server makes of the bytes that a client sends. */
interface Outcome {
  /** Whether the server may close the connection while bytes of the client are still on their way. */
  readonly mayLoseBytes: boolean;
  /** What it sends back, but the times. */
  readonly received: string;
  /** Inputs of the operations executed. */
  readonly executed: readonly string[] | undefined;
  /** Requests as they are reported, with their headers. */
  readonly reported: readonly string[] | undefined;
}

/** When a database responds, and whether its responses are reported. */
const kinds = ['at once', 'reported', 'later'] as const;
type Kind = (typeof kinds)[number];

/**
 * Sends the same bytes to a server that reads plain requests itself and to one that leaves all to `node:http`, `count` times.
 *
 * @returns how many requests were executed.
 * @throws Error - the servers differ; with the seed and the number of the case, and the bytes.
 */
export async function compareReading(count: number, seed: number): Promise<number> {
  let executed = 0;
  for (const kind of kinds) {
    const servers = [true, false].map((readsPlainRequests) => new Observed(kind, readsPlainRequests));
    try {
      await Promise.all(servers.map((server) => server.listen()));
      let next = 0;
      const compareSome = async () => {
        while (next < count / 3) {
          const executedNow = await compareCase({ kind, seed, number: next++ }, servers);
          executed += executedNow;
        }
      };
      await Promise.all(Array.from({ length: casesAtOnce }, compareSome));
    } finally {
      await Promise.all(servers.map((server) => server.close()));
    }
  }
  return executed;
}

/** More would only wait for each other: all servers and clients share one process. */
const casesAtOnce = 8;

interface Case {
  readonly kind: Kind;
  readonly seed: number;
  readonly number: number;
}

/** Returns how many requests were executed. */
async function compareCase({ kind, seed, number }: Case, servers: readonly Observed[]): Promise<number> {
  const piecesOf = (tag: string) => anyRequests(tag, seededRandom(seed + number));
  const send = (tag: string, quietTurns: number) =>
    Promise.all(servers.map((server) => server.send(piecesOf(tag), { tag, quietTurns })));
  let [own, byNode] = await send(`case ${number}.`, fewTurns);
  // A response that takes other threads, to compress it, may have been on its way when the client closed its side.
  if (!isSame(own, byNode)) [own, byNode] = await send(`again ${number}.`, manyTurns);
  if (isSame(own, byNode)) return own?.executed?.length ?? 0;
  const sent = piecesOf(`again ${number}.`).map((piece) => JSON.stringify(piece.toString('latin1').slice(0, 3000)));
  const outcomes = [own, byNode].map((outcome) => JSON.stringify(outcome, undefined, 2)).join('\n');
  throw new Error(
    `seed ${seed}, ${kind}, case ${number}:\n${sent.join('\n')}\nown reading, then node:http:\n${outcomes}`,
  );
}

function isSame(own: Outcome | undefined, byNode: Outcome | undefined): boolean {
  if (own === undefined || byNode === undefined) return false;
  if (!hasSameResponses(own, byNode)) return false;
  const [mine, its] = [
    [...(own.executed ?? []), ...(own.reported ?? [])],
    [...(byNode.executed ?? []), ...(byNode.reported ?? [])],
  ];
  if (String(mine) === String(its)) return true;
  // Whether a request after a rejected one is still executed depends on when the connection is closed, also with node:http alone.
  const isPart = (part: readonly string[], whole: readonly string[]) => part.every((text) => whole.includes(text));
  return isRejection(own.received) && (isPart(mine, its) || isPart(its, mine));
}

/**
 * A server closes a connection when it finds what is not HTTP, or after the last request. If the client is still sending then, the operating system drops what
 * the client has not read yet: one may have received less than the other.
 */
function hasSameResponses(...[own, byNode]: readonly [Outcome, Outcome]): boolean {
  if (own.received === byNode.received) return true;
  const [shorter = '', longer = ''] = [own.received, byNode.received].toSorted((a, b) => a.length - b.length);
  return longer.startsWith(shorter) && (own.mayLoseBytes || isRejection(longer));
}

/** Returns whether the last response rejects what is not HTTP, or is incomplete. */
function isRejection(received: string): boolean {
  const start = received.lastIndexOf('HTTP/1.1 ');
  const [head = '', ...body] = received.slice(start).split('\r\n\r\n');
  const [, length = '0'] = /content-length: (\d+)/i.exec(head) ?? [];
  return /^HTTP\/1.1 4[\s\S]*connection: close/i.test(head) || body.join('\r\n\r\n').length < Number(length);
}

/** A server whose database returns what it is asked. */
class Observed {
  readonly #server: DynamoDbServer;
  #port = 0;
  readonly #executed: string[] = [];
  readonly #reported: string[] = [];

  constructor(kind: Kind, readsPlainRequests: boolean) {
    const echo = (input: object) => {
      const text = JSON.stringify(input, (_, value: unknown) => (value === Number.MAX_VALUE ? 'largest' : value));
      this.#executed.push(text.slice(0, 100));
      const output: Output<'ListTables'> = { TableNames: [text, 'é'], requestId: 'ID' };
      return output;
    };
    const db = { execute: async (_: string, input: object) => echo(input) } as DynamoDb; // only ListTables is executed
    if (kind !== 'later') {
      const executeShared = (_: string, input: object) => echo(input) as never;
      registerSharedExecution(db, { execute: db.execute, executeShared });
    }
    const onResponse: ServerOptions['onResponse'] = ({ request, response }) => {
      const { method, path, headers, body } = request;
      this.#reported.push(JSON.stringify([method, path, headers, body.length, response.statusCode]));
    };
    const options = { port: 0, requestTimeoutMs: 5000, random: () => 0.5, cors: ['http://localhost:1'] };
    this.#server = serverWith(db, kind === 'reported' ? { ...options, onResponse } : options, { readsPlainRequests });
  }

  async listen(): Promise<void> {
    this.#port = Number(new URL(await this.#server.listen()).port);
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  /** Sends bytes over a connection of their own. The client closes its side after some turns of the event loop in which nothing came. */
  async send(
    pieces: readonly Buffer[],
    { tag, quietTurns }: { readonly tag: string; readonly quietTurns: number },
  ): Promise<Outcome> {
    const chunks: Buffer[] = [];
    const socket = connect({ host: '127.0.0.1', port: this.#port, noDelay: true, allowHalfOpen: true });
    const ended = new Promise<void>((resolve) => socket.once('end', resolve).once('close', resolve));
    socket.once('error', () => {}); // the server may close while there is still something to send
    let quiet = 0;
    socket.on('data', (chunk: Buffer) => {
      quiet = 0;
      chunks.push(chunk);
    });
    for (const piece of pieces) {
      if (socket.writable) socket.write(piece);
      if (pieces.length > 1) await systemClock.sleep(1);
    }
    quiet = 0;
    // Turns, because a busy machine delays the server, which is in this process, as much as it delays them.
    const turns = setInterval(() => ++quiet === quietTurns && socket.end(), 1);
    await ended;
    clearInterval(turns);
    socket.destroy();
    const received = Buffer.concat(chunks)
      .toString('latin1')
      .replace(/\r\nDate: [^\r]*/g, '');
    const [executed, reported] = [this.#executed, this.#reported].map((texts) =>
      texts.filter((text) => text.includes(tag)),
    );
    for (const texts of [this.#executed, this.#reported]) texts.splice(0, texts.length - mostOfOpenConnections);
    return { mayLoseBytes: endsEarly(Buffer.concat(pieces)), received, executed, reported };
  }
}

/** More than the operating system takes at once, with a request to close the connection before the last request, which always has one. */
function endsEarly(sent: Buffer): boolean {
  return sent.length > 50_000 && [...sent.toString('latin1').matchAll(/\bclose\b|HTTP\/1\.0/gi)].length > 1;
}

/** More than the connections that are open at once execute; older ones are forgotten. */
const mostOfOpenConnections = 500;

const fewTurns = 20;
const manyTurns = 500;
