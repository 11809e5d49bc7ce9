import * as assert from 'uvu/assert';
import { suite } from '../suite.ts';
import * as content from './content-checks.ts';
import * as imports from './import-checks.ts';
import * as words from './plain-words.ts';
import * as shape from './shape-checks.ts';
import { parseSource } from './source-file.ts';

const test = suite('tidy checks');

test('finds forbidden imports in every form', () => {
  const file = parseSource(
    'src/domain/order.ts',
    `import { a } from '../repositories/a.ts';
import type { B } from '../repositories/b.ts';
import { type C } from '../repositories/c.ts';
export * from '../repositories/d.ts';
export type { E } from '../repositories/e.ts';
const f = await import('../repositories/f.ts');
type G = import('../repositories/g.ts').G;
import h from 'some-package';
import { allowed } from './values/allowed.ts';`,
  );
  const found = imports.forbiddenImports([file]).map((complaint) => complaint.replace(/.*import /, ''));
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => `../repositories/${name}.ts`);
  assert.equal(found.sort(), [...names, 'some-package']);
});

test('finds value imports from a package that is allowed for types only', () => {
  const types = parseSource('src/domain/dynamodb.ts', `import type * as sdk from '@aws-sdk/client-dynamodb';`);
  const values = parseSource('src/domain/dynamodb.ts', `import * as sdk from '@aws-sdk/client-dynamodb';`);
  assert.is(imports.forbiddenImports([types]).length, 0);
  assert.is(imports.forbiddenImports([values]).length, 1);
});

test('storage may not import expressions, although both belong to the memory adapter', () => {
  const file = parseSource('src/adapters/memory/storage/a.ts', `import { b } from '../expressions/b.ts';`);
  assert.is(imports.forbiddenImports([file]).length, 1);
});

test('expressions, values and the service model may not import entities, although all belong to the domain', () => {
  for (const folder of ['api', 'expressions', 'values']) {
    const path = `src/domain/${folder}/a.ts`;
    const text = `import type { B } from '../entity/b.ts'; import { c } from '../dynamodb.ts';`;
    assert.equal(imports.forbiddenImports([parseSource(path, text)]), [`${path}:1: may not import ../entity/b.ts`]);
  }
});

test('finds a cycle through a type import, and accepts a diamond', () => {
  const a = parseSource('src/domain/a.ts', `import './b.ts'; import './d.ts';`);
  const b = parseSource('src/domain/b.ts', `import type { C } from './c.ts';`);
  const c = parseSource('src/domain/c.ts', `type A = import('./a.ts').A;`);
  const d = parseSource('src/domain/d.ts', `import './c.ts';`);
  const leaf = parseSource('src/domain/c.ts', '');
  assert.equal(imports.importCycles([a, b, c, d]), [
    'import cycle: src/domain/a.ts, src/domain/b.ts, src/domain/c.ts, src/domain/d.ts',
  ]);
  assert.equal(imports.importCycles([a, b, leaf, d]), []);
});

test('finds imports of a folder, a file without extension and an entry point of the package', () => {
  const file = parseSource(
    'src/testing/a.ts',
    `import '../domain'; import './b'; import '../index.ts'; import './c.ts';`,
  );
  assert.is(imports.folderImports([file]).length, 3);
});

test('finds re-exports outside entry points', () => {
  const text = `export * from './a.ts'; export { b } from './b.ts';`;
  assert.is(imports.barrels([parseSource('src/domain/all.ts', text)]).length, 2);
  assert.is(imports.barrels([parseSource('src/index.ts', text)]).length, 0);
});

test('finds long files, long functions and unused allowances', () => {
  const body = 'x();\n'.repeat(61);
  const file = parseSource('src/a.ts', `const f = () => {\n${body}};\n${'\n'.repeat(400)}`);
  const allowed = [{ path: 'src/a.ts', because: 'data' }];
  assert.is(shape.longFiles([file], []).length, 1);
  assert.is(shape.longFunctions([file], []).length, 1);
  assert.is(shape.longFiles([file], allowed).length, 0);
  assert.is(shape.longFunctions([file], allowed).length, 0);
  assert.is(shape.longFiles([parseSource('src/a.ts', '')], allowed).length, 1);
});

test('finds file names without meaning', () => {
  const good = ['src/domain/base-table.ts', '.ci/run', 'src/repositories/service-error.ts', 'test/x.test.ts'];
  assert.equal(shape.badNames(good), []);
  for (const path of ['src/utils/a.ts', 'src/helper.ts', 'src/table-manager.ts', 'src/base.ts', 'src/OrderedMap.ts']) {
    assert.is(shape.badNames([path]).length, 1, path);
  }
});

test('finds exports without a comment', () => {
  const file = parseSource(
    'src/a.ts',
    `/** One. */
export const one = 1;
export const two = 2;
// Three.
export function three() {}
/** Four. */

const four = 4;
export type Five = 5;
export { four };`,
  );
  const found = shape.undocumentedExports([file]).map((complaint) => complaint.split(' ')[1]);
  assert.equal(found, ['two', 'three', 'Five']);
});

test('finds reads of the clock, random numbers and the environment', () => {
  for (const code of [
    'Date.now()',
    'Math.random()',
    'new Date()',
    'randomUUID()',
    'process.env.HOME',
    'crypto.randomUUID()',
  ]) {
    assert.is(content.ambientReads([parseSource('src/a.ts', `const a = ${code};`)], []).length, 1, code);
  }
  assert.is(content.ambientReads([parseSource('src/a.ts', 'const a = new Date(0); Math.floor(a);')], []).length, 0);
});

test('finds globals of Node in portable code', () => {
  const text = `Buffer.from('');`;
  assert.is(content.nodeGlobalUses([parseSource('src/domain/a.ts', text)]).length, 1);
  assert.is(content.nodeGlobalUses([parseSource('src/testing/a.ts', text)]).length, 0);
});

test('finds casts without a reason', () => {
  const file = parseSource(
    'src/a.ts',
    `const a = b as C;\n\n\n\n// It is a D.\nconst d = e as D;\nconst f = [1] as const;\n`,
  );
  assert.equal(content.unexplainedCasts([file]), ['src/a.ts:1: a cast gives no reason']);
});

test('finds banned words and paths', () => {
  const lines = [
    `// TO${'DO'}: later`,
    `const a = '/ho${'me'}/jane/x';`,
    `cat /wo${'rk'}/x`,
    `see iss${'ue'} 12`,
    'fine: /homework',
  ];
  assert.is(content.bannedWords('a.ts', lines.join('\n')).length, 4);
});

test('finds test files that bypass our suite or do not call .run()', () => {
  const file = parseSource('test/a.test.ts', `import { test } from 'uvu';\ntest('x', () => {});`);
  assert.is(content.testsThatCannotRun([file]).length, 2);
});

test('words that are not plain are found, but not in the terms that contain them', () => {
  const lines = [
    '// whoever asks is told',
    '// tableRefusal',
    'const billing = "on-demand"; // ECONNREFUSED',
    '// a plain sentence',
  ];
  const found = words.unplainWords([parseSource('src/a.ts', lines.join('\n'))]);
  assert.equal([...new Set(found.map((complaint) => complaint.slice(0, 10)))], ['src/a.ts:1', 'src/a.ts:2']);
});

test.run();
