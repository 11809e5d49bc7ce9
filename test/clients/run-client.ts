import { join } from 'node:path';
import { createServer } from 'dynarepo/http';
import { type Faults, MemoryDynamoDb, memoryAdmin, throttled } from 'dynarepo/memory';
import { clientsFolder } from './install-once.ts';
import { type CommandOptions, runCommand } from './run-command.ts';

const accessKeyId = 'AKIDEXAMPLE';
const secretAccessKey = 'secret';
const region = 'eu-west-3';

/** Throttles a few requests, the third among them: every client must retry them. */
const faults: Faults = ({ number }) => (number % 50 === 3 ? throttled() : undefined);

/**
 * Runs a program of a client against a new, empty database over HTTP that checks signatures and accepts admin requests. The
 * program reads its settings from the environment variables of AWS's clients, and its exit code reports success.
 */
export async function runClient(command: readonly string[], options: CommandOptions = {}): Promise<void> {
  const failures: unknown[] = [];
  const db = new MemoryDynamoDb({ region, faults });
  const server = createServer(db, {
    port: 0,
    admin: memoryAdmin(db),
    credentials: { [accessKeyId]: secretAccessKey },
    onFailure: (error) => failures.push(error),
  });
  try {
    const environment = { ...environmentFor(await server.listen()), ...options.environment };
    await runCommand(command, { ...options, environment });
  } finally {
    await server.close();
  }
  if (failures.length > 0) throw new AggregateError(failures, `the server failed: ${failures.map(String).join('; ')}`);
}

/** Returns the environment variables that lead AWS's clients to an endpoint, without settings of the user. */
export function environmentFor(endpoint: string): Readonly<Record<string, string>> {
  const nowhere = join(clientsFolder, 'no-such-file');
  return {
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_CONFIG_FILE: nowhere,
    AWS_SHARED_CREDENTIALS_FILE: nowhere,
    AWS_EC2_METADATA_DISABLED: 'true',
    NO_PROXY: '127.0.0.1',
  };
}
