import { isLocalHost } from '../adapters/http/loopback.ts';
import { createServer, type DynamoDbServer } from '../adapters/http/server.ts';
import { DynarepoError } from '../domain/errors.ts';
import { checkKeptTables } from './check-kept-tables.ts';
import type { Engine } from './engine.ts';
import { keptEngine } from './kept-engine.ts';
import { logLine } from './log-line.ts';
import { memoryEngine } from './memory-engine.ts';
import { readTables } from './read-tables.ts';
import type { RequestRecord } from './record.ts';
import { remoteEngine } from './remote-engine.ts';
import { readServeOptions, type ServeOptions } from './serve-options.ts';
import { ArgumentError, codeOf, reasonOf, UsageError } from './usage-error.ts';
import { warn } from './warn.ts';

/**
 * `dynarepo serve`: serves until the process is told to end.
 *
 * @throws UsageError - an option makes no sense, or the address cannot be listened at.
 */
export async function serve(args: readonly string[]): Promise<void> {
  const options = readServeOptions(args);
  const tables = options.tables === undefined ? [] : await readTables(options.tables);
  if (options.data !== undefined) await checkAddress(options); // a start that fails leaves no file behind
  const engine = await startEngine(options, tables);
  const server = createServer(engine.databases, {
    ...options,
    admin: engine.admin,
    onResponse: options.log ? (answered) => print(logLine(answered)) : undefined,
    onFailure: (error) => warnOfFailure(error, options),
  });
  try {
    for (const warning of await checkKeptTables(engine.databases, tables)) warn(`${options.data}: ${warning}`);
    const endpoint = await listen(server, options);
    refuseItself(endpoint, options.endpoint);
    const end = ending();
    print(welcome(endpoint, engine, options));
    await end;
  } finally {
    await server.close();
    await engine.close();
  }
}

function startEngine({ endpoint, data, region, isolate }: ServeOptions, tables: readonly RequestRecord[]) {
  if (endpoint !== undefined) return remoteEngine(endpoint);
  return data === undefined ? memoryEngine({ region, isolate, tables }) : keptEngine({ region, path: data, tables });
}

/** Whether the address can be listened at, found out by doing so for a moment. */
async function checkAddress(options: ServeOptions): Promise<void> {
  const { host, port } = options;
  const server = createServer({ execute: () => Promise.reject(new Error('it is not served yet')) }, { host, port });
  await listen(server, options);
  await server.close();
}

async function listen(server: DynamoDbServer, { host, port }: ServeOptions): Promise<string> {
  try {
    return await server.listen();
  } catch (error) {
    throw new UsageError(whyNot(error, host, port));
  }
}

function whyNot(error: unknown, host: string, port: number): string {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `port ${port} is in use; --port 0 picks a free one`;
    case 'EACCES':
      return `port ${port} needs rights that this process does not have; those from 1024 on need none`;
    case 'EADDRNOTAVAIL':
      return `${host} is no address of this machine; --host 0.0.0.0 means all that it has`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `there is no host ${host}; --host takes an address of this machine`;
    default:
      return `cannot listen: ${reasonOf(error)}`;
  }
}

/** A server that hands requests on to itself would never answer. */
function refuseItself(served: string, endpoint: string | undefined): void {
  if (endpoint === undefined || placeOf(served) !== placeOf(endpoint)) return;
  throw new ArgumentError(`--endpoint ${endpoint} is this server itself; --port gives it another port`);
}

/** Host and port, in one form for all the names of this machine. */
function placeOf(endpoint: string): string {
  if (!URL.canParse(endpoint)) return endpoint; // an address with a zone, which no URL can have
  const { protocol, hostname, port } = new URL(endpoint);
  const isHere = isLocalHost(hostname) || hostname === '0.0.0.0' || hostname === '[::]';
  return `${isHere ? 'localhost' : hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}

function welcome(endpoint: string, { keeping }: Engine, { host, region, credentials }: ServeOptions): string {
  const [key] = Object.keys(credentials ?? {});
  const variables =
    key === undefined
      ? 'any, such as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY set to x'
      : `AWS_ACCESS_KEY_ID set to ${key}, AWS_SECRET_ACCESS_KEY set to its secret`;
  return [
    `dynarepo serves DynamoDB at ${endpoint} (${keeping})`,
    ...(isOpen(host) ? ['  It is open to the network: other machines reach it at this port as well'] : []),
    `  AWS CLI:      aws dynamodb list-tables --endpoint-url ${endpoint} --region ${region}`,
    `  SDKs:         AWS_ENDPOINT_URL_DYNAMODB set to ${endpoint}, or the setting endpoint; Region ${region}`,
    `  credentials:  ${variables}`,
  ].join('\n');
}

function isOpen(host: string): boolean {
  const url = `http://${host.includes(':') ? `[${host}]` : host}`;
  // There an address is written in one way only.
  return !(URL.canParse(url) && isLocalHost(new URL(url).hostname));
}

/** Resolves when the process is asked to end; who asks twice does not want to wait. */
function ending(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve();
      });
    }
  });
}

/** An engine that does not answer is told in one line, which the log has already; anything else is a fault of ours. */
function warnOfFailure(error: unknown, { log }: ServeOptions): void {
  if (!(error instanceof DynarepoError)) warn(error instanceof Error ? (error.stack ?? error.message) : String(error));
  else if (!log) warn(reasonOf(error));
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
