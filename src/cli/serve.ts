import { isLocalHost } from '../adapters/http/loopback.ts';
import { createServer } from '../adapters/http/server.ts';
import type { ServerOptions } from '../adapters/http/server-options.ts';
import { DynarepoError } from '../domain/errors.ts';
import { checkStoredTables } from './check-stored-tables.ts';
import type { Engine } from './engine.ts';
import { fileEngine } from './file-engine.ts';
import { type Listening, listen } from './listen.ts';
import { logLine } from './log-line.ts';
import { memoryEngine } from './memory-engine.ts';
import { readTables } from './read-tables.ts';
import type { RequestRecord } from './record.ts';
import { remoteEngine } from './remote-engine.ts';
import { parseServeOptions, type ServeOptions } from './serve-options.ts';
import { ArgumentError, reasonOf } from './usage-error.ts';
import { warn } from './warn.ts';

/**
 * `dynarepo serve`: serves until the process is stopped.
 *
 * @throws UsageError - an option is invalid, or the server cannot listen on the address.
 */
export async function serve(args: readonly string[]): Promise<void> {
  const options = parseServeOptions(args);
  const { requests, warning } = await readTables(options.tables, options);
  if (warning !== undefined) warn(warning);
  if (options.data !== undefined) await checkAddresses(options); // a failed start creates no data file
  const engine = await startEngine(options, requests);
  let listening: Listening | undefined;
  try {
    for (const difference of await checkStoredTables(engine.databases, requests))
      warn(`${options.data}: ${difference}`);
    listening = await listen(
      (address) => createServer(engine.databases, serverOptions(options, engine, address)),
      options,
    );
    rejectOwnEndpoint(listening.endpoint, options.endpoint);
    const stopped = untilStopped();
    print(welcome(listening.endpoint, engine, options));
    await stopped;
  } finally {
    await listening?.close();
    await engine.close();
  }
}

function startEngine(options: ServeOptions, tables: readonly RequestRecord[]): Promise<Engine> {
  const { endpoint, data, isolate, region, tableDelayMs, sweepDelayMs, statistics, streams, wording } = options;
  if (endpoint !== undefined) return remoteEngine(endpoint);
  const settings = { region, tableDelayMs, sweepDelayMs, statistics, streams, wording };
  return data === undefined
    ? memoryEngine({ ...settings, isolate, tables })
    : fileEngine({ ...settings, path: data, tables });
}

type Address = Pick<ServerOptions, 'host' | 'port'>;

function serverOptions(options: ServeOptions, { admin }: Engine, address: Address): ServerOptions {
  const { region, credentials, cors, adminToken, log } = options;
  return {
    ...address,
    region,
    credentials,
    cors,
    adminToken,
    admin,
    onResponse: log ? (served) => print(logLine(served)) : undefined,
    onFailure: (error) => warnOfFailure(error, options),
  };
}

/** Checks that the addresses can be listened on, by listening for a moment. */
async function checkAddresses(options: ServeOptions): Promise<void> {
  const notOpen = { execute: () => Promise.reject(new Error('the database is not open yet')) };
  const listening = await listen((address) => createServer(notOpen, address), options);
  await listening.close();
}

/** Rejects the server's own address: a server that forwards requests to itself would never respond. */
function rejectOwnEndpoint(served: string, endpoint: string | undefined): void {
  if (endpoint === undefined || hostAndPort(served) !== hostAndPort(endpoint)) return;
  throw new ArgumentError(`--endpoint ${endpoint} is this server's own address; --port changes it`);
}

/** Returns host and port; all names of this machine become `localhost`. */
function hostAndPort(endpoint: string): string {
  if (!URL.canParse(endpoint)) return endpoint; // an IPv6 address with a zone
  const { protocol, hostname, port } = new URL(endpoint);
  const isThisMachine = isLocalHost(hostname) || hostname === '0.0.0.0' || hostname === '[::]';
  return `${isThisMachine ? 'localhost' : hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

function welcome(
  endpoint: string,
  { storageDescription }: Engine,
  { hosts, region, credentials }: ServeOptions,
): string {
  const [key] = Object.keys(credentials ?? {});
  const variables =
    key === undefined
      ? 'any, such as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY set to x'
      : `AWS_ACCESS_KEY_ID set to ${key}, AWS_SECRET_ACCESS_KEY set to its secret`;
  return [
    `dynarepo serves DynamoDB at ${endpoint} (${storageDescription})`,
    ...(hosts.some(isOpen) ? ['  open to the network: other machines can reach this port'] : []),
    `  AWS CLI:      aws dynamodb list-tables --endpoint-url ${endpoint} --region ${region}`,
    `  SDKs:         AWS_ENDPOINT_URL_DYNAMODB set to ${endpoint}, or the setting endpoint; Region ${region}`,
    `  credentials:  ${variables}`,
  ].join('\n');
}

function isOpen(host: string): boolean {
  const url = `http://${host.includes(':') ? `[${host}]` : host}`;
  // A URL has one spelling for each address.
  return !(URL.canParse(url) && isLocalHost(new URL(url).hostname));
}

/** Resolves at the first signal to stop; a second one ends the process at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve();
      });
    }
  });
}

/** Reports an engine that does not respond in one line, which the log already has; other errors are bugs, with their stack. */
function warnOfFailure(error: unknown, { log }: ServeOptions): void {
  if (!(error instanceof DynarepoError)) warn(error instanceof Error ? (error.stack ?? error.message) : String(error));
  else if (!log) warn(reasonOf(error));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
