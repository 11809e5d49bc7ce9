import { type DynamoDb, type OperationName, ServiceError, systemClock } from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import type { ConformanceCapabilities } from 'dynarepo/testing';
import { ownedTables } from './owned-tables.ts';

/** Properties of an engine that tests take into account. */
export interface Capabilities extends ConformanceCapabilities {
  /** State can be saved and restored: the adapter is a `MemoryDynamoDb`. */
  readonly snapshots: boolean;
}

/** An implementation of the port that tests run against. */
export interface AdapterUnderTest {
  readonly name:
    | 'memory'
    | 'memory behind a request handler'
    | 'memory over HTTP'
    | 'memory over HTTP, direct'
    | 'DynamoDB Local'
    | 'DynamoDB Local, direct'
    | 'AWS';
  readonly capabilities: Capabilities;
  /** Returns a client: of a new empty engine in memory, of the shared engine elsewhere. */
  open(): Promise<DynamoDb>;
  /** Deletes the tables with names from `tableName`, and closes the clients. */
  close(): Promise<void>;
  /** Returns a unique table name, also among concurrent runs. */
  tableName(prefix: string): string;
}

/**
 * Returns the adapters to run behaviour tests on: always memory, directly and behind each of its transports; DynamoDB
 * Local if `DYNAMODB_ENDPOINT` is set to its URL; AWS if `DYNAMODB_AWS` is 1, with the SDK's own credential chain.
 */
export function adapters(): AdapterUnderTest[] {
  const endpoint = process.env.DYNAMODB_ENDPOINT;
  return [
    memory(),
    memoryBehindRequestHandler(),
    memoryOverHttp(),
    ...(endpoint === undefined || endpoint === '' ? [] : [dynamoDbLocal(endpoint)]),
    ...(process.env.DYNAMODB_AWS === '1' ? [aws()] : []),
  ];
}

/** Returns the adapters to run the conformance suites on: also the direct one, which repositories use as they do any other. */
export function conformanceAdapters(): AdapterUnderTest[] {
  const endpoint = process.env.DYNAMODB_ENDPOINT;
  return [...adapters(), memoryDirect(), ...(endpoint === undefined || endpoint === '' ? [] : [localDirect(endpoint)])];
}

function memory(): AdapterUnderTest {
  return {
    name: 'memory',
    capabilities: { indexesLag: false, tablesTakeTime: false, snapshots: true },
    open: async () => new MemoryDynamoDb(),
    close: async () => {},
    tableName: ownedTables().name,
  };
}

function memoryBehindRequestHandler(): AdapterUnderTest {
  return remote({
    name: 'memory behind a request handler',
    capabilities: { indexesLag: false, tablesTakeTime: false, snapshots: false },
    isTransient: true,
    connect: async () => {
      const { AwsDynamoDb } = await import('dynarepo/dynamodb');
      const { fakeCredentials, requestHandler } = await import('dynarepo/http');
      return new AwsDynamoDb({
        region: 'us-east-1',
        credentials: fakeCredentials,
        requestHandler: requestHandler(new MemoryDynamoDb()),
      });
    },
  });
}

function memoryOverHttp(): AdapterUnderTest {
  return remote({
    name: 'memory over HTTP',
    capabilities: { indexesLag: false, tablesTakeTime: false, snapshots: false },
    isTransient: true,
    connect: async () => {
      const { AwsDynamoDb } = await import('dynarepo/dynamodb');
      const { createServer, fakeCredentials } = await import('dynarepo/http');
      const server = createServer(new MemoryDynamoDb(), { port: 0 });
      const endpoint = await server.listen();
      const db = new AwsDynamoDb({ endpoint, region: 'us-east-1', credentials: fakeCredentials });
      return {
        execute: (operation, input, options) => db.execute(operation, input, options),
        close: async () => {
          db.close();
          await server.close();
        },
      };
    },
  });
}

