import { isGood, type Outcomes, renderDetails, summaryLine } from './outcomes.ts';

const openLimitMs = 5_000;

let hasRunner = false;
let isStarted = false;
let isDraining = false;

/** Lets a runner run the suites and print the outcomes. */
export function takeOver(): void {
  hasRunner = true;
}

/** Runs the queued suites as soon as the file is loaded, unless a runner has taken over. */
export function runAloneSoon(drain: () => Promise<void>): void {
  if (hasRunner || isStarted) return;
  isStarted = true;
  setTimeout(() => void runThenExpectEnd(drain), 0);
}

/** Prints the summary at the end of the process in every case, unless a runner has taken over. */
export function summariseAtExit(close: () => Outcomes): void {
  process.on('exit', (code) => {
    if (hasRunner) return;
    const outcomes = close();
    if (isDraining) outcomes.failures.push({ title: 'this process', text: 'ended before its tests' });
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
    process.stdout.write(`\na server, client or timer is still open ${openLimitMs} ms after the last test\n`);
    process.exit(1);
  }, openLimitMs).unref();
}
