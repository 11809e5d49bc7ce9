// Must be evaluated before uvu is loaded; a side-effect import is never moved by the formatter.
import './uvu-flag.ts';
import * as uvu from 'uvu';
import { allowedSkips } from './allowed-skips.ts';
import { guard, takeStrayErrors } from './guard.ts';
import { noOutcomes, type Outcomes } from './outcomes.ts';
import { runAloneSoon, summariseAtExit } from './run-alone.ts';
import { takeQueuedRuns } from './uvu-flag.ts';

/** Code of a test or hook; a promise is waited for. */
export type Body = () => unknown;

/** Registers hooks that run once around a suite, or around each of its tests. */
export interface HookRegistrar {
  (hook: Body): void;
  each(hook: Body): void;
}

/** Registers tests: `test('does this', () => …)`; a suite must end with `.run()`. */
export interface TestSuite {
  (name: string, body: Body): void;
  readonly before: HookRegistrar;
  readonly after: HookRegistrar;
  /** Skips a test; the reason is printed and must be an allowed one in CI. */
  skip(name: string, reason: string, body?: Body): void;
  /** Runs only the tests of this suite that are marked so; rejected in CI. */
  only(name: string, body: Body): void;
  run(): void;
}

/** Settings of a suite. */
export interface SuiteOptions {
  /** A test or hook that takes longer fails. */
  readonly timeoutMs?: number;
}

interface Registered {
  readonly name: string;
  readonly body: Body;
}

interface State {
  readonly name: string;
  readonly timeoutMs: number;
  readonly before: Body[];
  readonly after: Body[];
  readonly beforeEach: Body[];
  readonly afterEach: Body[];
  readonly only: Registered[];
  readonly skips: { readonly name: string; readonly reason: string }[];
  tests: Registered[];
  hasRun: boolean;
}

const defaultTimeoutMs = 60_000;
const isCi = process.env.CI === 'true';

let suites: State[] = [];
let outcomes: Outcomes = noOutcomes();
let onTestStart: (title: string) => void = () => {};

/**
 * Creates a uvu suite that reports as failures what uvu ignores: hooks that throw, thrown values that are not errors,
 * promises that never settle, unhandled rejections, a missing `.run()` and an empty suite.
 */
export function suite(name: string, options: SuiteOptions = {}): TestSuite {
  const state: State = {
    name,
    timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
    before: [],
    after: [],
    beforeEach: [],
    afterEach: [],
    only: [],
    skips: [],
    tests: [],
    hasRun: false,
  };
  suites.push(state);
  const register = (testName: string, body: Body) => {
    if (state.hasRun) throw new Error(`test "${testName}" of suite "${name}" is registered after .run()`);
    state.tests.push({ name: testName, body });
  };
  return Object.assign(register, {
    before: hookRegistrar(state.before, state.beforeEach),
    after: hookRegistrar(state.after, state.afterEach),
    skip: (testName: string, reason: string) => skip(state, testName, reason),
    only: (testName: string, body: Body) => {
      if (isCi) throw new Error(`test "${testName}" of suite "${name}" is marked only, which CI rejects`);
      state.only.push({ name: testName, body });
    },
    run: () => queue(state),
  });
}

/** Calls the listener with the name of every test that starts. */
export function watchTests(listener: (title: string) => void): void {
  onTestStart = listener;
}

/** Runs every queued suite. */
export async function runQueuedSuites(): Promise<void> {
  for (let runs = takeQueuedRuns(); runs.length > 0; runs = takeQueuedRuns()) {
    for (const run of runs) await run();
  }
}

/** Returns the outcomes since the last call; suites that never ran and stray errors are failures. */
export function closeSuites(): Outcomes {
  for (const state of suites) {
    if (!state.hasRun) fail(state.name, ['.run() was never called, so no test of this suite ran']);
  }
  const stray = takeStrayErrors();
  if (stray.length > 0) fail('outside of tests', stray);
  const closed = outcomes;
  outcomes = noOutcomes();
  suites = [];
  return closed;
}

function hookRegistrar(once: Body[], each: Body[]): HookRegistrar {
  return Object.assign((hook: Body) => void once.push(hook), { each: (hook: Body) => void each.push(hook) });
}

function skip(state: State, name: string, reason: string): void {
  if (typeof reason !== 'string' || reason.trim() === '') throw new Error(`the skip of "${name}" gives no reason`);
  state.skips.push({ name, reason });
}

function queue(state: State): void {
  if (state.hasRun) throw new Error(`.run() of suite "${state.name}" is called twice`);
  state.hasRun = true;
  const tests = state.only.length > 0 ? state.only : state.tests;
  if (tests.length + state.skips.length === 0) fail(state.name, ['has no test']);
  for (const { name, reason } of state.skips) recordSkip(`${state.name}: ${name}`, reason);
  if (state.only.length > 0) {
    for (const { name } of state.tests) recordSkip(`${state.name}: ${name}`, 'another test is marked only');
  }
  queueInUvu(state, tests);
  runAloneSoon(runQueuedSuites);
}

/** Runs hooks inside our own guarded tests and hooks, because uvu loses errors that its own hooks throw. */
function queueInUvu(state: State, tests: readonly Registered[]): void {
  const queued = uvu.suite(state.name);
  const unfinished = new Set(tests);
  let isReady = true;
  queued.before(async () => {
    isReady = await runHooks(state, 'before');
  });
  for (const test of tests) {
    queued(test.name, async () => {
      const title = `${state.name}: ${test.name}`;
      onTestStart(title);
      const complaints = isReady ? await runTest(state, test) : ['did not run, because a before hook failed'];
      unfinished.delete(test);
      if (complaints.length === 0) outcomes.passed++;
      else failTest(title, complaints);
    });
  }
  queued.after(async () => {
    for (const { name } of unfinished) fail(`${state.name}: ${name}`, ['did not run']);
    await runHooks(state, 'after');
  });
  queued.run();
}

async function runTest(state: State, test: Registered): Promise<readonly string[]> {
  const complaints: string[] = [];
  for (const hook of state.beforeEach) complaints.push(...labelled('before.each', await guard(hook, state.timeoutMs)));
  if (complaints.length === 0) complaints.push(...(await guard(test.body, state.timeoutMs)));
  for (const hook of state.afterEach) complaints.push(...labelled('after.each', await guard(hook, state.timeoutMs)));
  return complaints;
}

async function runHooks(state: State, kind: 'before' | 'after'): Promise<boolean> {
  for (const hook of state[kind]) {
    onTestStart(`${state.name}: ${kind} hook`);
    const complaints = await guard(hook, state.timeoutMs);
    if (complaints.length > 0) {
      fail(`${state.name}: ${kind} hook`, complaints);
      if (kind === 'before') return false;
    }
  }
  return true;
}

function labelled(hook: string, complaints: readonly string[]): string[] {
  return complaints.map((complaint) => `in the ${hook} hook: ${complaint}`);
}

function recordSkip(title: string, reason: string): void {
  if (isCi && !allowedSkips.some((allowed) => allowed.reason.test(reason))) {
    fail(title, [`is skipped (${reason}), a reason that CI does not allow`]);
  } else {
    outcomes.skips.push({ title, reason });
  }
}

function fail(title: string, complaints: readonly string[]): void {
  outcomes.failures.push({ title, text: complaints.join('\n') });
}

function failTest(title: string, complaints: readonly string[]): never {
  fail(title, complaints);
  // uvu needs an error for its own display, and handles only plain errors reliably.
  throw new Error(complaints[0]);
}

summariseAtExit(closeSuites);
