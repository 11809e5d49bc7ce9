import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type * as streams from '@aws-sdk/client-dynamodb-streams';
import { isError } from '../../domain/brands.ts';
import { longestTimerMs } from '../../domain/environment.ts';
import { DynarepoError } from '../../domain/errors.ts';

/** All settings of the SDK's `DynamoDBClient`; `region` and `maxAttempts` have other defaults. */
export interface AwsDynamoDbSettings extends Omit<DynamoDBClientConfig, 'maxAttempts' | 'region'> {
  /** Default: the Region that the SDK finds in environment, profile or instance, otherwise `us-east-1`. */
  readonly region?: DynamoDBClientConfig['region'] | undefined;
  /** How often the SDK sends a request at most. Default: 1, because repositories retry. */
  readonly maxAttempts?: DynamoDBClientConfig['maxAttempts'] | undefined;
  /**
   * Milliseconds to connect, until the attempt fails. For the SDK's own request handler only: one passed as `requestHandler` has
   * its own setting. Default: 5,000.
   */
  readonly connectTimeoutMs?: number | undefined;
  /** Milliseconds until a request without a complete response fails, retries of the SDK included. Default: 30,000. */
  readonly requestTimeoutMs?: number | undefined;
  /** The client for DynamoDB Streams. Default: one with the same settings, endpoint and request handler. */
  readonly streamsClient?: streams.DynamoDBStreamsClient | undefined;
}

/** Existing clients of the SDK. */
export interface AwsDynamoDbClients {
  /** The client to use instead of one created from settings. */
  readonly client: DynamoDBClient;
  /** Milliseconds until a request without a complete response fails, retries of the SDK included. Default: 30,000. */
  readonly requestTimeoutMs?: number | undefined;
  /** The client for DynamoDB Streams. Default: one with the Region, credentials, endpoint and request handler of `client`. */
  readonly streamsClient?: streams.DynamoDBStreamsClient | undefined;
}

/** Creates a client for DynamoDB. */
export function makeClient(options: AwsDynamoDbSettings): DynamoDBClient {
  const { region, maxAttempts = 1, connectTimeoutMs = 5_000, requestHandler, ...settings } = options;
  return new DynamoDBClient({
    ...settings,
    maxAttempts,
    region: region ?? regionOfChain(settings.profile),
    requestHandler: handlerWithTimeout(requestHandler, connectTimeoutMs),
  });
}

/** Adds the timeout to the settings of the SDK's own request handler; another request handler stays as it is. */
function handlerWithTimeout(
  handler: DynamoDBClientConfig['requestHandler'],
  connectionTimeout: number,
): NonNullable<DynamoDBClientConfig['requestHandler']> {
  if (handler !== undefined && 'handle' in handler) return handler;
  return { connectionTimeout: Math.min(connectionTimeout, longestConnectTimeoutMs), ...handler };
}

/** The SDK adds to it for timers of its own; a timer that is too long for Node ends at once. */
const longestConnectTimeoutMs = longestTimerMs / 2;

/**
 * Creates a client for DynamoDB Streams with the account, Region and request handler of `client`. They share the request
 * handler, so destroying one closes both.
 */
export function makeStreamsClient(sdk: typeof streams, { config }: DynamoDBClient): streams.DynamoDBStreamsClient {
  if (config === undefined) {
    throw new DynarepoError('BAD_INPUT', 'the client has no config: pass a streamsClient for DynamoDB Streams');
  }
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
 * Loads the package with the client for DynamoDB Streams.
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

/** Used if neither settings nor the SDK's own sources name a Region. */
const defaultRegion = 'us-east-1';

/** Returns the Region that the SDK finds by itself; only a client created without one reveals it. */
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
