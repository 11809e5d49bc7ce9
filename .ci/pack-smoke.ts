// Packs the package as it would be published, installs it into empty projects, and uses it there as users do.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, fails, finish, install, manifest, pack, pinned, project, run } from './packed.ts';

const withoutTestcontainers = `
  const { startDynamoDbLocal } = await import('dynarepo/testing');
  await startDynamoDbLocal();
`;

const tarball = pack();
const bare = unpackBare(tarball);
const full = installFull(tarball);

check('./memory and . load without any package beside', () =>
  node(bare, `await import('dynarepo/memory'); await import('dynarepo');`),
);
check('./dynamodb without the SDK says what is missing', () =>
  fails(() => node(bare, `await import('dynarepo/dynamodb');`), /client-dynamodb/),
);
check('./opentelemetry without its package says what is missing', () =>
  fails(() => node(bare, `await import('dynarepo/opentelemetry');`), /@opentelemetry\/api/),
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
  const template = join(bare, 'template.yaml');
  writeFileSync(template, 'Resources: { Topic: { Type: AWS::SNS::Topic } }');
  const serve = (folder: string) =>
    run(folder, [process.execPath, mainOf(folder), 'serve', '--port', '0', '--tables', template]);
  fails(() => serve(full), /the template has no DynamoDB table/);
  fails(() => serve(bare), /Cannot find package 'yaml'/);
});
check('starting a container without testcontainers says what to install', () =>
  fails(() => node(full, withoutTestcontainers), /npm install --save-dev testcontainers/),
);
check('no file is published that users do not need', () => onlyExpectedFiles(bare));
finish();

/** A project whose node_modules holds our package and nothing else. */
function unpackBare(tarball: string): string {
  const folder = project('bare');
  const target = join(folder, 'node_modules', 'dynarepo');
  mkdirSync(target, { recursive: true });
  run(folder, ['tar', 'xzf', tarball, '--strip-components=1', '-C', target]);
  return folder;
}

/** A project with the package installed by npm, its required peers and those of its entry points; offline, from what `npm ci` cached. */
function installFull(tarball: string): string {
  const folder = project('full');
  const peers = [
    '@aws-sdk/client-dynamodb',
    '@aws-sdk/client-dynamodb-streams',
    '@opentelemetry/api',
    'inversify',
    'reflect-metadata',
  ];
  install(folder, [tarball, ...pinned(...peers)]);
  return folder;
}

function entryPoints(): string[] {
  const exported = Object.keys(Object(Reflect.get(manifest(), 'exports')));
  return exported.filter((entryPoint) => !entryPoint.endsWith('.json'));
}

function node(folder: string, code: string): void {
  run(folder, [process.execPath, '--input-type=module', '--eval', code]);
}

function mainOf(folder: string): string {
  return join(folder, 'node_modules', 'dynarepo', 'dist', 'cli', 'main.js');
}

function commandHelps(path: string): void {
  const help = run('.', [process.execPath, path, '--help']);
  if (!/dynarepo serve/.test(help)) throw new Error(`${path} --help does not mention serve`);
}

/** No tests and no sources, and no maps to sources that are not published. */
function onlyExpectedFiles(folder: string): void {
  const expected =
    /^\.\/(dist\/.*\.(js|js\.map|d\.ts)|(README|CHANGELOG)\.md|docs\/([a-z-]+\/)?(README|[a-z-]+)\.md|docs\/images\/[a-z-]+\.svg|LICENSE|package\.json)$/;
  const listed = run(join(folder, 'node_modules/dynarepo'), ['find', '.', '-type', 'f']).trim().split('\n');
  const odd = listed.filter((path) => !expected.test(path));
  if (odd.length > 0) throw new Error(`unexpected files in the package: ${odd.join(', ')}`);
}
