import { readFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
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
  const lines = [...readme.matchAll(/npx dynarepo (\S+)([^#`\n]*)/g)];
  assert.ok(lines.length > 5, `only ${lines.length} were found`);
  for (const [line, command = '', rest = ''] of lines) {
    const help = helps[command] ?? assert.unreachable(`${line}: there is no such command`);
    const options = (rest.match(/--[\w-]+/g) ?? []).filter((option) => option !== '--help');
    for (const option of options) assert.ok(String(help).includes(`  ${option} `), `${line}: ${option}`);
  }
});

test.run();
