import type { ConformanceTest } from './conformance-test.ts';

/** Adds the source of a behaviour, such as `behaviour §23, UPDATED_NEW`, to its tests. */
export function withSource(source: string, tests: readonly ConformanceTest[]): readonly ConformanceTest[] {
  return tests.map((test) => ({ ...test, source }));
}
