import { isGood, type Outcomes, renderDetails, summaryLine } from './outcomes.ts';

const openLimitMs = 5_000;

let isTakenOver = false;
let isStarted = false;
let isDraining = false;

/** Says that something else runs the suites and prints what comes out. */
export function takeOver(): void {
  isTakenOver = true;
}

/** Runs the queued suites as soon as the file is loaded, unless a runner has taken over. */
export function runAloneSoon(drain: () => Promise<void>): void {
  if (isTakenOver || isStarted) return;
  isStarted = true;
  setTimeout(() => void runThenExpectEnd(drain), 0);
}

/** Prints the summary at the very end of the process, whatever ends it, unless a runner has taken over. */
export function summariseAtExit(close: () => Outcomes): void {
  process.on('exit', (code) => {
    if (isTakenOver) return;
    const outcomes = close();
    if (isDraining) outcomes.failures.push({ title: 'this process', text: 'ended before its tests did' });
    else if (code !== 0 && outcomes.failures.length === 0) {
      outcomes.failures.push({ title: 'this process', text: `ended with exit code ${code}` });
    }
    process.stdout.write(`${renderDetails(outcomes)}\n${summaryLine(outcomes)}\n`);
    process.exitCode = isGood(outcomes) ? 0 : 1;
  });
}

async function runThenExpectEnd(drain: () => Promise<void>): Promise<void> {
  isDraining = true;
  await drain();
  isDraining = false;
  isStarted = false;
  setTimeout(() => {
    process.stdout.write(
      `\nsomething is still open ${openLimitMs} ms after the last test: a server, a client, a timer\n`,
    );
    process.exit(1);
  }, openLimitMs).unref();
}
