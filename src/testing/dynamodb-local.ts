import { AwsDynamoDb } from '../adapters/dynamodb/aws-dynamodb.ts';
import { isModuleMissing } from '../adapters/dynamodb/clients.ts';
import { isError } from '../domain/brands.ts';
import { DynarepoError } from '../domain/errors.ts';

/** How to start DynamoDB Local. */
export interface DynamoDbLocalOptions {
  /** Image to run; by default `amazon/dynamodb-local` with a pinned tag. */
  readonly image?: string | undefined;
  /** Uses the engine at this URL and starts nothing; by default what the environment variable `DYNAMODB_ENDPOINT` says. */
  readonly endpoint?: string | undefined;
  /** How long the container may take until it answers, in milliseconds; by default one minute. */
  readonly startupTimeoutMs?: number | undefined;
}

/** A running DynamoDB Local. */
export interface DynamoDbLocal {
  /** URL for any client; region and credentials may be anything, but must be given. */
  readonly endpoint: string;
  /** An adapter that is connected to it. */
  readonly db: AwsDynamoDb;
  /** Closes the adapter, and stops and removes the container that was started. */
  stop(): Promise<void>;
}

/** The image that `startDynamoDbLocal` runs unless told otherwise. */
export const dynamoDbLocalImage = 'amazon/dynamodb-local:3.3.1';

const port = 8000;
const defaultStartupTimeoutMs = 60_000;

/**
 * Starts Amazon's DynamoDB Local in a container, in memory, with one database for all regions and credentials.
 *
 * It needs the package `testcontainers` and a container runtime such as Docker. Start it once for a whole test run, and
 * not in a hook whose time is limited: the first run pulls the image.
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
 * users('are kept', async () => {
 *   const repo = repository(User, local.db);
 *   await repo.table.ensure();
 *   await repo.create({ name: 'Jane' });
 * });
 * users.after(() => local.stop());
 * users.run();
 *
 * @throws DynarepoError - `testcontainers` is not installed, no container runtime answers, or the container did not start.
 */
export async function startDynamoDbLocal(options: DynamoDbLocalOptions = {}): Promise<DynamoDbLocal> {
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
      // It refuses a plain GET, which is how it shows that it is up.
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

/** One clear line for what testcontainers throws when a container of `image` does not start. */
function startFailure(image: string, cause: unknown): DynarepoError {
  const reason = reasonOf(cause);
  // Versions 10.0 of testcontainers give no reason at all where no container runtime answers.
  const message = /^$|container runtime/i.test(reason)
    ? 'No container runtime answers, so DynamoDB Local cannot be started: start Docker, or set DYNAMODB_ENDPOINT to an engine that runs'
    : `DynamoDB Local did not start from the image ${image}: ${reason.split('\n')[0]}`;
  return new DynarepoError('MISSING_PACKAGE', message, { cause });
}

function reasonOf(cause: unknown): string {
  return isError(cause) ? cause.message : String(cause);
}
