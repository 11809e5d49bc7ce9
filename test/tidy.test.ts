import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { documentationPages } from './support/docs/pages.ts';
import { suite } from './support/suite.ts';
import * as allowances from './support/tidy/allowances.ts';
import * as content from './support/tidy/content-checks.ts';
import * as imports from './support/tidy/import-checks.ts';
import * as words from './support/tidy/plain-words.ts';
import * as shape from './support/tidy/shape-checks.ts';
import { listFiles, readSources } from './support/tidy/source-file.ts';

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[/\\]$/, '');
const folders = ['src', 'test', 'bench', 'examples', '.ci'];
const files = readSources(root, folders);
const published = files.filter(({ path }) => path.startsWith('src/'));
const paths = listFiles(root, folders);
const rootTexts = [
  ...documentationPages().map(({ path }) => path),
  'CHANGELOG.md',
  'package.json',
  'biome.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

const test = suite('tidy');

test('imports follow the arrows', () => none(imports.forbiddenImports(files)));

test('there are no import cycles', () => none(imports.importCycles(files)));

test('nothing imports a folder or an entry point of its own package', () => none(imports.folderImports(published)));

test('only entry points pass on exports', () => none(imports.barrels(files)));

test('no file is longer than 400 lines', () => none(shape.longFiles(files, allowances.longFiles)));

test('no function is longer than 60 lines', () => none(shape.longFunctions(files, allowances.longFunctions)));

test('files are named after what is in them', () => none(shape.badNames(paths)));

test('every export is documented', () =>
  none(shape.undocumentedExports(files.filter(({ path }) => !path.startsWith('examples/')))));

test('clock, chance and environment are read only where things are composed', () =>
  none(
    content.ambientReads(
      files.filter(({ path }) => !/^(bench|examples)\//.test(path)),
      allowances.composingFiles,
    ),
  ));

test('portable code uses no globals of Node', () => none(content.nodeGlobalUses(published)));

test('every cast gives its reason', () => none(content.unexplainedCasts(published)));

test('test files use our suite and run it', () => none(content.testsThatCannotRun(files)));

test('code, comments and messages are in plain words', () =>
  none(
    words.unplainWords(
      files.filter(({ path }) => !path.endsWith('/plain-words.ts') && !path.endsWith('/checks.test.ts')),
    ),
  ));

test('no unfinished business and no paths of one machine', () =>
  none([...paths, ...rootTexts].flatMap((path) => content.bannedWords(path, readFileSync(join(root, path), 'utf8')))));

test.run();

function none(complaints: readonly string[]): void {
  assert.is(complaints.length, 0, `\n${complaints.join('\n')}`);
}
