import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeItem } from '../items.ts';
import { dynaliteServer, type RunningServer, type ServerProgram, Servers } from '../servers.ts';
import { columns, type MeasuredBuilds } from '../targets/engine-rows.ts';
import { Connection, requestBytes } from './connection.ts';
import { processorTimeNs } from './processor-time.ts';
import { putsFrom, TableName, tableNamed } from './transport-requests.ts';

/** The columns of servers that are not builds of this project. */
export const serverColumns = {
  canned: 'node:http, canned',
  dynoxide: 'Dynoxide',
  dynalite: 'dynalite',
  local: 'DynamoDB Local',
} as const;

/** A server with the table, and connections to it. */
export interface TransportEngine {
  readonly name: string;
  readonly connections: readonly Connection[];
  /** The processor time of the server's process so far. */
  readonly workedNs: () => number;
}

/** Engines that are ready. */
export interface TransportEngines {
  readonly engines: readonly TransportEngine[];
  readonly stop: () => void;
}

/** How many connections an engine has; each has one request at a time. */
export const connectionCount = 4;

/**
 * Starts the servers of the builds, `node:http` with a canned response, dynalite, and Dynoxide where `dynoxide` is on the
 * PATH; DynamoDB Local is used where `DYNAMODB_ENDPOINT` and `DYNAMODB_PID` name one. All have the same items.
 */
export async function startTransportEngines(
  { today, own }: MeasuredBuilds<string>,
  itemCount: number,
): Promise<TransportEngines> {
  const servers = new Servers();
  const connections: Connection[] = [];
  const stop = () => {
    for (const connection of connections) connection.close();
    servers.stop();
  };
  try {
    const engines: TransportEngine[] = [];
    const programs = [
      ...(today === undefined ? [] : [buildServer(columns.today, today)]),
      buildServer(columns.own, own),
    ];
    programs.push(cannedServer, dynaliteServer, ...(hasDynoxide() ? [dynoxideServer] : []));
    const running: RunningServer[] = [];
    for (const program of programs) running.push(await servers.start(program));
    for (const server of [...running, ...givenLocal()]) {
      const own = Array.from({ length: connectionCount }, () => new Connection(server.endpoint));
      connections.push(...own);
      if (server.name !== serverColumns.canned) await fill(own, itemCount);
      engines.push({ name: server.name, connections: own, workedNs: () => workedBy(server) });
    }
    return { engines, stop };
  } catch (error) {
    stop();
    throw error;
  }
}

function buildServer(name: string, checkout: string): ServerProgram {
  return { name, argumentsFor: (port) => [join(checkout, 'dist', 'cli', 'main.js'), 'serve', '--port', port] };
}

const cannedServer: ServerProgram = {
  name: serverColumns.canned,
  argumentsFor: (port) => [
    fileURLToPath(new URL('canned-server.mjs', import.meta.url)),
    port,
    JSON.stringify({ Item: makeItem(0) }),
  ],
};

const dynoxideServer: ServerProgram = {
  name: serverColumns.dynoxide,
  command: 'dynoxide',
  argumentsFor: (port) => ['--port', port],
};

function hasDynoxide(): boolean {
  return spawnSync('dynoxide', ['--version'], { stdio: 'ignore' }).status === 0;
}

function givenLocal(): readonly RunningServer[] {
  const { DYNAMODB_ENDPOINT: endpoint, DYNAMODB_PID: pid } = process.env;
  return endpoint && pid ? [{ name: serverColumns.local, endpoint, pid: Number(pid) }] : [];
}

/** Creates the table and writes its items. */
async function fill([connection]: readonly Connection[], itemCount: number): Promise<void> {
  await connection?.send(requestBytes('CreateTable', tableNamed(TableName)));
  const described = requestBytes('DescribeTable', { TableName });
  while ((await connection?.send(described))?.includes('"TableStatus":"CREATING"'));
  for (let first = 0; first < itemCount; first += 25) {
    await connection?.send(requestBytes('BatchWriteItem', putsFrom(first, 25)));
  }
}

function workedBy({ name, pid }: RunningServer): number {
  const ns = pid === undefined ? undefined : processorTimeNs(pid);
  if (ns === undefined) throw new Error(`the processor time of ${name} is unknown`);
  return ns;
}
