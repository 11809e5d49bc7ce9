import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import * as assert from 'uvu/assert';
import { Draft } from '../../src/cli/draft.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import { suite } from '../support/suite.ts';
import { withFolder } from './running-cli.ts';

const test = suite('draft of a file');

test('replaces the file and keeps its permissions', () =>
  withFolder((path) => {
    writeFileSync(path('file'), 'old', { mode: 0o640 });
    symlinkSync('file', path('file.dynarepo-new')); // the draft does not write through a link of that name
    const draft = new Draft(path('file'));
    draft.add('n'.repeat(300_000));
    draft.add('ew');
    assert.is(readFileSync(path('file'), 'utf8'), 'old');
    draft.replace();
    draft.close();
    assert.is(readFileSync(path('file'), 'utf8').length, 300_002);
    assert.is(statSync(path('file')).mode & 0o777, 0o640);
  }));

test('reports a mount point in one line and deletes the draft', () =>
  withFolder((path) => {
    writeFileSync(path('file'), 'old');
    const draft = new Draft(path('file'));
    const busy = () => {
      throw Object.assign(new Error('EBUSY: resource busy or locked'), { code: 'EBUSY' });
    };
    try {
      draft.replace(busy);
      assert.unreachable();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      assert.is(error.message, `${path('file')} is a mount point: mount its folder instead`);
    }
    draft.discard();
    assert.is(readFileSync(path('file'), 'utf8'), 'old');
    assert.not.ok(existsSync(path('file.dynarepo-new')));
  }));

test.run();
