import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';

const test = suite('ARCHITECTURE.md');

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');

test('names only files and folders that exist', () => {
  const paths = [...text.matchAll(/`((?:src|test|bench|docs|examples)\/[\w./-]*)`/g)].map(([, path = '']) => path);
  assert.ok(paths.length > 40, `only ${paths.length} paths were found`);
  assert.equal(
    paths.filter((path) => !existsSync(join(root, path))),
    [],
  );
});

test('names every folder of the memory adapter', () => {
  const folders = readdirSync(join(root, 'src/adapters/memory'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  assert.ok(folders.length > 8);
  for (const folder of folders) assert.ok(text.includes(`\`${folder}/\``), folder);
});

test('its links lead somewhere', () => {
  const targets = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = '']) => target);
  assert.ok(targets.length > 0);
  for (const target of targets) assert.ok(existsSync(join(root, target)), target);
  const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading = '']) =>
    heading.toLowerCase().replaceAll(' ', '-'),
  );
  for (const [, anchor = ''] of text.matchAll(/\]\(#([^)]+)\)/g)) assert.ok(headings.includes(anchor), anchor);
});

test.run();
