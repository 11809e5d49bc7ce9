import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { anchorOf, documentationPages, headingsOf, type Page, proseOf, readPage } from '../support/docs/pages.ts';
import { suite } from '../support/suite.ts';
import { listFiles } from '../support/tidy/source-file.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pages = documentationPages();
const maxReadmeBytes = 14_336;
const maxFolderReadmeLines = 10;
const mostFilesWithoutReadme = 10;

const test = suite('documentation pages');

test('the README is no larger than 14 KB', () => {
  const bytes = Buffer.byteLength(readPage('README.md').text);
  assert.ok(bytes <= maxReadmeBytes, `it has ${bytes} bytes`);
});

for (const page of pages) {
  test(`the table of contents of ${page.path} lists its sections in order`, () => {
    const sections = headingsOf(page).filter((heading) => heading !== 'Contents');
    assert.equal(
      contentsOf(page),
      sections.map((section) => `- [${section}](#${anchorOf(section)})`),
    );
  });
}

test('every link leads to a file and section that exist', () => {
  const broken = pages.flatMap((page) =>
    linksOf(page)
      .filter((link) => !leadsSomewhere(page, link))
      .map((link) => `${page.path}: ${link}`),
  );
  assert.equal(broken, []);
});

test('links lead from the README to every page', () => {
  const reached = new Set(['README.md']);
  for (const path of reached) {
    const page = pages.find((candidate) => candidate.path === path);
    const links = page === undefined ? [] : linksOf(page);
    for (const link of links) reached.add(posix.join(dirname(path), link.split('#', 1)[0] ?? ''));
  }
  for (const { path } of pages) assert.ok(reached.has(path), path);
});

test('every page of docs is published', () => {
  const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const files: unknown = Reflect.get(Object(manifest), 'files');
  assert.ok(Array.isArray(files) && files.includes('docs/*.md') && files.includes('docs/*/*.md'));
  const deeper = pages.filter(({ path }) => path.split('/').length > 3);
  assert.equal(deeper, []);
});

test('every folder of src with more than ten files says in at most ten lines what belongs there', () => {
  const complaints = foldersBelow('src').flatMap((folder) => {
    const names = readdirSync(join(root, folder));
    const isLarge = names.filter((name) => name.endsWith('.ts')).length > mostFilesWithoutReadme;
    if (!names.includes('README.md')) return isLarge ? [`${folder} has no README.md`] : [];
    const lines = readPage(`${folder}/README.md`).text.trimEnd().split('\n').length;
    return lines > maxFolderReadmeLines ? [`${folder}/README.md has ${lines} lines`] : [];
  });
  assert.equal(complaints, []);
});

test('the files that ARCHITECTURE.md and the folders of src name in their pages exist', () => {
  const files = ['src', 'test', 'bench'].flatMap((folder) => listFiles(root, [folder]));
  const readmes = files.filter((path) => path.startsWith('src/') && path.endsWith('/README.md'));
  const complaints = ['ARCHITECTURE.md', ...readmes].flatMap((path) =>
    [...readPage(path).text.matchAll(/`([\w./-]+\.m?ts)`/g)]
      .map(([, name = '']) => name)
      .filter((name) => !files.some((file) => file === name || file.endsWith(`/${name}`)))
      .map((name) => `${path}: ${name}`),
  );
  assert.equal(complaints, []);
});

test.run();

function contentsOf({ text }: Page): string[] {
  const [, list = ''] = /^## Contents\n\n((?:- .*\n)+)/m.exec(text) ?? [];
  return list.split('\n').filter((line) => line !== '');
}

function linksOf(page: Page): string[] {
  const links = [...proseOf(page).matchAll(/\]\(([^()\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => !/^https?:/.test(link));
}

function leadsSomewhere(page: Page, link: string): boolean {
  const [file = '', anchor] = link.split('#', 2);
  const path = file === '' ? page.path : posix.join(dirname(page.path), file);
  if (!existsSync(join(root, path))) return false;
  return anchor === undefined || headingsOf(readPage(path)).map(anchorOf).includes(anchor);
}

function foldersBelow(folder: string): string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  const below = entries.filter((entry) => entry.isDirectory()).map(({ parentPath, name }) => join(parentPath, name));
  return [folder, ...below.map((path) => path.slice(root.length).replaceAll('\\', '/').replace(/^\//, ''))];
}
