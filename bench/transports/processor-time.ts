import { readdirSync, readFileSync } from 'node:fs';

/**
 * Returns the processor time of all threads of a process in nanoseconds, from the accounts of the operating system;
 * `undefined` where it has no such accounts: they are Linux's.
 */
export function processorTimeNs(pid: number): number | undefined {
  try {
    let ns = 0;
    for (const thread of readdirSync(`/proc/${pid}/task`)) ns += threadTimeNs(`/proc/${pid}/task/${thread}/schedstat`);
    return ns;
  } catch {
    return undefined;
  }
}

/** A thread can end while the threads are listed. */
function threadTimeNs(path: string): number {
  try {
    return Number.parseInt(readFileSync(path, 'utf8'), 10);
  } catch {
    return 0;
  }
}
