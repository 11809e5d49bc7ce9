// Compiles and runs the recipes of docs/http.md on the packed package: in Fastify, in NestJS, and as a function of AWS Lambda with the
// oldest SDK. Each line that a recipe prints is compared with the comment beside it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, compile, finish, install, pack, pinned, project, root, run } from './packed.ts';

const sdk = ['@aws-sdk/client-dynamodb', '@aws-sdk/client-dynamodb-streams'];
const tarball = pack();
const recipes = readRecipes();

/** Invokes the bundled handler as Lambda does. */
const invocation = `
import assert from 'node:assert/strict';
import { createServer } from 'dynarepo/http';
import { MemoryDynamoDb } from 'dynarepo/memory';

const server = createServer(new MemoryDynamoDb(), { port: 0 });
process.env.AWS_ENDPOINT_URL_DYNAMODB = await server.listen();
Object.assign(process.env, { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' });
const { handler } = await import('./index.mjs');
const call = (method, pathParameters, others = {}, ms = 5_000) =>
  handler({ requestContext: { http: { method } }, pathParameters, ...others }, { getRemainingTimeInMillis: () => ms });
const status = async (...request) => (await call(...request)).statusCode;

assert.equal(await status('GET', { team: 'blue', email: 'a' }), 500, 'no table');
const { AwsDynamoDb } = await import('dynarepo/dynamodb');
const { repository } = await import('dynarepo');
const { User } = await import('./built/users.js');
await repository(User, new AwsDynamoDb()).table.ensure();
assert.equal(await status('POST', { team: 'blue' }, { body: '{"email":"a"}' }), 200);
assert.equal(await status('POST', { team: 'blue' }, { body: '{"email":"a"}' }), 409);
assert.equal(await status('POST', { team: 'blue' }, { body: '{' }), 400);
assert.equal(await status('GET', { team: 'blue', email: 'b' }), 404);
assert.equal(await status('GET', { team: 'blue' }, { queryStringParameters: { cursor: 'x' } }), 400);
assert.equal(await status('GET', { team: 'blue' }, {}, 0), 503, 'no time left');
assert.deepEqual(JSON.parse((await call('GET', { team: 'blue' })).body).items, [{ team: 'blue', email: 'a', version: 1 }]);
await server.close();
`;

framework('fastify', ['fastify@5.12.8']);
framework('nest', [
  '@nestjs/common@12.5.1',
  '@nestjs/core@12.5.1',
  '@nestjs/platform-express@12.5.1',
  'rxjs@7.8.2',
  ...pinned('reflect-metadata'),
]);
lambda();
finish();

function framework(name: string, packages: readonly string[]): void {
  const folder = projectWith(name, [...packages, ...pinned(...sdk)]);
  check(`the recipe ${name}.ts compiles`, () => compileRecipe(folder, `${name}.ts`));
  check(`the recipe ${name}.ts prints what its comments state`, () => {
    const printed = run(folder, [process.execPath, `built/${name}.js`]).trim();
    const code = recipes.get(`${name}.ts`) ?? '';
    const expected = [...code.matchAll(/^console\.log\(.*\); *\/\/ (.*)$/gm)].map(([, comment]) => comment).join('\n');
    if (printed !== expected || expected === '') throw new Error(`it printed\n${printed}\ninstead of\n${expected}`);
  });
}

/** The handler, bundled as the page shows, with the SDK of an older runtime beside it. */
function lambda(): void {
  const folder = projectWith('lambda', [
    '@aws-sdk/client-dynamodb@3.538.0',
    '@aws-sdk/client-dynamodb-streams@3.540.0',
    ...pinned('esbuild'),
  ]);
  check('the recipe lambda.ts compiles', () => compileRecipe(folder, 'lambda.ts'));
  check('its bundle leaves the SDK out and runs with an older one', () => {
    const command =
      /^npx (esbuild lambda\.ts .*)$/m.exec(readFileSync(join(root, 'docs', 'http.md'), 'utf8'))?.[1] ?? '';
    run(folder, ['npx', ...command.replaceAll('"', '').split(' ')]);
    writeFileSync(join(folder, 'invoke.mjs'), invocation);
    run(folder, [process.execPath, 'invoke.mjs']);
  });
}

function projectWith(name: string, packages: readonly string[]): string {
  const folder = project(name);
  install(folder, [tarball, ...packages, ...pinned('@types/node')]);
  for (const [file, code] of recipes) writeFileSync(join(folder, file), code);
  return folder;
}

function compileRecipe(folder: string, file: string): void {
  const settings = ['--ignoreConfig', '--module', 'NodeNext', '--skipLibCheck', '--experimentalDecorators'];
  compile(folder, [...settings, '--rewriteRelativeImportExtensions', '--outDir', 'built', file, 'users.ts']);
}

/** The blocks of the page that begin with the name of their file. */
function readRecipes(): ReadonlyMap<string, string> {
  const page = readFileSync(join(root, 'docs', 'http.md'), 'utf8');
  const blocks = [...page.matchAll(/^```(?:ts|typescript)\n(\/\/ ([\w-]+\.ts)\n[\s\S]*?)^```$/gm)];
  return new Map(blocks.map(([, code = '', file = '']) => [file, code]));
}