/** The server verifies the signatures. */
function memoryDirect(): AdapterUnderTest {
  return remote({
    name: 'memory over HTTP, direct',
    capabilities: { indexesLag: false, tablesTakeTime: false, snapshots: false },
    isTransient: true,
    connect: async () => {
      const { DirectDynamoDb } = await import('dynarepo/direct');
      const { createServer } = await import('dynarepo/http');
      const server = createServer(new MemoryDynamoDb(), { port: 0, credentials: { tester: 'secret' } });
      const credentials = { accessKeyId: 'tester', secretAccessKey: 'secret' };
      const db = new DirectDynamoDb({ endpoint: await server.listen(), region: 'us-east-1', credentials });
      return {
        execute: (operation, input, options) => db.execute(operation, input, options),
        close: async () => {
          db.close();
          await server.close();
        },
      };
    },
  });
}

function localDirect(endpoint: string): AdapterUnderTest {
  return remote({
    name: 'DynamoDB Local, direct',
    capabilities: { indexesLag: true, tablesTakeTime: false, snapshots: false },
    connect: async () => {
      const { DirectDynamoDb } = await import('dynarepo/direct');
      const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
      const db = new DirectDynamoDb({ endpoint, region: 'us-east-1', credentials });
      return { execute: retryingForOthers(db), close: () => db.close() };
    },
  });
}

function dynamoDbLocal(endpoint: string): AdapterUnderTest {
  return remote({
    name: 'DynamoDB Local',
    capabilities: { indexesLag: true, tablesTakeTime: false, snapshots: false },
    connect: async () => {
      const { AwsDynamoDb } = await import('dynarepo/dynamodb');
      const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
      const db = new AwsDynamoDb({ endpoint, region: 'us-east-1', credentials });
      return { execute: retryingForOthers(db), close: () => db.close() };
    },
  });
}

/**
 * Retries what can fail because concurrent test files share the engine. Observed: DynamoDB Local 3.3.1 returns
 * InternalFailure for new tables and updates with provisioned throughput, and changes nothing, while another process creates or
 * deletes tables; it backfills the new indexes of at most five tables at a time.
 */
function retryingForOthers(db: DynamoDb): DynamoDb['execute'] {
  const execute: DynamoDb['execute'] = async (operation, input, options) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await db.execute(operation, input, options);
      } catch (error) {
        if (!(error instanceof ServiceError) || attempt >= mostAttempts(operation, error)) throw error;
        await systemClock.sleep(20 * attempt);
      }
    }
  };
  return execute;
}

/** Some updates always fail with InternalFailure, so they are retried seldom. */
function mostAttempts(operation: OperationName, { name, message }: ServiceError): number {
  if (operation === 'CreateTable' && name === 'InternalFailure') return 10;
  if (operation === 'UpdateTable' && name === 'InternalFailure') return 5;
  return operation === 'UpdateTable' && message.includes('Only 5 tables with online indexes') ? 30 : 1;
}

function aws(): AdapterUnderTest {
  return remote({
    name: 'AWS',
    capabilities: { indexesLag: true, tablesTakeTime: true, snapshots: false },
    connect: async () => {
      const { AwsDynamoDb } = await import('dynarepo/dynamodb');
      return new AwsDynamoDb({ maxAttempts: 8 });
    },
  });
}

interface Remote {
  readonly name: AdapterUnderTest['name'];
  readonly capabilities: Capabilities;
  /** The engine and its tables are deleted when its client is closed. */
  readonly isTransient?: boolean;
  readonly connect: () => Promise<DynamoDb & { close(): void | Promise<void> }>;
}

function remote({ name, capabilities, isTransient = false, connect }: Remote): AdapterUnderTest {
  const tables = ownedTables();
  let client: ReturnType<Remote['connect']> | undefined;
  return {
    name,
    capabilities,
    open: () => {
      client ??= connect();
      return client;
    },
    close: async () => {
      if (client === undefined) return;
      const db = await client;
      client = undefined;
      if (!isTransient) await tables.deleteAll(db);
      await db.close();
    },
    tableName: tables.name,
  };
}
