import type { DynamoDb } from '../domain/dynamodb.ts';
import type { Engine } from './engine.ts';
import { ArgumentError, codeOf, UsageError } from './usage-error.ts';

/** The address of an engine with DynamoDB's HTTP API; without an endpoint it is AWS itself. */
export interface Remote {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  /** For engines other than AWS; for AWS the SDK finds the credentials. */
  readonly accessKeyId?: string | undefined;
}

/** A client of an engine. */
export interface RemoteDynamoDb extends DynamoDb {
  close(): void;
}

/**
 * Connects to an engine.
 *
 * @throws UsageError - the endpoint is not a URL, or the SDK is not installed.
 */
export async function connect({ endpoint, region, accessKeyId = 'local' }: Remote): Promise<RemoteDynamoDb> {
  const { AwsDynamoDb } = await loadAdapter();
  if (endpoint === undefined) return new AwsDynamoDb({ region });
  const isAws = /(^|\.)(amazonaws\.com(\.cn)?|api\.aws)$/.test(hostOf(endpoint));
  // Such engines accept any signature, and some have a database for each access key.
  const credentials = isAws ? {} : { credentials: { accessKeyId, secretAccessKey: 'local' } };
  return new AwsDynamoDb({ endpoint, region, ...credentials });
}

/** Returns the name of an engine in messages. */
export function nameOf({ endpoint, region }: Remote): string {
  return endpoint ?? (region === undefined ? 'AWS' : `AWS in ${region}`);
}

/** Returns an engine that forwards requests to another engine, with the caller's Region and access key. */
export async function remoteEngine(endpoint: string): Promise<Engine> {
  const clients = new Map<string, Promise<RemoteDynamoDb>>();
  await connect({ endpoint }).then((db) => db.close());
  return {
    databases: ({ region, accessKeyId }) => {
      const key = `${region}/${accessKeyId}`;
      const client = clients.get(key) ?? connect({ endpoint, region, accessKeyId });
      clients.set(key, client);
      return { execute: async (...request) => (await client).execute(...request) };
    },
    storageDescription: `forwarded to the engine at ${endpoint}`,
    close: async () => {
      for (const client of clients.values()) (await client).close();
    },
  };
}

function hostOf(endpoint: string): string {
  // localhost:8000 is a valid URL too, with the scheme `localhost`.
  if (/^https?:/i.test(endpoint) && URL.canParse(endpoint)) return new URL(endpoint).hostname;
  const hint = /^[\w.-]+:\d+(?:\/|$)/.test(endpoint) ? endpoint : 'localhost:8000';
  throw new ArgumentError(`${endpoint || 'an empty endpoint'} is not a URL such as http://${hint}`);
}

async function loadAdapter() {
  // Under Node 20 the SDK's first client warns of its own plans for that version, ahead of anything that is said here.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  try {
    return await import('../adapters/dynamodb/aws-dynamodb.ts');
  } catch (error) {
    if (codeOf(error) !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError('requests to another engine need the AWS SDK: npm install @aws-sdk/client-dynamodb');
  }
}
