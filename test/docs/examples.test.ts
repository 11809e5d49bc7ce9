import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseSync } from 'oxc-parser';
import * as assert from 'uvu/assert';
import { parse } from 'yaml';
import {
  type DocumentedExample,
  markdownExamples,
  sourceExamples,
  unusedFunctions,
} from '../support/docs/documented-examples.ts';
import { codeBlocksOf, documentationPages, type Page } from '../support/docs/pages.ts';
import { suite } from '../support/suite.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, '.cache', 'documented-examples');
const pythonPrograms = join(root, 'test', 'clients', 'python');
const examples = [...documentationPages().flatMap(markdownExamples), ...sourceExamples(root)];

const test = suite('documented examples');

test.before(() => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../tsconfig.json',
      // Each example is a file of its own: it sees no names of others.
      compilerOptions: { moduleDetection: 'force' },
      include: ['.'],
      exclude: [],
    }),
  );
  for (const [index, { code }] of examples.entries()) writeFileSync(fileOf(index), `${code}\n`);
});

test('every block of code in the documentation is of a language that is checked', () => {
  const unknown = documentationPages().flatMap((page) =>
    codeBlocksOf(page)
      .filter(({ info, code }) => !isChecked(page, info, code))
      .map(({ info, line }) => `${page.path}:${line}: ${info}`),
  );
  assert.equal(unknown, []);
});

test('more than five examples are found', () => {
  assert.ok(examples.length > 5, `only ${examples.length} examples were found`);
});

test('a page of docs states which example the others continue', () => {
  const silent = documentationPages().filter(
    (page) =>
      page.path.startsWith('docs/') &&
      codeBlocksOf(page).some(({ info }) => info === 'ts continued') &&
      !/^The examples on this page (without definitions of their own )?continue this one\.$/m.test(page.text),
  );
  assert.equal(
    silent.map(({ path }) => path),
    [],
  );
});

test('all of them compile, each in a file of its own', () => {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  try {
    execFileSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8', cwd: root });
  } catch (error) {
    const output = String(Reflect.get(Object(error), 'stdout'));
    const where = examples.map((example, index) => `example-${index}.ts is ${example.where}`).join('\n');
    assert.unreachable(`${output}\n${where}`);
  }
});

test('the examples of a page that continue its first one can be put into one file', () => {
  const repeated = documentationPages().flatMap((page) => {
    const [first, ...others] = codeBlocksOf(page).filter(({ info }) => info.split(' ', 1)[0] === 'ts');
    const continued = others.filter(({ info }) => info === 'ts continued');
    const code = [first, ...continued].map((block) => block?.code ?? '').join('\n');
    return parseSync('page.ts', code, { showSemanticErrors: true }).errors.map(
      ({ message }) => `${page.path}: ${message}`,
    );
  });
  assert.equal(repeated, []);
});

test('every function that an example defines is called, by it or by one that continues it, so that all of it runs', () => {
  const unused = examples
    .filter(({ runs }) => runs)
    .flatMap((example) =>
      unusedFunctions(example)
        .filter(
          (name) => !examples.some((other) => continues(other, example) && !unusedFunctions(other).includes(name)),
        )
        .map((name) => `${example.where}: ${name}`),
    );
  assert.equal(unused, []);
});

for (const [index, { where, code, runs }] of examples.entries()) {
  if (!runs) continue;
  if (/from '(uvu|node:test)'/.test(code)) test(`the tests at ${where} pass`, () => runAlone(index));
  else test(`the one at ${where} runs`, () => import(pathToFileURL(fileOf(index)).href));
}

test.run();

/** Pages with examples that need packages which are not installed here; `check:http` and `check:templates` compile and run them. */
const pagesOfFrameworks = ['docs/http.md', 'docs/templates.md'];

/** Programs that `test:clients` runs. */
const programs = readdirSync(pythonPrograms).map((name) => readFileSync(join(pythonPrograms, name), 'utf8'));

/** Returns whether a block is checked, here or elsewhere: commands by the tests of commands and shells. */
function isChecked(page: Page, info: string, code: string): boolean {
  switch (info) {
    case 'ts':
    case 'ts continued':
    case 'ts compile-only':
    case 'sh':
    case 'powershell':
      return true;
    case 'typescript':
      return pagesOfFrameworks.includes(page.path);
    case 'json':
      return isValid(() => JSON.parse(code));
    case 'python':
      return programs.some((program) => program.includes(code));
    case 'yaml':
      return isValid(() => parse(code));
    case 'js':
      return parseSync('block.js', code).errors.length === 0;
    default:
      return info === 'text';
  }
}

function continues({ code, runs }: DocumentedExample, example: DocumentedExample): boolean {
  return runs && code !== example.code && code.startsWith(example.code);
}

function isValid(parseCode: () => unknown): boolean {
  try {
    parseCode();
    return true;
  } catch {
    return false;
  }
}

/** In a process of its own: this one runs tests of its own. */
function runAlone(index: number): void {
  execFileSync(process.execPath, ['--import', 'tsx', fileOf(index)], { encoding: 'utf8', cwd: root });
}

function fileOf(index: number): string {
  return join(folder, `example-${index}.ts`);
}
