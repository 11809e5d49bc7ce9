// A worker of the runner: loads one test file at a time, runs it and reports.
import { pathToFileURL } from 'node:url';
import { formatThrown } from './format-thrown.ts';
import type { Outcomes } from './outcomes.ts';
import { takeOver } from './run-alone.ts';
import { closeSuites, runQueuedSuites, watchTests } from './suite.ts';

/** A message from a worker to the runner. */
export type WorkerMessage =
  | { readonly kind: 'running'; readonly title: string }
  | { readonly kind: 'done'; readonly outcomes: Outcomes; readonly output: string };

const writeOut = process.stdout.write.bind(process.stdout);

takeOver();
watchTests((title) => send({ kind: 'running', title }));
process.on('message', (file) => void runFile(String(file)));

async function runFile(file: string): Promise<void> {
  // The channel to the runner must not keep the process alive while tests run: `beforeExit` detects a promise that
  // never settles.
  process.channel?.unref();
  const output: string[] = [];
  process.stdout.write = (chunk: string | Uint8Array) => {
    output.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
    return true;
  };
  const loadFailure = await load(file);
  await runQueuedSuites();
  process.stdout.write = writeOut;
  const outcomes = closeSuites();
  if (loadFailure !== undefined) outcomes.failures.push({ title: 'loading the file', text: loadFailure });
  else if (outcomes.passed + outcomes.failures.length + outcomes.skips.length === 0) {
    outcomes.failures.push({ title: 'the file', text: 'registers no test' });
  }
  process.channel?.ref();
  send({ kind: 'done', outcomes, output: output.join('') });
}

async function load(file: string): Promise<string | undefined> {
  send({ kind: 'running', title: 'loading the file' });
  let stopListening = () => {};
  const neverLoaded = new Promise<string>((resolve) => {
    const listener = () => resolve('an await at the top of the file never settled');
    process.once('beforeExit', listener);
    stopListening = () => process.off('beforeExit', listener);
  });
  const loaded = import(pathToFileURL(file).href).then(() => undefined, formatThrown);
  const failure = await Promise.race([loaded, neverLoaded]);
  stopListening();
  return failure;
}

function send(message: WorkerMessage): void {
  process.send?.(message);
}
