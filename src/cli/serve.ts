import { parseArgs } from 'node:util';
import { createServer, type DynamoDbServer } from '../adapters/http/server.ts';
import { systemClock } from '../domain/environment.ts';
import type { Engine } from './engine.ts';
import { keptEngine } from './kept-engine.ts';
import { logged } from './logged.ts';
import { memoryEngine } from './memory-engine.ts';
import { readTables } from './read-tables.ts';
import { remoteEngine } from './remote-engine.ts';
import { ArgumentError, codeOf, UsageError } from './usage-error.ts';

/**
 * `dynarepo serve`: serves until the process is told to end.
 *
 * @throws UsageError - an option makes no sense, or the port is in use.
 */
export async function serve(args: readonly string[]): Promise<void> {
  const options = readOptions(args);
  const engine = await startEngine(options);
  const end = ending();
  try {
    const log = { clock: systemClock, write: print };
    const server = createServer(options.log ? logged(engine.databases, log) : engine.databases, {
      ...options,
      admin: engine.admin,
      onFailure: (error) => process.stderr.write(`dynarepo: ${describeFailure(error)}\n`),
    });
    print(welcome(await listen(server, options.port), engine));
    await end;
    await server.close();
  } finally {
    await engine.close();
  }
}

interface ServeOptions {
  readonly port: number;
  readonly host: string;
  readonly region: string;
  readonly tables: string | undefined;
  readonly data: string | undefined;
  readonly endpoint: string | undefined;
  readonly isolate: boolean;
  readonly log: boolean;
  readonly credentials: Readonly<Record<string, string>> | undefined;
  readonly adminToken: string | undefined;
}

function readOptions(args: readonly string[]): ServeOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '8000' },
      host: { type: 'string', default: '127.0.0.1' },
      region: { type: 'string', default: 'us-east-1' },
      tables: { type: 'string' },
      data: { type: 'string' },
      endpoint: { type: 'string' },
      isolate: { type: 'boolean', default: false },
      log: { type: 'boolean', default: false },
      credentials: { type: 'string', multiple: true },
      'admin-token': { type: 'string' },
    },
  });
  if (values.isolate && values.data !== undefined) {
    throw new ArgumentError('--data keeps one database for all, so it does not go with --isolate');
  }
  if (values.endpoint !== undefined && (values.isolate || (values.data ?? values.tables) !== undefined)) {
    throw new ArgumentError(
      '--endpoint has another engine keep everything, so it goes without --data, --tables and --isolate',
    );
  }
  return {
    ...values,
    port: readPort(values.port),
    tables: values.tables,
    data: values.data,
    endpoint: values.endpoint,
    credentials: values.credentials && readCredentials(values.credentials),
    adminToken: values['admin-token'],
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 65_536) return port;
  throw new ArgumentError(`--port takes a number from 0 to 65535, not ${text}`);
}

function readCredentials(pairs: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, key, secret] = /^([^:]+):(.+)$/.exec(pair) ?? [];
      if (key === undefined || secret === undefined) {
        throw new ArgumentError('--credentials takes an access key and its secret with a colon between them');
      }
      return [key, secret];
    }),
  );
}

function startEngine({ endpoint, data, tables, region, isolate }: ServeOptions): Promise<Engine> {
  if (endpoint !== undefined) return remoteEngine(endpoint);
  const requests = tables === undefined ? [] : readTables(tables);
  return data === undefined
    ? memoryEngine({ region, isolate, tables: requests })
    : keptEngine({ region, path: data, tables: requests });
}

async function listen(server: DynamoDbServer, port: number): Promise<string> {
  try {
    return await server.listen();
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') throw new UsageError(`port ${port} is in use; --port 0 picks a free one`);
    throw new UsageError(`cannot listen: ${String(Reflect.get(Object(error), 'message'))}`);
  }
}

function welcome(endpoint: string, { keeping }: Engine): string {
  return [
    `dynarepo serves DynamoDB at ${endpoint} (${keeping})`,
    `  AWS CLI:  aws dynamodb list-tables --endpoint-url ${endpoint}`,
    `  SDKs:     the setting endpoint, or the variable AWS_ENDPOINT_URL_DYNAMODB=${endpoint}`,
  ].join('\n');
}

/** Resolves when the process is asked to end; who asks twice does not want to wait. */
function ending(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve();
      });
    }
  });
}

function describeFailure(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
