import type { DynamoDb } from '../domain/dynamodb.ts';
import type { Engine } from './engine.ts';
import { ArgumentError, codeOf, UsageError } from './usage-error.ts';

/** Where an engine is that speaks DynamoDB's HTTP API; without an endpoint it is AWS itself. */
export interface Remote {
  readonly endpoint?: string | undefined;
  readonly region?: string | undefined;
  /** Used where the engine is not AWS itself, whose own credentials the SDK finds. */
  readonly accessKeyId?: string | undefined;
}

/** A client of an engine. */
export interface RemoteDynamoDb extends DynamoDb {
  close(): void;
}

/**
 * Connects to an engine.
 *
 * @throws UsageError - the endpoint is no URL, or the SDK is not installed.
 */
export async function connect({ endpoint, region, accessKeyId = 'local' }: Remote): Promise<RemoteDynamoDb> {
  const { AwsDynamoDb } = await loadAdapter();
  if (endpoint === undefined) return new AwsDynamoDb({ region });
  const isAws = /(^|\.)(amazonaws\.com(\.cn)?|api\.aws)$/.test(hostOf(endpoint));
  // Engines of this kind take any signature, and some keep a database for each access key.
  const credentials = isAws ? {} : { credentials: { accessKeyId, secretAccessKey: 'local' } };
  return new AwsDynamoDb({ endpoint, region, ...credentials });
}

/** Hands requests on to another engine, as each caller would make them. */
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
    keeping: `by the engine at ${endpoint}`,
    close: async () => {
      for (const client of clients.values()) (await client).close();
    },
  };
}

function hostOf(endpoint: string): string {
  // Without its scheme the name of a host with a port is a URL as well, of a scheme called `localhost`.
  if (/^https?:/i.test(endpoint) && URL.canParse(endpoint)) return new URL(endpoint).hostname;
  const hint = /^[\w.-]+:\d+(?:\/|$)/.test(endpoint) ? endpoint : 'localhost:8000';
  throw new ArgumentError(`${endpoint || 'an empty endpoint'} is no URL, such as http://${hint}`);
}

async function loadAdapter() {
  // Under Node 20 the SDK's first client warns of its own plans for that version, ahead of anything that is said here.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  try {
    return await import('../adapters/dynamodb/aws-dynamodb.ts');
  } catch (error) {
    if (codeOf(error) !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UsageError('another engine is reached by the AWS SDK: npm install @aws-sdk/client-dynamodb');
  }
}
