import { fileURLToPath } from 'node:url';
import { chooseRows } from './arguments.ts';
import { loadBuild } from './builds/build.ts';
import { updateBuild } from './builds/own-build.ts';
import { profileRun } from './profile-run.ts';
import type { Report } from './report.ts';
import { describeMachine } from './table-text.ts';
import { engineRowsOf } from './targets/engine-rows.ts';

const checkout = fileURLToPath(new URL('..', import.meta.url));
const shown = 25;

/**
 * Profiles rows on engines of this build, and prints the functions that take most of each.
 *
 * @throws UsageError - no row matches the pattern.
 */
export async function profileRows(pattern: RegExp, report: Report): Promise<void> {
  updateBuild(checkout, report.log);
  const rows = engineRowsOf([1_000, 100_000], await loadBuild(checkout));
  const chosen = chooseRows(
    rows.map(({ title }) => title),
    pattern,
  );
  report.log(describeMachine());
  for (const { title, itemCount, prepare } of rows.filter((row) => chosen.has(row.title))) {
    const run = await prepare();
    if (run === undefined) continue;
    report.log(`\n${title}: share of the samples by a function's own code`);
    for (const { name, share } of (await profileRun(run, itemCount)).slice(0, shown)) {
      report.log(`${(share * 100).toFixed(1).padStart(5)} %  ${name}`);
    }
  }
}
