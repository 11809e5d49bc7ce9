import { formatThrown } from './format-thrown.ts';

/** Descriptions of the failures of a guarded test or hook; empty on success. */
export type Complaints = readonly string[];

interface Running {
  readonly stray: string[];
  readonly abandon: (why: string) => void;
}

let running: Running | undefined;
const strayOutsideTests: string[] = [];

/**
 * Runs a test or hook to its end and never throws: thrown values of any type, a promise that never settles, an exceeded
 * time limit, unhandled rejections and uncaught exceptions in the meantime are returned as complaints.
 */
export async function guard(body: () => unknown, timeoutMs: number): Promise<Complaints> {
  const complaints: string[] = [];
  let timer: NodeJS.Timeout | undefined;
  const abandoned = new Promise<void>((resolve) => {
    const abandon = (why: string) => {
      complaints.push(why);
      resolve();
    };
    running = { stray: complaints, abandon };
    timer = setTimeout(() => abandon(`did not end within ${timeoutMs} ms`), timeoutMs);
    // Without other work the promise can never settle. The process must then be able to end, so that the `beforeExit`
    // handler below reports the failure at once instead of after the time limit.
    timer.unref();
  });
  await Promise.race([settle(body, complaints), abandoned]);
  clearTimeout(timer);
  // Node reports unhandled rejections between turns of the event loop; waiting for one turn assigns them to this test.
  await new Promise((resolve) => setImmediate(resolve));
  running = undefined;
  return complaints;
}

/** Returns and clears the errors that occurred while no test or hook was running. */
export function takeStrayErrors(): Complaints {
  return strayOutsideTests.splice(0);
}

async function settle(body: () => unknown, complaints: string[]): Promise<void> {
  try {
    await body();
  } catch (thrown) {
    complaints.push(formatThrown(thrown));
  }
}

function stray(kind: string, thrown: unknown): void {
  (running?.stray ?? strayOutsideTests).push(`${kind}: ${formatThrown(thrown)}`);
}

process.on('unhandledRejection', (reason) => stray('unhandled rejection', reason));
process.on('uncaughtException', (error) => stray('uncaught exception', error));
process.on('beforeExit', () => running?.abandon('never settled: no pending work was left'));
