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
  /** Whether more was sent than the operating system takes at once. */
  readonly isLarge: boolean;
  /** What it sends back, but the times. */
  readonly received: string;
  /** Inputs of the operations executed. */
  readonly executed: readonly string[] | undefined;
  /** Requests as they are reported, with their headers. */
  readonly reported: readonly string[] | undefined;
}

/**
 * Sends the same bytes to a server that reads plain requests itself and to one that leaves all to `node:http`, `count` times.
 *
 * @returns how many requests were executed.
 * @throws Error - the servers differ; with the seed and the number of the case, and the bytes.
 */
export async function compareReading(count: number, seed: number): Promise<number> {
  let executed = 0;
  for (const kind of ['at once', 'reported', 'later'] as const) {
    const servers = [true, false].map((readsPlainRequests) => new Observed(kind, readsPlainRequests));
    try {
      await Promise.all(servers.map((server) => server.listen()));
      for (let number = 0; number < count / 3; number++) {
        const send = (tag: string, silenceMs: number) => {
          const pieces = anyRequests(tag, seededRandom(seed + number));
          return Promise.all(servers.map((server) => server.send(pieces, { tag, silenceMs })));
        };
        let [own, byNode] = await send(`case ${number}.`, shortSilenceMs);
        // On a busy machine a response may have been on its way when the client closed its side, which the server takes for its end.
        if (!isSame(own, byNode)) [own, byNode] = await send(`again ${number}.`, longSilenceMs);
        executed += own?.executed?.length ?? 0;
        if (isSame(own, byNode)) continue;
        const sent = anyRequests(`again ${number}.`, seededRandom(seed + number))
          .map((piece) => JSON.stringify(piece.toString('latin1').slice(0, 3000)))
          .join('\n');
        const outcomes = [own, byNode].map((outcome) => JSON.stringify(outcome, undefined, 2)).join('\n');
        throw new Error(`seed ${seed}, ${kind}, case ${number}:\n${sent}\nown reading, then node:http:\n${outcomes}`);
      }
    } finally {
      await Promise.all(servers.map((server) => server.close()));
    }
  }
  return executed;
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
  return longer.startsWith(shorter) && (own.isLarge || isRejection(longer));
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
  #executed: string[] = [];
  #reported: string[] = [];

  constructor(kind: 'at once' | 'reported' | 'later', readsPlainRequests: boolean) {
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

  /** Sends bytes over a connection of their own. The client closes its side when nothing has come back for `silenceMs`. */
  async send(
    pieces: readonly Buffer[],
    { tag, silenceMs }: { readonly tag: string; readonly silenceMs: number },
  ): Promise<Outcome> {
    [this.#executed, this.#reported] = [[], []];
    const chunks: Buffer[] = [];
    const socket = connect({ host: '127.0.0.1', port: this.#port, noDelay: true, allowHalfOpen: true });
    const ended = new Promise<void>((resolve) => socket.once('end', resolve).once('close', resolve));
    socket.once('error', () => {}); // the server may close while there is still something to send
    let heardMs = systemClock.nowMs();
    socket.on('data', (chunk: Buffer) => {
      heardMs = systemClock.nowMs();
      chunks.push(chunk);
    });
    for (const piece of pieces) {
      if (socket.writable) socket.write(piece);
      if (pieces.length > 1) await systemClock.sleep(1);
    }
    heardMs = systemClock.nowMs();
    const silence = setInterval(() => systemClock.nowMs() - heardMs > silenceMs && socket.end(), 10);
    await ended;
    clearInterval(silence);
    socket.destroy();
    const received = Buffer.concat(chunks)
      .toString('latin1')
      .replace(/\r\nDate: [^\r]*/g, '');
    // What is left of an earlier connection may be executed only now.
    const [executed, reported] = [this.#executed, this.#reported].map((texts) =>
      texts.filter((text) => text.includes(tag)),
    );
    const isLarge = Buffer.concat(pieces).length > 50_000;
    return { isLarge, received, executed, reported };
  }
}

const shortSilenceMs = 100;
const longSilenceMs = 2000;
