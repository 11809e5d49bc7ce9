import { execFile } from 'node:child_process';
import { startDynamoDbLocal } from 'dynarepo/testing';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';

const test = suite('startDynamoDbLocal');

test('uses the given endpoint and starts no container', async () => {
  const local = await startDynamoDbLocal({ endpoint: 'http://127.0.0.1:1' });
  assert.is(local.endpoint, 'http://127.0.0.1:1');
  await local.stop();
});

test('reports in one line that no container runtime responds', async () => {
  const { output } = await startInProcess({ DOCKER_HOST: 'tcp://127.0.0.1:1' });
  assert.is(
    output.trim(),
    'DynamoDB Local cannot be started, because no container runtime responds: start Docker, or set DYNAMODB_ENDPOINT to a running engine',
  );
});

test('uses the endpoint in DYNAMODB_ENDPOINT', async () => {
  const { output } = await startInProcess({ DYNAMODB_ENDPOINT: 'http://127.0.0.1:2' });
  assert.is(output.trim(), 'http://127.0.0.1:2');
});

// Only in the integration run, which sets the variable.
if (process.env.DYNAMODB_ENDPOINT !== undefined) {
  test('returns an adapter that is connected to the engine', async () => {
    const local = await startDynamoDbLocal();
    const { TableNames } = await local.db.execute('ListTables', {});
    assert.ok(Array.isArray(TableNames));
    await local.stop();
  });
}

test.run();

/** Starts DynamoDB Local in a new process with its own environment, and returns the endpoint or the error message. */
function startInProcess(env: NodeJS.ProcessEnv): Promise<{ readonly output: string }> {
  const code = `
    import { startDynamoDbLocal } from 'dynarepo/testing';
    const { endpoint } = await startDynamoDbLocal().catch((error) => ({ endpoint: error.message }));
    console.log(endpoint);
  `;
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', code],
      { env: { PATH: process.env.PATH, ...env } },
      (_error, stdout, stderr) => resolve({ output: stdout === '' ? stderr : stdout }),
    );
  });
}
