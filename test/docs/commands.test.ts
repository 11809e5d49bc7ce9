import { readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { operationTable } from '../../src/adapters/memory/operation-table.ts';
import { dumpHelp, loadHelp, mainHelp, serveHelp } from '../../src/cli/help.ts';
import { suite } from '../support/suite.ts';

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');

const helps: Readonly<Record<string, string>> = {
  serve: serveHelp,
  dump: dumpHelp,
  load: loadHelp,
  '--help': mainHelp,
};

const test = suite('documented commands');

test('every npm script that the README names is there', () => {
  const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
  assert.ok(named.length > 5, `only ${named.length} were found`);
  for (const name of named) assert.ok(manifest.includes(`"${name}":`), name);
});

test('every option of the command dynarepo that the README gives is one that it helps with', () => {
  const lines = [...readme.matchAll(/(?:npx (?:--yes )?|\.bin\/)dynarepo (\S+)([^#`\n]*)/g)];
  assert.ok(lines.length > 5, `only ${lines.length} were found`);
  for (const [line, command = '', rest = ''] of lines) {
    const help = helps[command] ?? assert.unreachable(`${line}: there is no such command`);
    const options = (rest.match(/--[\w-]+/g) ?? []).filter((option) => option !== '--help');
    for (const option of options) assert.ok(hasOption(String(help), option), `${line}: ${option}`);
  }
});

test('every option that the README explains is one of serve', () => {
  const explained = [...readme.matchAll(/^- `(--[\w-]+)/gm)].map(([, option = '']) => option);
  assert.ok(explained.length > 3, `only ${explained.length} were found`);
  for (const option of explained) assert.ok(hasOption(serveHelp, option), option);
});

test('the README and the help of serve name every operation of the memory adapter', () => {
  for (const name of Object.keys(operationTable)) {
    assert.ok(readme.includes(name), name);
    assert.ok(serveHelp.includes(name), name);
  }
});

function hasOption(help: string, option: string): boolean {
  return new RegExp(`^ {2}(-\\w, )?${option} `, 'm').test(help);
}

test.run();
