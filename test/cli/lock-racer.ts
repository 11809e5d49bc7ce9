import { type FileLock, lockFile } from '../../src/cli/file-lock.ts';
import { UsageError } from '../../src/cli/usage-error.ts';

/** A process that tries to lock the files whose paths it receives, and unlocks them when it receives `release`. */

let held: FileLock | undefined;

process.on('message', (message) => {
  process.send?.(message === 'release' ? release() : take(String(message)));
});

function take(path: string): string {
  try {
    held = lockFile(path);
    return 'taken';
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

function release(): string {
  held?.release();
  held = undefined;
  return 'released';
}
