import { formatThrown } from './format-thrown.ts';

/** What a guarded piece of test code did wrong, as texts; empty when all went well. */
export type Complaints = readonly string[];

interface Running {
  readonly stray: string[];
  readonly abandon: (why: string) => void;
}

let running: Running | undefined;
const strayOutsideTests: string[] = [];

/**
 * Runs a test or hook to its end and never throws: what is thrown (of whatever type), a promise that never settles, the
 * time limit, unhandled rejections and uncaught exceptions meanwhile all come back as complaints.
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
    // Without other work the process must be able to reach its end: then the promise can never settle, and the
    // `beforeExit` handler below says so at once instead of after the time limit.
    timer.unref();
  });
  await Promise.race([settle(body, complaints), abandoned]);
  clearTimeout(timer);
  // Node reports unhandled rejections only between turns of the event loop; waiting for one pins them on this test.
  await new Promise((resolve) => setImmediate(resolve));
  running = undefined;
  return complaints;
}

/** Takes the errors that happened while no test or hook was running. */
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
process.on('beforeExit', () => running?.abandon('never settled: nothing was left to wait for'));
