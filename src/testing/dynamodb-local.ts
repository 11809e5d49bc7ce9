import { AwsDynamoDb } from '../adapters/dynamodb/aws-dynamodb.ts';
import { isModuleMissing } from '../adapters/dynamodb/clients.ts';
import { isError } from '../domain/brands.ts';
import { DynarepoError } from '../domain/errors.ts';
import { checkOptions, type OptionNames } from '../domain/options.ts';

/** Options of `startDynamoDbLocal`. */
export interface DynamoDbLocalOptions {
  /** Container image. Default: `dynamoDbLocalImage`. */
  readonly image?: string | undefined;
  /** URL of a running engine to use instead of a container. Default: the environment variable `DYNAMODB_ENDPOINT`. */
  readonly endpoint?: string | undefined;
  /** Time limit for the start of the container, in milliseconds. Default: 60,000. */
  readonly startupTimeoutMs?: number | undefined;
}

/** A running DynamoDB Local. */
export interface DynamoDbLocal {
  /** URL for any client, which must set a region and credentials; any values are accepted. */
  readonly endpoint: string;
  /** A connected adapter. */
  readonly db: AwsDynamoDb;
  /** Closes the adapter, and stops and removes the container if one was started. */
  stop(): Promise<void>;
}

/** The default image of `startDynamoDbLocal`. */
export const dynamoDbLocalImage = 'amazon/dynamodb-local:3.3.1';

const optionNames: OptionNames<DynamoDbLocalOptions> = {
  endpoint: 'string',
  image: 'text',
  startupTimeoutMs: 'milliseconds',
};

const port = 8000;
const defaultStartupTimeoutMs = 60_000;

/**
 * Starts Amazon's DynamoDB Local in a container, in memory, with one database for all regions and credentials.
 *
 * Requires the package `testcontainers` and a container runtime such as Docker. Start it once for a whole test run,
 * outside hooks with a time limit: the first run pulls the image.
 *
 * @example
 * import { suite } from 'uvu';
 * import { repository, entity, string } from 'dynarepo';
 * import { startDynamoDbLocal } from 'dynarepo/testing';
 *
 * const local = await startDynamoDbLocal();
 * const User = entity('User', { table: 'users', attributes: { name: string() }, key: { partition: 'name' } });
 *
 * const users = suite('users');
 * users('are stored', async () => {
 *   const repo = repository(User, local.db);
 *   await repo.table.ensure();
 *   await repo.create({ name: 'Jane' });
 * });
 * users.after(() => local.stop());
 * users.run();
 *
 * @throws DynarepoError - an option is invalid, `testcontainers` is not installed, no container runtime responds, or the container did not start.
 */
export async function startDynamoDbLocal(options: DynamoDbLocalOptions = {}): Promise<DynamoDbLocal> {
  checkOptions('startDynamoDbLocal', options, optionNames);
  const endpoint = options.endpoint ?? process.env.DYNAMODB_ENDPOINT;
  if (endpoint !== undefined && endpoint !== '') return connect(endpoint, async () => {});
  const container = await startContainer(options);
  return connect(`http://${container.getHost()}:${container.getMappedPort(port)}`, async () => {
    await container.stop();
  });
}

function connect(endpoint: string, release: () => Promise<void>): DynamoDbLocal {
  const db = new AwsDynamoDb({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  return {
    endpoint,
    db,
    stop: async () => {
      db.close();
      await release();
    },
  };
}

async function startContainer(options: DynamoDbLocalOptions) {
  const { GenericContainer, Wait } = await loadTestcontainers();
  const image = options.image ?? dynamoDbLocalImage;
  try {
    return await new GenericContainer(image)
      .withExposedPorts(port)
      .withCommand(['-jar', 'DynamoDBLocal.jar', '-inMemory', '-sharedDb'])
      // A running DynamoDB Local responds to a plain GET with status 400.
      .withWaitStrategy(Wait.forHttp('/', port).forStatusCode(400))
      .withStartupTimeout(options.startupTimeoutMs ?? defaultStartupTimeoutMs)
      .start();
  } catch (error) {
    throw startFailure(image, error);
  }
}

async function loadTestcontainers() {
  try {
    return await import('testcontainers');
  } catch (cause) {
    const message = isModuleMissing(cause)
      ? 'startDynamoDbLocal needs the package "testcontainers": npm install --save-dev testcontainers'
      : `the package "testcontainers" does not load (version 12 needs Node 22.22): ${reasonOf(cause)}`;
    throw new DynarepoError('MISSING_PACKAGE', message, { cause });
  }
}

/** Converts an error of testcontainers, thrown when a container of `image` does not start, to an error of one line. */
function startFailure(image: string, cause: unknown): DynarepoError {
  const reason = reasonOf(cause);
  // testcontainers 10.0 gives no reason if no container runtime responds.
  const message = /^$|container runtime/i.test(reason)
    ? 'DynamoDB Local cannot be started, because no container runtime responds: start Docker, or set DYNAMODB_ENDPOINT to a running engine'
    : `DynamoDB Local did not start from the image ${image}: ${reason.split('\n')[0]}`;
  return new DynarepoError('MISSING_PACKAGE', message, { cause });
}

function reasonOf(cause: unknown): string {
  return isError(cause) ? cause.message : String(cause);
}
