import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsDynamoDb } from 'dynarepo/dynamodb';
import * as assert from 'uvu/assert';
import { loadStreamsPackage } from '../../../src/adapters/dynamodb/clients.ts';
import { DynarepoError } from '../../../src/domain/errors.ts';
import { suite } from '../../support/suite.ts';

const test = suite('AwsDynamoDb in its environment');

const folder = mkdtempSync(join(tmpdir(), 'dynarepo-'));
test.after(() => rmSync(folder, { recursive: true }));

/** Nothing of the machine's own settings, and no question to the network about them. */
const bareEnvironment = {
  AWS_CONFIG_FILE: join(folder, 'config'),
  AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
  AWS_EC2_METADATA_DISABLED: 'true',
};

test('reports an endpoint without a server as retryable', async () => {
  const endpoint = `http://127.0.0.1:${await closedPort()}`;
  const db = new AwsDynamoDb({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const error = await db.execute('ListTables', {}).catch((thrown: unknown) => thrown);
  db.close();
  assert.instance(error, DynarepoError);
  assert.is(Reflect.get(Object(error), 'code'), 'NO_RESPONSE');
  assert.is(Reflect.get(Object(error), 'retryable'), true);
  assert.match(String(error), /ListTables got no response: connect ECONNREFUSED 127\.0\.0\.1/);
});

test('takes the Region from settings, then environment, then profile, then us-east-1', async () => {
  writeFileSync(join(folder, 'config'), '[profile work]\nregion = ap-south-1\n');
  const script = `
    import { AwsDynamoDb } from 'dynarepo/dynamodb';
    const hosts = [];
    const requestHandler = { handle: async ({ hostname }) => { hosts.push(hostname); throw new Error('no network') } };
    const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
    const ask = (settings) => new AwsDynamoDb({ requestHandler, credentials, ...settings }).execute('ListTables', {}).catch(() => {});
    await ask({});
    await ask({ profile: 'work' });
    process.env.AWS_REGION = 'eu-north-1';
    await ask({});
    await ask({ region: 'eu-west-3' });
    console.log(hosts.join(' '));
  `;
  const hosts = ['us-east-1', 'ap-south-1', 'eu-north-1', 'eu-west-3'].map(
    (region) => `dynamodb.${region}.amazonaws.com`,
  );
  assert.is(await runScript(script), hosts.join(' '));
});

test('loads without the DynamoDB Streams package, and names it when it is needed', async () => {
  const script = `
    import { register } from 'node:module';
    const hooks = \`export async function resolve(specifier, context, next) {
      if (!specifier.includes('client-dynamodb-streams')) return next(specifier, context);
      throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' });
    }\`;
    register('data:text/javascript,' + encodeURIComponent(hooks));
    const { AwsDynamoDb } = await import('dynarepo/dynamodb');
    const error = await new AwsDynamoDb({ region: 'us-east-1' }).execute('ListStreams', {}).catch((error) => error);
    console.log(error.code + ': ' + error.message);
  `;
  assert.is(
    await runScript(script),
    'MISSING_PACKAGE: DynamoDB Streams needs the package "@aws-sdk/client-dynamodb-streams": npm install @aws-sdk/client-dynamodb-streams',
  );
});

test('does not report a broken package as missing', async () => {
  const broken = new SyntaxError('Unexpected token');
  const error = await loadStreamsPackage(() => Promise.reject(broken)).catch((thrown: unknown) => thrown);
  assert.is(error, broken);
});

test.run();

/** A port that was free a moment ago. */
function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 1));
    });
  });
}

/** What a script prints that runs in a process of its own, in an environment of its own. */
function runScript(script: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--no-warnings', '--import', 'tsx', '--input-type=module', '--eval', script],
      { env: bareEnvironment },
      (error, stdout, stderr) => (error === null ? resolve(stdout.trim()) : reject(new Error(stderr))),
    );
  });
}
