// The test runner: `tsx test/support/run.ts [patterns…] [--workers N] [--silence-limit-ms N]`.
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findTestFiles } from './find-test-files.ts';
import { addOutcomes, isGood, noOutcomes, type Outcomes, renderDetails, summaryLine } from './outcomes.ts';
import { Worker } from './worker.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { workers: { type: 'string' }, 'silence-limit-ms': { type: 'string', default: '300000' } },
});
const found = findTestFiles(fileURLToPath(new URL('..', import.meta.url)), positionals);
const total = noOutcomes();
for (const pattern of found.unmatched)
  total.failures.push({ title: pattern, text: 'no test file matches this pattern' });

const startedMs = performance.now();
const waiting = [...found.files];
const workerCount = Math.min(Number(values.workers ?? availableParallelism()), waiting.length);
await Promise.all(Array.from({ length: workerCount }, runWaitingFiles));

process.stdout.write(renderDetails({ ...total, skips: [] }));
for (const { title, reason } of total.skips) process.stdout.write(`skipped: ${title}: ${reason}\n`);
if (total.passed + total.skips.length === 0) process.stdout.write('\nno test passed\n');
const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
process.stdout.write(`\n${found.files.length} files in ${seconds} s\n${summaryLine(total)}\n`);
process.exit(isGood(total) ? 0 : 1);

async function runWaitingFiles(): Promise<void> {
  const worker = new Worker(Number(values['silence-limit-ms']));
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    const fileStartedMs = performance.now();
    const { outcomes, output } = await worker.run(file);
    report(relative(process.cwd(), file), outcomes, { output, durationMs: performance.now() - fileStartedMs });
  }
  worker.stop();
}

function report(
  file: string,
  outcomes: Outcomes,
  { output, durationMs }: { readonly output: string; readonly durationMs: number },
): void {
  const isFailed = outcomes.failures.length > 0;
  process.stdout.write(
    `${isFailed ? 'FAIL' : 'ok  '} ${file}: ${summaryLine(outcomes)} (${durationMs.toFixed(0)} ms)\n`,
  );
  if (isFailed && output !== '') process.stdout.write(`${output.trimEnd()}\n`);
  addOutcomes(total, {
    passed: outcomes.passed,
    failures: outcomes.failures.map(({ title, text }) => ({ title: `${file} › ${title}`, text })),
    skips: outcomes.skips.map(({ title, reason }) => ({ title: `${file} › ${title}`, reason })),
  });
}
