import { type ConformanceSuite, conformanceContext, conformanceSuites } from 'dynarepo/testing';
import { type AdapterUnderTest, conformanceAdapters } from './adapters.ts';
import { candidatesFor, expectDifference, rowsAbout } from './known-differences/known-difference.ts';
import { knownDifferences } from './known-differences/known-differences.ts';
import { suite, type TestSuite } from './suite.ts';

/**
 * Registers the behaviour suite with the given name for every adapter. A test with a known difference must fail with its
 * outcome, and every row of the suite must explain a failure, so that the list of differences stays correct.
 */
export function behaviour(name: string): Pick<TestSuite, 'run'> {
  const family = conformanceSuites.find((each) => each.name === name);
  if (family === undefined) throw new Error(`no behaviour suite is named ${name}`);
  const suites = conformanceAdapters().map((adapter) => onAdapter(family, adapter));
  return {
    run: () => {
      for (const each of suites) each.run();
    },
  };
}

function onAdapter(family: ConformanceSuite, adapter: AdapterUnderTest): TestSuite {
  const test = suite(`${family.name} on ${adapter.name}`);
  const rows = rowsAbout(family.name, knownDifferences[adapter.name]);
  const explaining = new Set<unknown>();
  const { tableName } = adapter;
  const { indexesLag, tablesTakeTime } = adapter.capabilities;
  const capabilities = { indexesLag, tablesTakeTime };
  const context = lazily(async () => conformanceContext({ db: await adapter.open(), capabilities, tableName }));
  for (const { name, run } of family.tests) {
    const candidates = candidatesFor(name, rows);
    const body = async () => run(await context());
    test(name, async () => {
      if (candidates.length === 0) await body();
      else explaining.add((await expectDifference(body, candidates)).row);
    });
  }
  if (rows.length > 0) {
    test('every known difference explains a failure', () => {
      const idle = rows.filter(({ row }) => !explaining.has(row));
      if (idle.length > 0) throw new Error(`rows that explain no failure: ${idle.map(describe).join('; ')}`);
    });
  }
  test.after(() => adapter.close());
  return test;
}

function describe({ fact, row: [, tests] }: { readonly fact: string; readonly row: readonly unknown[] }): string {
  return `${String(tests)} ("${fact}")`;
}

/** Returns a function that calls `create` once and returns the same promise for every call. */
function lazily<T>(create: () => Promise<T>): () => Promise<T> {
  let created: Promise<T> | undefined;
  return () => {
    created ??= create();
    return created;
  };
}
