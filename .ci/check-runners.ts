// Runs one program on the packed package under each test runner that users have, and a bundle for browsers without Node.
import { copyFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { check, consumers, finish, install, pack, pinned, project, root, run } from './packed.ts';

const example = join(root, 'examples', 'jest-commonjs');
const folder = project('runners');
const moduleFlag = { NODE_OPTIONS: '--experimental-vm-modules' };

install(folder, [
  pack(),
  ...pinned('@aws-sdk/client-dynamodb', '@aws-sdk/client-dynamodb-streams', 'inversify', 'reflect-metadata', 'uvu'),
  ...exampleDependencies(),
  'jest-environment-jsdom@30.5.2',
  'mocha@12.0.3',
  'vitest@4.1.12',
]);
copyFileSync(join(consumers, 'exercise.mjs'), join(folder, 'exercise.mjs'));
cpSync(example, join(folder, 'jest-commonjs'), { recursive: true });

const vitest = "import { test } from 'vitest';";
runner('vitest', vitest, ['npx', 'vitest', 'run', '--testTimeout=60000', './vitest.test.mjs']);
runner('vitest-vm', vitest, [
  'npx',
  'vitest',
  'run',
  '--testTimeout=60000',
  '--pool=vmThreads',
  './vitest-vm.test.mjs',
]);
runner('jest', '', ['npx', 'jest', '--testTimeout=60000', '--testMatch', '**/jest.test.mjs'], moduleFlag);
runner('mocha', 'const test = it;', ['npx', 'mocha', '--timeout', '60000', 'mocha.test.mjs']);
runner('node', "import { test } from 'node:test';", [process.execPath, '--test', 'node.test.mjs']);
runner('uvu', "import { test } from 'uvu';\nqueueMicrotask(test.run);", [process.execPath, 'uvu.test.mjs']);
check('Jest in the jsdom environment, without TextEncoder', () => {
  writeTest('jsdom', '', '{ isServed: false }');
  run(folder, ['npx', 'jest', '--testTimeout=60000', '--env', 'jsdom', '--testMatch', '**/jsdom.test.mjs'], moduleFlag);
});
check('Jest in CommonJS mode, with the package transformed', () => jest('jest.config.js'));
check('Jest in CommonJS mode, with the package bundled', () => jest('jest.bundled.config.js'));
check('a bundle for browsers runs without Node', runBundle);
finish();

function runner(name: string, imports: string, command: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  check(`${name} runs a program`, () => {
    writeTest(name, imports);
    run(folder, command, env);
  });
}

function writeTest(name: string, imports: string, options = ''): void {
  const code = `${imports}\nimport { exercise } from './exercise.mjs';\ntest('exercise', () => exercise(${options}));\n`;
  writeFileSync(join(folder, `${name}.test.mjs`), code);
}

function jest(config: string): void {
  run(join(folder, 'jest-commonjs'), ['npx', 'jest', '--testTimeout=60000', '--config', config]);
}

function exampleDependencies(): readonly string[] {
  const manifest: unknown = JSON.parse(readFileSync(join(example, 'package.json'), 'utf8'));
  const versions: object = Object(Reflect.get(Object(manifest), 'devDependencies'));
  return Object.entries(versions).map(([name, version]) => `${name}@${version}`);
}

function runBundle(): void {
  for (const file of ['browser.mjs', 'bare-context.mjs']) copyFileSync(join(consumers, file), join(folder, file));
  bundle('browser.mjs', '--format=iife', '--outfile=browser.js');
  run(folder, [process.execPath, 'bare-context.mjs', 'browser.js']);
  writeFileSync(join(folder, 'size.mjs'), "export * from 'dynarepo';\n");
  bundle('size.mjs', '--format=esm', '--outfile=size.js');
  const bytes = readFileSync(join(folder, 'size.js'));
  process.stdout.write(
    `dynarepo for browsers: ${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} gzipped\n`,
  );
}

function bundle(file: string, ...settings: readonly string[]): void {
  run(folder, ['npx', 'esbuild', file, '--bundle', '--minify', '--platform=browser', ...settings]);
}
