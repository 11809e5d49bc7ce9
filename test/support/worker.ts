import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { noOutcomes, type Outcomes } from './outcomes.ts';
import type { WorkerMessage } from './run-file.ts';

/** The outcomes of a file and its standard output. */
export interface FileResult {
  readonly outcomes: Outcomes;
  readonly output: string;
}

/** A process that runs test files one after the other; it is restarted after a file has ended it. */
export class Worker {
  readonly #silenceLimitMs: number;
  #process: ChildProcess | undefined;

  /** @param silenceLimitMs - a process that starts no test for so long is killed, because its test hangs */
  constructor(silenceLimitMs: number) {
    this.#silenceLimitMs = silenceLimitMs;
  }

  /** Runs a file to its end; if the process ends, the running test fails. */
  run(file: string): Promise<FileResult> {
    this.#process ??= fork(fileURLToPath(new URL('run-file.ts', import.meta.url)), {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // The SDK warns in each process that it will drop Node 20; the lockfile pins a version that supports it.
      env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    });
    const child = this.#process;
    return new Promise((resolve) => {
      let title = 'starting';
      let silence = this.#watchSilence(child);
      const end = (result: FileResult) => {
        clearTimeout(silence);
        child.removeAllListeners();
        resolve(result);
      };
      child.on('message', (message: WorkerMessage) => {
        if (message.kind === 'done') return end(message);
        title = message.title;
        clearTimeout(silence);
        silence = this.#watchSilence(child);
      });
      child.on('exit', (code, signal) => {
        this.#process = undefined;
        end(failed(title, `the process ended (${signal ?? `exit code ${code}`}) while this was running`));
      });
      child.send(file);
    });
  }

  /** Ends the process, even if code under test handles the other signals. */
  stop(): void {
    this.#process?.kill('SIGKILL');
    this.#process = undefined;
  }

  #watchSilence(child: ChildProcess): NodeJS.Timeout {
    return setTimeout(() => child.kill('SIGKILL'), this.#silenceLimitMs);
  }
}

function failed(title: string, text: string): FileResult {
  return { outcomes: { ...noOutcomes(), failures: [{ title, text }] }, output: '' };
}
