import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { isStream, realPathOf } from '../../src/cli/real-path.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { suite } from '../support/suite.ts';
import { withFolder } from './running-cli.ts';

const test = suite('real path of a file');

test('follows links, whether the target exists or not', () =>
  withFolder((path) => {
    mkdirSync(path('folder'));
    writeFileSync(path('folder/file'), '');
    symlinkSync('folder', path('short'));
    symlinkSync('../folder/file', path('folder/one'));
    symlinkSync('one', path('folder/two'));
    symlinkSync('../new', path('folder/dangling'));
    assert.is(realPathOf(path('short/two')), path('folder/file'));
    assert.is(realPathOf(path('short/dangling')), path('new'));
    assert.is(realPathOf(path('short/new')), path('folder/new'));
  }));

test('does not exist if links form a cycle or the folder is missing', () =>
  withFolder((path) => {
    symlinkSync('second', path('first'));
    symlinkSync('first', path('second'));
    for (const [name, reason] of [
      ['first', 'cannot be written (ELOOP)'],
      ['none/file', `cannot be written: the folder ${path('none')} does not exist`],
    ] as const) {
      try {
        realPathOf(path(name));
        assert.unreachable();
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        assert.is(error.message, `${path(name)} ${reason}`);
      }
    }
  }));

test('treats devices, links to them, and paths under /proc and /dev as streams', () =>
  withFolder((path) => {
    writeFileSync(path('file'), '');
    symlinkSync('file', path('link'));
    symlinkSync('/dev/stdout', path('out'));
    for (const stream of ['/dev/null', '/dev/stdout', '/dev/../dev/fd/1', '/proc/self/fd/1', path('out')]) {
      assert.ok(isStream(stream), stream);
    }
    symlinkSync('round', path('round'));
    for (const file of [path('round'), path('file'), path('link'), path('new'), '/dev/shm/file', '/development/file']) {
      assert.not.ok(isStream(file), file);
    }
  }));

test.run();
