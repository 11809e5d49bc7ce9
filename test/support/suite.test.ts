import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as assert from 'uvu/assert';
import { suite } from './suite.ts';

interface Ended {
  readonly code: number;
  readonly output: string;
}

interface Expected {
  readonly counts: string;
  readonly texts: readonly RegExp[];
  /** Whether the file is also run alone, because its outcome depends on how the process starts and ends. */
  readonly alone?: boolean;
}

const runner = fileURLToPath(new URL('run.ts', import.meta.url));
const fixture = (name: string) => fileURLToPath(new URL(`fixtures/${name}.fixture.ts`, import.meta.url));

/** Every kind of failed run: test name, fixture, and expected output. */
const failing: readonly (readonly [name: string, fixture: string, expected: Expected])[] = [
  [
    'a failed test is reported with message, difference, stack and file',
    'failing',
    {
      counts: '1 passed, 1 failed, 0 skipped',
      texts: [/failing: adds/, /Actual:/, /failing\.fixture\.ts:\d+/],
      alone: true,
    },
  ],
  [
    'a before hook that throws fails the suite, and its tests do not run',
    'before-throws',
    { counts: '0 passed, 2 failed, 0 skipped', texts: [/before hook/, /before is broken/, /never runs\s+did not run/] },
  ],
  [
    'an after hook that throws is a failure',
    'after-throws',
    { counts: '1 passed, 1 failed, 0 skipped', texts: [/after hook/, /after is broken/] },
  ],
  [
    'a before.each hook that throws fails the test',
    'before-each-throws',
    { counts: '1 passed, 1 failed, 0 skipped', texts: [/before\.each hook: Error: each is broken/] },
  ],
  [
    'an after.each hook that throws fails the test, and the tests that follow still run',
    'after-each-throws',
    { counts: '1 passed, 1 failed, 0 skipped', texts: [/after\.each hook: Error: each is broken/] },
  ],
  [
    'thrown values that are not errors are failures',
    'throws-no-error',
    {
      counts: '0 passed, 4 failed, 0 skipped',
      texts: [
        /not an Error: undefined/,
        /not an Error: 'text'/,
        /not an Error: \{ an: 'object' \}/,
        /not an Error: null/,
      ],
    },
  ],
  [
    'a missing .run() is a failure',
    'run-forgotten',
    { counts: '0 passed, 1 failed, 0 skipped', texts: [/forgetful\s+\.run\(\) was never called/], alone: true },
  ],
  [
    'a missing .run() of one of two suites is a failure',
    'one-run-forgotten',
    { counts: '1 passed, 1 failed, 0 skipped', texts: [/first\s+\.run\(\) was never called/], alone: true },
  ],
  [
    'a test registered after .run() is a failure',
    'registered-late',
    { counts: '1 passed, 1 failed, 0 skipped', texts: [/"too late".*after \.run\(\)/] },
  ],
  ['a suite without a test is a failure', 'empty', { counts: '0 passed, 1 failed, 0 skipped', texts: [/has no test/] }],
  [
    'a promise that never settles fails at once, and the tests that follow still run',
    'never-settles',
    {
      counts: '1 passed, 1 failed, 0 skipped',
      texts: [/never settles: waits for nothing\s+never settled/],
      alone: true,
    },
  ],
  [
    'a test that exceeds the time limit fails',
    'too-slow',
    { counts: '1 passed, 1 failed, 0 skipped', texts: [/too slow: waits for long\s+did not end within 100 ms/] },
  ],
  [
    'an unhandled rejection fails the test that caused it',
    'unhandled-rejection',
    {
      counts: '1 passed, 1 failed, 0 skipped',
      texts: [/unhandled: forgets a promise\s+unhandled rejection: Error: nobody caught it/],
    },
  ],
  [
    'an uncaught exception fails the test that caused it',
    'uncaught-exception',
    { counts: '1 passed, 1 failed, 0 skipped', texts: [/uncaught exception: Error: from a timer/] },
  ],
  [
    'a test that ends the process is a failure',
    'exits',
    { counts: '0 passed, 1 failed, 0 skipped', texts: [/ended/], alone: true },
  ],
  [
    'a file that cannot be loaded is a failure',
    'throws-on-load',
    { counts: '0 passed, 2 failed, 0 skipped', texts: [/broken from the start/], alone: true },
  ],
  [
    'a skip without a reason is a failure',
    'skip-without-reason',
    { counts: '0 passed, 2 failed, 0 skipped', texts: [/gives no reason/] },
  ],
  [
    'a file that registers no test is a failure',
    'nothing',
    { counts: '0 passed, 1 failed, 0 skipped', texts: [/registers no test/] },
  ],
  [
    'a file whose top-level await never settles is a failure',
    'top-never-settles',
    { counts: '0 passed, 1 failed, 0 skipped', texts: [/await at the top/] },
  ],
  [
    'a process that hangs is killed, and the failure names the test',
    'spins',
    { counts: '0 passed, 1 failed, 0 skipped', texts: [/spinning: never yields\s+the process ended \(SIGKILL\)/] },
  ],
];

