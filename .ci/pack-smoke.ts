// Packs the package as it would be published, installs it into empty projects, and uses it there as users do.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'dynarepo-pack-'));
let checks = 0;

const withoutTestcontainers = `
  const { startDynamoDbLocal } = await import('dynarepo/testing');
  await startDynamoDbLocal();
`;

try {
  const tarball = pack();
  const bare = unpackBare(tarball);
  const full = installFull(tarball);

  check('./memory and . load without any package beside', () =>
    node(bare, `await import('dynarepo/memory'); await import('dynarepo');`),
  );
  check('./dynamodb without the SDK says what is missing', () =>
    fails(() => node(bare, `await import('dynarepo/dynamodb');`), /client-dynamodb/),
  );
  for (const entryPoint of entryPoints()) {
    check(`${entryPoint} loads`, () => node(full, `await import('dynarepo${entryPoint.slice(1)}');`));
  }
  check('the command is there, and needs no package', () => {
    commandHelps(mainOf(bare));
    commandHelps(join(full, 'node_modules', '.bin', 'dynarepo'));
  });
  check('the command reads YAML with the only dependency, and without it says what is missing', () => {
    const dependencies = Object.keys(Object(Reflect.get(manifest(), 'dependencies')));
    if (dependencies.join() !== 'yaml') throw new Error(`the dependencies are ${dependencies.join(', ')}`);
    const template = join(work, 'template.yaml');
    writeFileSync(template, 'Resources: { Topic: { Type: AWS::SNS::Topic } }');
    const serve = (folder: string) =>
      execFileSync(process.execPath, [mainOf(folder), 'serve', '--port', '0', '--tables', template], { stdio: 'pipe' });
    fails(() => serve(full), /the template has no DynamoDB table/);
    fails(() => serve(bare), /Cannot find package 'yaml'/);
  });
  check('starting a container without testcontainers says what to install', () =>
    fails(() => node(full, withoutTestcontainers), /npm install --save-dev testcontainers/),
  );
  check('the types are there, and are no any', () => typeCheck(full));
  check('no file is published that users do not need', () => onlyExpectedFiles(bare));
  process.stdout.write(`${checks} passed, 0 failed, 0 skipped\n`);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function pack(): string {
  const listed: unknown = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--silent', '--ignore-scripts', '--pack-destination', work], {
      cwd: root,
      encoding: 'utf8',
    }),
  );
  const first: unknown = Array.isArray(listed) ? listed[0] : undefined;
  return join(work, String(Reflect.get(Object(first), 'filename')));
}

/** A project whose node_modules holds our package and nothing else. */
function unpackBare(tarball: string): string {
  const folder = project('bare');
  const target = join(folder, 'node_modules', 'dynarepo');
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['xzf', tarball, '--strip-components=1', '-C', target]);
  return folder;
}

/** A project with the package installed by npm, its required peers and inversify; offline, from what `npm ci` cached. */
function installFull(tarball: string): string {
  const folder = project('full');
  const versions = devDependencies();
  const names = ['@aws-sdk/client-dynamodb', '@aws-sdk/client-dynamodb-streams', 'inversify', 'reflect-metadata'];
  const wanted = names.map((name) => `${name}@${versions[name]}`);
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--silent', tarball, ...wanted], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return folder;
}

function project(name: string): string {
  const folder = join(work, name);
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, private: true, type: 'module' }));
  return folder;
}

function entryPoints(): string[] {
  const exported = Object.keys(Object(Reflect.get(manifest(), 'exports')));
  return exported.filter((entryPoint) => !entryPoint.endsWith('.json'));
}

function devDependencies(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(Object(Reflect.get(manifest(), 'devDependencies'))).map(([name, range]) => [name, String(range)]),
  );
}

function manifest(): object {
  return Object(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
}

function check(name: string, run: () => void): void {
  run();
  checks++;
  process.stdout.write(`ok   ${name}\n`);
}

function node(folder: string, code: string): void {
  execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: folder,
    env: { PATH: process.env.PATH },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function mainOf(folder: string): string {
  return join(folder, 'node_modules', 'dynarepo', 'dist', 'cli', 'main.js');
}

function commandHelps(path: string): void {
  const help = execFileSync(process.execPath, [path, '--help'], { encoding: 'utf8' });
  if (!/dynarepo serve/.test(help)) throw new Error(`${path} --help does not mention serve`);
}

function fails(run: () => void, expected: RegExp): void {
  try {
    run();
  } catch (error) {
    if (expected.test(String(error))) return;
    throw error;
  }
  throw new Error(`expected a failure with ${expected}`);
}

/** Checks a small consumer with the compiler, once as the strictest and once as the laxest of users would. */
function typeCheck(folder: string): void {
  cpSync(new URL('consumer.ts.txt', import.meta.url), join(folder, 'consumer.ts'));
  const strict = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--skipLibCheck'];
  compile(folder, [...strict, '--module', 'NodeNext']);
  compile(folder, ['--strict', '--skipLibCheck', '--module', 'ESNext', '--moduleResolution', 'Bundler']);
}

function compile(folder: string, settings: readonly string[]): void {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  execFileSync(process.execPath, [compiler, '--noEmit', '--target', 'ES2022', ...settings, 'consumer.ts'], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

function onlyExpectedFiles(folder: string): void {
  const listed = execFileSync('find', ['.', '-type', 'f'], {
    cwd: join(folder, 'node_modules/dynarepo'),
    encoding: 'utf8',
  });
  const odd = listed
    .split('\n')
    .filter(
      (path) =>
        path !== '' &&
        !/^\.\/(dist\/.*\.(js|d\.ts)(\.map)?|(README|CHANGELOG)\.md|docs\/[a-z]+\.md|LICENSE|package\.json)$/.test(
          path,
        ),
    );
  if (odd.length > 0) throw new Error(`unexpected files in the package: ${odd.join(', ')}`);
}
