import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { orderIn } from '../slices.ts';
import { percentile } from '../statistics.ts';

/** The titles of the rows on a fresh process. */
export const freshTitles = {
  import: 'fresh process: import of dynarepo/memory',
  requests: 'fresh process: first 300 requests',
} as const;

/** What the fresh processes of one build worked, in nanoseconds, one value for each process. */
export interface FreshSamples {
  /** For the import, beyond an empty process. */
  readonly importNs: readonly number[];
  readonly requestsNs: readonly number[];
}

interface Child {
  readonly url?: string;
  readonly startNs: number[];
  readonly requestsNs: number[];
}

const program = fileURLToPath(new URL('fresh-process.mjs', import.meta.url));

/**
 * Starts processes in turn, an empty one and one for each checkout in each round, and returns the samples of each
 * checkout's build.
 */
export function measureFresh(checkouts: readonly string[], rounds: number): readonly FreshSamples[] {
  const empty = newSamples();
  const children = checkouts.map((checkout): Child => ({ ...newSamples(), url: memoryUrl(checkout) }));
  for (let round = 0; round < rounds; round++) for (const child of orderIn(round, [empty, ...children])) sample(child);
  const emptyNs = percentile(empty.startNs, 0.2);
  return children.map(({ startNs, requestsNs }) => ({
    importNs: startNs.map((ns) => ns - emptyNs),
    requestsNs,
  }));
}

function newSamples(): Child {
  return { startNs: [], requestsNs: [] };
}

function sample({ url, startNs, requestsNs }: Child): void {
  const args = url === undefined ? [program] : [program, url];
  // Without the options of this process, which load a compiler.
  const output = execFileSync(process.execPath, args, {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: 'pipe',
  });
  const { startUs, requestsUs }: { startUs: number; requestsUs?: number } = JSON.parse(output);
  startNs.push(startUs * 1000);
  if (requestsUs !== undefined) requestsNs.push(requestsUs * 1000);
}

function memoryUrl(checkout: string): string {
  return pathToFileURL(join(checkout, 'dist', 'adapters', 'memory', 'index.js')).href;
}
