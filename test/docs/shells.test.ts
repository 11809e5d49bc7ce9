import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { dumpHelp, loadHelp, mainHelp, serveHelp } from '../../src/cli/help.ts';
import { run } from '../cli/running-cli.ts';
import { type CodeBlock, codeBlocksOf, documentationPages, type Page, proseOf } from '../support/docs/pages.ts';
import { suite } from '../support/suite.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What only shells such as bash understand, or what a shell takes as part of the command: in PowerShell it fails. */
const unportable: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['single quotes', /(?:^|[\s=(])'[^'\n]*'/m],
  ['VAR=value before a command', /(?:^|[\s`;&])[A-Z][A-Z0-9_]*=\S+ +[\w./$-]/m],
  ['a shell variable', /^\s*(?:export +)?\w+=|\$\w/m],
  ['a line that ends in a backslash', /\\$/m],
  ['$(…)', /\$\(/],
  ['a comment, which zsh passes to the command', /(?:^| )#/m],
];

const startOfCommand = /^(?:npm|npx|node|tsx|dynarepo|curl|docker|aws|bun|deno|[A-Z_]+=\S+) /;

const test = suite('documented commands in every shell');

for (const page of documentationPages()) {
  test(`commands in ${page.path} have a PowerShell form beside them where they need one`, () => {
    const blocks = codeBlocksOf(page);
    const complaints = blocks.flatMap((block, index) => {
      const isBeside = block.info !== 'sh' || isPowerShellBeside(page, block, blocks[index + 1]);
      return isBeside ? [] : unportableIn(block.code).map((what) => `line ${block.line}: ${what}`);
    });
    assert.equal(complaints, []);
  });

  test(`commands within the text of ${page.path} work in every shell`, () => {
    const spans = [...proseOf(page).matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
    const commands = spans.filter((span) => startOfCommand.test(span));
    const complaints = commands.flatMap((command) => unportableIn(command).map((what) => `${command}: ${what}`));
    assert.equal(complaints, []);
  });
}

for (const [name, help] of Object.entries({ mainHelp, serveHelp, dumpHelp, loadHelp })) {
  test(`the commands in ${name} work in every shell`, () => assert.equal(unportableIn(help), []));
}

test('the help of the demo works in every shell', () => {
  const demo = ['--import', 'tsx', join(root, 'examples', 'films', 'main.ts'), '--help'];
  assert.equal(unportableIn(execFileSync(process.execPath, demo, { cwd: root, encoding: 'utf8' })), []);
});

test('what dynarepo serve prints works in every shell', async () => {
  const server = run('serve', '--port', '0', '--credentials', 'alice:secret');
  await server.endpoint;
  server.process.kill('SIGTERM');
  assert.equal(unportableIn((await server.ended).output), []);
});

test('each unportable form is found', () => {
  const commands = [
    "curl -H 'Accept: text/plain' http://localhost:8000",
    'AWS_REGION=eu-west-1 aws dynamodb list-tables',
    'endpoint=http://localhost:8000',
    'npm install \\\n  dynarepo',
    'kill $(cat pid)',
    'npm ci # installs',
  ];
  for (const command of commands) assert.ok(unportableIn(command).length > 0, command);
  assert.equal(unportableIn('npx dynarepo dump --endpoint http://localhost:8000 --to "a file.jsonl"\n'), []);
});

test.run();

function unportableIn(text: string): string[] {
  return unportable.filter(([, pattern]) => pattern.test(text)).map(([what]) => what);
}

function isPowerShellBeside({ text }: Page, block: CodeBlock, next: CodeBlock | undefined): boolean {
  return next?.info === 'powershell' && text.slice(block.end, next.start).trim() === '';
}