const test = suite('suite');

// The runner runs all fixtures in one run; meanwhile some fixtures also run alone.
let runTogether: Promise<Ended>;
const runsAlone = new Map<string, Promise<Ended>>();
test.before(() => {
  runTogether = start([
    runner,
    '--silence-limit-ms',
    '10000',
    'no-such-file',
    ...failing.map(([, name]) => fixture(name)),
  ]);
  for (const [, name, { alone }] of failing) if (alone) runsAlone.set(name, start([fixture(name)]));
  runsAlone.set('left-open', start([fixture('left-open')]));
});

for (const [testName, name, { counts, texts, alone }] of failing) {
  test(testName, async () => {
    const { output } = await runTogether;
    const part = output.split(/\n(?=ok |FAIL )/).filter((block) => block.includes(`/${name}.fixture.ts`));
    assert.match(part[0] ?? '', new RegExp(`^FAIL .*: ${counts} `), output);
    for (const text of texts) assert.match(part.join('\n'), text);
    if (alone) isRed(await runsAlone.get(name), counts, texts);
  });
}

test('a pattern that matches no file is a failure, even if others match', async () => {
  const together = await runTogether;
  assert.is(together.code, 1);
  assert.match(together.output, /FAIL no-such-file\s+no test file matches this pattern/);
  assert.match(lastLine(together), /^\d+ passed, \d+ failed, 0 skipped$/);
});

test('a file that leaves a resource open ends with a failure', async () => {
  isRed(await runsAlone.get('left-open'), '1 passed, 1 failed, 0 skipped', [/still open/]);
});

test('a successful run prints the counts and the skips with their reasons and exits with 0', async () => {
  for (const ended of await Promise.all([start([fixture('green')]), start([runner, fixture('green')])])) {
    assert.is(ended.code, 0, ended.output);
    assert.match(ended.output, /skipped: .*green: not yet: the reason of it\n/);
    assert.is(lastLine(ended), '2 passed, 0 failed, 1 skipped');
  }
});

test('only skips the other tests and reports them', async () => {
  const ended = await start([runner, fixture('only')]);
  assert.is(ended.code, 0, ended.output);
  assert.match(ended.output, /is left out: another test is marked only/);
});

test('CI rejects only, and skips without an allowed reason', async () => {
  const ended = await start([runner, fixture('only'), fixture('green')], { CI: 'true' });
  isRed(ended, '2 passed, 3 failed, 0 skipped', [/marked only, which CI rejects/, /a reason that CI does not allow/]);
});

test('a run without a single test fails', async () => {
  isRed(await start([runner, 'no-such-file']), '0 passed, 1 failed, 0 skipped', [/no test passed/]);
});

test.run();

function start(parameters: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--import', 'tsx', ...parameters],
      { env: { ...process.env, CI: '', ...env } },
      (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: `${stdout}${stderr}` }),
    );
  });
}

function isRed(ended: Ended | undefined, counts: string, texts: readonly RegExp[]): void {
  assert.ok(ended);
  assert.is(ended.code, 1, ended.output);
  assert.is(lastLine(ended), counts, ended.output);
  for (const text of texts) assert.match(ended.output, text);
}

function lastLine({ output }: Ended): string {
  return output.trimEnd().split('\n').at(-1) ?? '';
}
