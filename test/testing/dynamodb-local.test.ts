import { execFile } from 'node:child_process';
import { startDynamoDbLocal } from 'dynarepo/testing';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';

const test = suite('startDynamoDbLocal');

test('uses the endpoint it is given, and starts nothing', async () => {
  const local = await startDynamoDbLocal({ endpoint: 'http://127.0.0.1:1' });
  assert.is(local.endpoint, 'http://127.0.0.1:1');
  await local.stop();
});

test('says in one line that no container runtime answers', async () => {
  const { output } = await startElsewhere({ DOCKER_HOST: 'tcp://127.0.0.1:1' });
  assert.is(
    output.trim(),
    'No container runtime answers, so DynamoDB Local cannot be started: start Docker, or set DYNAMODB_ENDPOINT to an engine that runs',
  );
});

test('uses the endpoint that the environment names', async () => {
  const { output } = await startElsewhere({ DYNAMODB_ENDPOINT: 'http://127.0.0.1:2' });
  assert.is(output.trim(), 'http://127.0.0.1:2');
});

// Only where the integration run has shown that containers can be had: it starts its own through the same function.
if (process.env.DYNAMODB_ENDPOINT !== undefined) {
  test('hands out an adapter that is connected to the engine', async () => {
    const local = await startDynamoDbLocal();
    const { TableNames } = await local.db.execute('ListTables', {});
    assert.ok(Array.isArray(TableNames));
    await local.stop();
  });
}

test.run();

/** Starts one in a process of its own, so that the environment is its own too; gives back endpoint or message. */
function startElsewhere(env: NodeJS.ProcessEnv): Promise<{ readonly output: string }> {
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
