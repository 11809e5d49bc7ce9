import { appendFileSync, truncateSync, writeFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { readLines } from '../../src/cli/read-lines.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { suite } from '../support/suite.ts';
import { withFolder } from './running-cli.ts';

const test = suite('lines of a file');

function errorOf(path: string): string {
  try {
    for (const _ of readLines(path, 'file'));
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('it was read');
}

test('have their ends, except for the last one, across the chunks that are read', () =>
  withFolder((path) => {
    const lines = ['first\n', `${'é'.repeat(700_000)}\n`, '\n', `${'x'.repeat(1_500_000)}\n`, 'last'];
    writeFileSync(path('file'), lines.join(''));
    assert.equal([...readLines(path('file'))], lines);
    writeFileSync(path('file'), '');
    assert.equal([...readLines(path('file'))], []);
  }));

test('are rejected for a long first line before the rest of the file is read', () =>
  withFolder((path) => {
    writeFileSync(path('file'), '');
    truncateSync(path('file'), 1 << 30); // sparse: no disk space, but too much to read in this test
    assert.is(errorOf(path('file')), 'file is not a file of dynarepo: its first line is longer than 1000 characters');
  }));

test('are rejected for a line without an end in sight', () =>
  withFolder((path) => {
    writeFileSync(path('file'), '{"dynarepo":1}\n');
    appendFileSync(path('file'), 'x\n');
    truncateSync(path('file'), 1 << 30);
    assert.is(errorOf(path('file')), 'file is damaged: line 3 is longer than 67108864 characters');
  }));

test('are rejected if the file cannot be read', () => {
  assert.is(errorOf('missing/file'), 'file cannot be read (ENOENT)');
});

test.run();
