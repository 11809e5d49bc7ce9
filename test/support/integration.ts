// Runs the tests on a real engine besides the memory adapter: `tsx test/support/integration.ts [patterns…]`. The engine
// is DynamoDB Local, in a container or at the URL in DYNAMODB_ENDPOINT; with DYNAMODB_AWS=1 it is AWS.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startDynamoDbLocal } from 'dynarepo/testing';

if (process.env.DYNAMODB_AWS === '1') {
  process.stdout.write(
    'running on AWS with the default credentials; tables have unique names and are deleted at the end\n',
  );
  await runTests(process.env);
} else {
  const local = await startDynamoDbLocal();
  try {
    process.stdout.write(`DynamoDB Local is running at ${local.endpoint}\n`);
    await runTests({ ...process.env, DYNAMODB_ENDPOINT: local.endpoint });
  } finally {
    await local.stop();
  }
}

async function runTests(env: NodeJS.ProcessEnv): Promise<void> {
  const runner = spawn(
    process.execPath,
    [...process.execArgv, fileURLToPath(new URL('run.ts', import.meta.url)), ...process.argv.slice(2)],
    { env, stdio: 'inherit' },
  );
  const [code] = await once(runner, 'exit');
  process.exitCode = code === 0 ? 0 : 1;
}
