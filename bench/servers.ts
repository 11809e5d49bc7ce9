import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { systemClock } from 'dynarepo';

/** A server that is ready. */
export interface RunningServer {
  readonly name: string;
  readonly endpoint: string;
}

/** Servers to compare, ours first. */
export interface RunningServers {
  readonly engines: readonly RunningServer[];
  /** Ends those that were started here. */
  readonly stop: () => void;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Starts our server and dynalite, each in a process of its own; DynamoDB Local is taken from where it runs. */
export async function startServers(dynamoDbLocal: string | undefined): Promise<RunningServers> {
  const started: ChildProcess[] = [];
  const start = async (name: string, argumentsFor: (port: string) => readonly string[]): Promise<RunningServer> => {
    const port = await freePort();
    started.push(spawn(process.execPath, argumentsFor(port), { stdio: ['ignore', 'ignore', 'inherit'] }));
    const endpoint = `http://127.0.0.1:${port}`;
    await untilReady(endpoint);
    return { name, endpoint };
  };
  const stop = () => {
    for (const child of started) child.kill();
  };
  try {
    const ours = await start('dynarepo', (port) => [
      '--import',
      'tsx',
      here('../src/cli/main.ts'),
      'serve',
      '--port',
      port,
    ]);
    const dynalite = await start('dynalite', (port) => [
      here('../node_modules/dynalite/cli.js'),
      '--port',
      port,
      '--createTableMs',
      '0',
    ]);
    const local = dynamoDbLocal ? [{ name: 'DynamoDB Local', endpoint: dynamoDbLocal }] : [];
    return { engines: [ours, dynalite, ...local], stop };
  } catch (error) {
    stop();
    throw error;
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
