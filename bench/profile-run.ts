import { Session } from 'node:inspector/promises';
import type { Run } from './slices.ts';

/** A function's part of the samples, by its own code alone. */
export interface ProfiledFunction {
  /** Its name, file and line. */
  readonly name: string;
  /** From 0 to 1. */
  readonly share: number;
}

/** Executes a run for a while under V8's profiler, and returns the functions that took most of it. */
export async function profileRun(
  run: Run,
  itemCount: number,
  { warmUpMs = 1_000, sampleMs = 3_000 } = {},
): Promise<readonly ProfiledFunction[]> {
  await repeat(run, itemCount, warmUpMs);
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  await repeat(run, itemCount, sampleMs);
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const names = new Map(profile.nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const counts = new Map<string, number>();
  let total = 0;
  for (const sample of profile.samples ?? []) {
    const name = names.get(sample) ?? '';
    if (name === '(idle)') continue;
    total += 1;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return Array.from(counts, ([name, samples]) => ({ name, share: samples / total })).sort((a, b) => b.share - a.share);
}

async function repeat(run: Run, itemCount: number, ms: number): Promise<void> {
  const end = performance.now() + ms;
  for (let index = 0; performance.now() < end; index = (index + 1) % itemCount) await run(index);
}

function nameOf({ functionName, url, lineNumber }: { functionName: string; url: string; lineNumber: number }): string {
  const file = url.replace(/^.*\/(dist|bench|src)\//, '$1/');
  return file === '' ? functionName : `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}`;
}
