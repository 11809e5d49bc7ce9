import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';

const test = suite('members of Account');

const root = fileURLToPath(new URL('../..', import.meta.url));
const accountFile = 'src/adapters/memory/account/account.ts';

/** Every file that must handle a member; all others copy members as they are. */
const filesThatHandleMembers = [accountFile, 'src/adapters/memory/snapshot/room-codecs.ts'];

test('a new member of Account does not compile until all code that must handle it does', () => {
  const copy = mkdtempSync(join(tmpdir(), 'dynarepo-room-'));
  try {
    cpSync(join(root, 'src'), join(copy, 'src'), { recursive: true });
    for (const name of ['package.json', 'tsconfig.json', 'tsconfig.build.json'])
      cpSync(join(root, name), join(copy, name));
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
    assert.equal(filesWithErrors(copy), []);
    const account = readFileSync(join(copy, accountFile), 'utf8');
    const withMember = account.replace(
      'readonly counters: Counters;',
      'readonly counters: Counters;\n  readonly newMember: ReadonlyMap<string, string>;',
    );
    assert.not(withMember === account);
    writeFileSync(join(copy, accountFile), withMember);
    assert.equal(filesWithErrors(copy), filesThatHandleMembers);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
});

test.run();

/** Returns the files in a copy of the project that do not compile. */
function filesWithErrors(folder: string): string[] {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--noEmit'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const files = stdout.split('\n').flatMap((line) => /^(\S+)\(\d+,\d+\): error /.exec(line)?.[1] ?? []);
  return [...new Set(files)].sort();
}
