import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { systemClock } from 'dynarepo';

/** A server that is ready. */
export interface RunningServer {
  readonly name: string;
  readonly endpoint: string;
  /** The id of its process; `undefined` if it was not started here. */
  readonly pid: number | undefined;
}

/** How to start a server on a port. */
export interface ServerProgram {
  readonly name: string;
  /** Default: Node. */
  readonly command?: string;
  readonly argumentsFor: (port: string) => readonly string[];
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The server of this checkout, from its sources. */
export const sourceServer: ServerProgram = {
  name: 'dynarepo',
  argumentsFor: (port) => ['--import', 'tsx', here('../src/cli/main.ts'), 'serve', '--port', port],
};

/** dynalite, with tables that are created and deleted without a delay. */
export const dynaliteServer: ServerProgram = {
  name: 'dynalite',
  argumentsFor: (port) => [
    here('../node_modules/dynalite/cli.js'),
    '--port',
    port,
    ...['--createTableMs', '0', '--deleteTableMs', '0'],
  ],
};

/** Servers in processes of their own, which end together. */
export class Servers {
  readonly #started: ChildProcess[] = [];

  /** Starts a server, and waits until it responds. */
  async start({ name, command = process.execPath, argumentsFor }: ServerProgram): Promise<RunningServer> {
    const port = await freePort();
    // Without the options of this process, which load a compiler.
    const env = { ...process.env, NODE_OPTIONS: '' };
    const child = spawn(command, argumentsFor(port), { stdio: ['ignore', 'ignore', 'inherit'], env });
    this.#started.push(child);
    const endpoint = `http://127.0.0.1:${port}`;
    await untilReady(endpoint);
    return { name, endpoint, pid: child.pid };
  }

  /** Ends all servers that were started. */
  stop(): void {
    for (const child of this.#started) child.kill();
  }
}

function freePort(): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(String(typeof address === 'object' ? address?.port : address)));
    });
  });
}

async function untilReady(endpoint: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < 20_000; waitedMs += 50) {
    const isReady = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (isReady) return;
    await systemClock.sleep(50);
  }
  throw new Error(`nothing serves at ${endpoint}`);
}
