import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type * as streams from '@aws-sdk/client-dynamodb-streams';
import { isError } from '../../domain/brands.ts';
import { DynarepoError } from '../../domain/errors.ts';

/** Settings for the SDK's clients, which are the SDK's own but for two defaults. */
export interface AwsDynamoDbSettings extends Omit<DynamoDBClientConfig, 'maxAttempts' | 'region'> {
  /** Unless told otherwise what the SDK finds in environment, profile or instance, or else `us-east-1`. */
  readonly region?: DynamoDBClientConfig['region'] | undefined;
  /** How often a request is sent at most: once unless told otherwise, because repositories know when to retry. */
  readonly maxAttempts?: DynamoDBClientConfig['maxAttempts'] | undefined;
  /** For DynamoDB Streams; unless given it is made as the other client is, with the same endpoint and handler. */
  readonly streamsClient?: streams.DynamoDBStreamsClient | undefined;
}

/** Clients of the SDK that are there already. */
export interface AwsDynamoDbClients {
  /** In place of one that is made with settings. */
  readonly client: DynamoDBClient;
  /** For DynamoDB Streams; unless given it is made with Region, credentials, endpoint and handler of `client`. */
  readonly streamsClient?: streams.DynamoDBStreamsClient | undefined;
}

/** A client for DynamoDB with the settings. */
export function makeClient({ region, maxAttempts = 1, ...settings }: AwsDynamoDbSettings): DynamoDBClient {
  return new DynamoDBClient({ ...settings, maxAttempts, region: region ?? regionOfChain(settings.profile) });
}

/**
 * A client for DynamoDB Streams that reaches the account of `client` by the same means. They share the request handler,
 * so it ends with `client`.
 */
export function makeStreamsClient(sdk: typeof streams, { config }: DynamoDBClient): streams.DynamoDBStreamsClient {
  return new sdk.DynamoDBStreamsClient({
    region: config.region,
    credentials: config.credentials,
    maxAttempts: config.maxAttempts,
    retryMode: config.retryMode,
    requestHandler: config.requestHandler,
    useDualstackEndpoint: config.useDualstackEndpoint,
    useFipsEndpoint: config.useFipsEndpoint,
    logger: config.logger,
    ...(config.endpoint === undefined ? {} : { endpoint: config.endpoint }),
  });
}

/**
 * The package that has the client for DynamoDB Streams.
 *
 * @throws DynarepoError - MISSING_PACKAGE: it is not installed.
 */
export async function loadStreamsPackage(
  load: () => Promise<typeof streams> = () => import('@aws-sdk/client-dynamodb-streams'),
): Promise<typeof streams> {
  try {
    return await load();
  } catch (cause) {
    if (!isModuleMissing(cause)) throw cause;
    const text = 'DynamoDB Streams needs the package "@aws-sdk/client-dynamodb-streams"';
    throw new DynarepoError('MISSING_PACKAGE', `${text}: npm install @aws-sdk/client-dynamodb-streams`, { cause });
  }
}

/** Where nothing else says it. */
const defaultRegion = 'us-east-1';

/** The Region that the SDK finds by itself, which it only tells through a client that is made without one. */
function regionOfChain(profile: string | undefined): () => Promise<string> {
  let found: Promise<string> | undefined;
  return () => {
    found ??= new DynamoDBClient(profile === undefined ? {} : { profile }).config.region().catch((error: unknown) => {
      if (isError(error) && error.message === 'Region is missing') return defaultRegion;
      throw error;
    });
    return found;
  };
}

/** Whether a package could not be imported because it is not installed. */
export function isModuleMissing(error: unknown): boolean {
  return isError(error) && 'code' in error && /MODULE_NOT_FOUND$/.test(String(error.code));
}
