import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchOptions, chooseRows } from './arguments.ts';
import { besideStorage } from './beside-storage.ts';
import { besideStream } from './beside-stream.ts';
import { loadBuild } from './builds/build.ts';
import { updateBuild } from './builds/own-build.ts';
import { callRows, typeRows } from './comparison/library-rows.ts';
import type { Report } from './report.ts';
import type { Section } from './section.ts';
import type { Effort } from './slices.ts';
import { describeMachine } from './table-text.ts';
import { buildEarlier } from './targets/earlier-build.ts';
import { engineRows } from './targets/engine-rows.ts';
import { freshRows } from './targets/fresh-rows.ts';
import { heapRows } from './targets/heap-rows.ts';
import { reportTargets } from './targets/targets.ts';
import { transportRows } from './transports/transport-rows.ts';

const ownCheckout = fileURLToPath(new URL('..', import.meta.url));

/**
 * Measures the memory adapter beside its storage and a plain `Map`, and this build beside an earlier one and what is
 * aimed at; prints the tables.
 *
 * @throws UsageError - no row matches the pattern.
 */
export async function measureOwn(options: BenchOptions, report: Report): Promise<void> {
  const { quick, rows } = options;
  const effort: Effort = quick ? { rounds: 5, sliceMs: 4 } : { rounds: 40, sliceMs: 20 };
  report.log(describeMachine());
  if (quick) report.log('--quick shows that everything runs; its slices are too few and too short to judge anything');
  const folder = mkdtempSync(join(tmpdir(), 'dynarepo-bench-'));
  try {
    updateBuild(ownCheckout, report.log);
    const reason = buildEarlier(folder);
    if (reason !== undefined) report.log(`without the column "today": ${reason}`);
    const today = reason === undefined ? folder : undefined;
    const sections = await sectionsOf(options, today);
    const chosen = chooseRows(
      sections.flatMap(({ titles }) => titles),
      rows,
    );
    for (const { titles, measure } of sections) {
      if (titles.some((title) => chosen.has(title))) await measure(chosen, { effort, report });
    }
    reportTargets(report, { judges: !quick });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Memory comes first, and then fresh processes, before the large engines fill the heap and the caches. */
async function sectionsOf({ quick, million }: BenchOptions, today: string | undefined): Promise<readonly Section[]> {
  const builds = { own: await loadBuild(ownCheckout), today: today === undefined ? undefined : await loadBuild(today) };
  const itemCounts = quick ? [1_000] : [1_000, 100_000];
  return [
    heapRows(quick ? 2_000 : 20_000, builds),
    freshRows({ own: ownCheckout, today }),
    transportRows({ checkouts: { own: ownCheckout, today }, loaded: builds, isQuick: quick }),
    callRows(builds),
    typeRows(quick ? [1] : [1, 10, 100]),
    engineRows(itemCounts, builds),
    besideStorage(itemCounts),
    besideStream,
    ...(million ? [engineRows([1_000_000], builds)] : []),
  ];
}
