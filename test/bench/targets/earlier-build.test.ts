import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { buildEarlier } from '../../../bench/targets/earlier-build.ts';
import { suite } from '../../support/suite.ts';

const test = suite('earlier build of the bench');

let folder = '';
test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'dynarepo-earlier-'));
});
test.after.each(() => rmSync(folder, { recursive: true, force: true }));

test('a history without the commit is the reason why nothing is built', () => {
  const repository = join(folder, 'repository');
  const target = mkdtempSync(join(folder, 'build-'));
  assert.is(spawnSync('git', ['init', '--quiet', repository]).status, 0);
  assert.is(buildEarlier(target, repository), 'the history here does not have commit 8762a39');
  assert.equal(readdirSync(target), []);
});

test.run();
