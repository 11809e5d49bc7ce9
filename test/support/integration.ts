// Runs the tests with DynamoDB Local as an adapter beside the memory: `tsx test/support/integration.ts [patterns…]`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startDynamoDbLocal } from 'dynarepo/testing';

const local = await startDynamoDbLocal();
try {
  process.stdout.write(`DynamoDB Local answers at ${local.endpoint}\n`);
  const runner = spawn(
    process.execPath,
    [...process.execArgv, fileURLToPath(new URL('run.ts', import.meta.url)), ...process.argv.slice(2)],
    { env: { ...process.env, DYNAMODB_ENDPOINT: local.endpoint }, stdio: 'inherit' },
  );
  const [code] = await once(runner, 'exit');
  process.exitCode = code === 0 ? 0 : 1;
} finally {
  await local.stop();
}
