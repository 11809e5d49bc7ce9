import { readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { operationTable } from '../../src/adapters/memory/operation-table.ts';
import {
  advanceHelp,
  dumpHelp,
  loadHelp,
  mainHelp,
  serveHelp,
  splitShardHelp,
  sweepHelp,
  tokensHelp,
} from '../../src/cli/help.ts';
import { documentationPages } from '../support/docs/pages.ts';
import { suite } from '../support/suite.ts';

const text = documentationPages()
  .map((page) => page.text)
  .join('\n');
const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');

const helps: Readonly<Record<string, string>> = {
  serve: serveHelp,
  dump: dumpHelp,
  load: loadHelp,
  advance: advanceHelp,
  sweep: sweepHelp,
  'split-shard': splitShardHelp,
  tokens: tokensHelp,
  '--help': mainHelp,
};

const test = suite('documented commands');

test('every npm script that a page names exists', () => {
  const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
  assert.ok(named.length > 10, `only ${named.length} were found`);
  for (const name of named) assert.ok(manifest.includes(`"${name}":`), name);
});

test('every option of the command dynarepo in a page is in its help', () => {
  const lines = [...text.matchAll(/(?:npx (?:--yes )?|\.bin\/)dynarepo ([\w-]+)([^#`\n]*)/g)];
  assert.ok(lines.length > 5, `only ${lines.length} were found`);
  for (const [line, command = '', rest = ''] of lines) {
    const help = helps[command] ?? assert.unreachable(`${line}: there is no such command`);
    const options = (rest.match(/--[\w-]+/g) ?? []).filter((option) => option !== '--help');
    for (const option of options) assert.ok(hasOption(String(help), option), `${line}: ${option}`);
  }
});

test('every option in the list of a page is one of serve', () => {
  const explained = [...text.matchAll(/^- `(--[\w-]+)/gm)].map(([, option = '']) => option);
  assert.ok(explained.length > 3, `only ${explained.length} were found`);
  for (const option of explained) assert.ok(hasOption(serveHelp, option), option);
});

test('the help of serve names every operation of the memory adapter', () => {
  for (const name of Object.keys(operationTable)) assert.ok(serveHelp.includes(name), name);
});

function hasOption(help: string, option: string): boolean {
  return new RegExp(`^ {2}(-\\w, )?${option} `, 'm').test(help);
}

test.run();
