// Runs random histories on the memory adapter and on DynamoDB Local and compares them step by step:
// `tsx test/differential/main.ts [--seed N] [--steps N] [--history N] [--endpoint URL] [--keep-going]`.
import { parseArgs } from 'node:util';
import { type DynamoDb, systemClock } from 'dynarepo';
import { startDynamoDbLocal } from 'dynarepo/testing';
import { dynamoDbLocalVersion } from '../support/known-differences/known-differences.ts';
import { ownedTables } from '../support/owned-tables.ts';
import { partSeed } from './generate/chance.ts';
import { history } from './generate/history.ts';
import type { KnownDifference } from './known-differences/known-difference.ts';
import { knownDifferences } from './known-differences/known-differences.ts';
import { readRegressions, saveRegression, toText } from './regressions.ts';
import { type Failure, type Replayed, replay } from './replay.ts';
import { shrink } from './shrink.ts';
import type { Step } from './step.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '2000' },
    history: { type: 'string' },
    endpoint: { type: 'string' },
    'keep-going': { type: 'boolean', default: false },
  },
});
const seed = parseInteger('seed', values.seed);
const mostSteps = parseInteger('steps', values.steps);
const onlyHistory = values.history === undefined ? undefined : parseInteger('history', values.history);

/** Number of concurrent histories: each waits for DynamoDB Local most of the time. */
const lanes = 6;
/** Number of steps after which every known difference should have occurred. */
const longRun = 50_000;
/** Steps between two lines of progress if the output is not a terminal. */
const stepsPerLine = 1000;
const mostFailures = values['keep-going'] ? 1000 : 1;

const started = systemClock.nowMs();
const local = await startDynamoDbLocal({ endpoint: values.endpoint });
const run = ownedTables().name('differential');
const occurrences = new Map<KnownDifference, number>();
let [passed, failed, prefixes, nextHistory, nextProgress] = [0, 0, 0, onlyHistory ?? 0, stepsPerLine];

try {
  for (const { name, steps } of readRegressions()) {
    const { failure } = record(await replayOnce(local.db, steps));
    if (failure !== undefined) print(`\nregression ${name}: ${failureText(failure)}`);
  }
  await Promise.all(Array.from({ length: onlyHistory === undefined ? lanes : 1 }, () => runLane(local.db)));
} finally {
  await local.stop();
}
summarize();

async function runLane(db: DynamoDb): Promise<void> {
  while (passed < mostSteps && failed < mostFailures) {
    const number = nextHistory++;
    if (onlyHistory !== undefined && number > onlyHistory) return;
    const steps = history(partSeed(seed, number));
    const { failure } = record(await replayOnce(db, steps));
    progress();
    if (failure !== undefined) await report(db, { number, steps, failure });
  }
}

function replayOnce(db: DynamoDb, steps: readonly Step[]): Promise<Replayed> {
  return replay(steps, { local: db, known: knownDifferences, prefix: `${run}-${prefixes++}-` });
}

function record(replayed: Replayed): Replayed {
  passed += replayed.steps - (replayed.failure === undefined ? 0 : 1);
  failed += replayed.failure === undefined ? 0 : 1;
  for (const [difference, times] of replayed.occurrences)
    occurrences.set(difference, (occurrences.get(difference) ?? 0) + times);
  return replayed;
}

interface Found {
  readonly number: number;
  readonly steps: readonly Step[];
  readonly failure: Failure;
}

async function report(db: DynamoDb, { number, steps, failure }: Found): Promise<void> {
  const smallest = await shrink(steps, failure, async (candidate) => (await replayOnce(db, candidate)).failure);
  const { failure: last = failure } = await replayOnce(db, smallest);
  const origin = `seed ${seed}, history ${number}, step ${failure.index}`;
  const path = saveRegression({ name: `seed-${seed}-history-${number}`, origin, steps: smallest });
  print(
    `\n${origin}: ${failureText(last)}\n${toText(smallest)}\nsaved as ${path}; to repeat: --seed ${seed} --history ${number}`,
  );
}

function failureText({ step, differences }: Failure): string {
  const lines = differences.map(({ aspect, memory, local: theirs }) =>
    [`  ${aspect}`, `    memory:         ${memory}`, `    DynamoDB Local: ${theirs}`].join('\n'),
  );
  return [`${step.operation} differs`, ...lines].join('\n');
}

/** Prints the progress: in one line that is overwritten on a terminal, in a new line now and then elsewhere. */
function progress(): void {
  const line = `${passed} steps, ${nextHistory} histories, ${speed()} steps per second`;
  if (process.stdout.isTTY) process.stdout.write(`\r${line} `);
  else if (passed >= nextProgress) {
    print(line);
    nextProgress = passed + stepsPerLine;
  }
}

function summarize(): void {
  const unseen = knownDifferences.filter((difference) => !occurrences.has(difference));
  for (const [{ fact }, times] of occurrences)
    print(`known difference of DynamoDB Local ${dynamoDbLocalVersion}, occurred ${times} times: ${fact}`);
  if (passed >= longRun) for (const { fact } of unseen) print(`WARNING: known difference that never occurred: ${fact}`);
  print(`seed ${seed}: ${nextHistory} histories, ${speed()} steps per second`);
  print(`${passed} passed, ${failed} failed, 0 skipped`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

function speed(): number {
  return Math.round(passed / ((systemClock.nowMs() - started) / 1000));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function parseInteger(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0)
    throw new Error(`--${name} requires a non-negative integer, but is ${text}`);
  return number;
}
