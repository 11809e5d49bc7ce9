import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchOptions, chooseRows, UsageError } from '../arguments.ts';
import type { Report } from '../report.ts';
import type { Effort } from '../slices.ts';
import { tolerance } from '../statistics.ts';
import { describeMachine, line, microseconds, percent } from '../table-text.ts';
import { freshTitles } from '../targets/fresh-process.ts';
import { type Build, checkCheckout, copyBuild, isSameFolder, loadBuild } from './build.ts';
import { compareFresh } from './compare-fresh.ts';
import { indexRows } from './index-rows.ts';
import { measureGroup, type RowResult } from './measure-group.ts';
import { updateBuild } from './own-build.ts';
import { repositoryRows } from './repository-rows.ts';
import { requestHandlerRows } from './request-handler-rows.ts';
import { type RowGroup, titleOf } from './row-group.ts';
import { tableRows } from './table-rows.ts';

const ownCheckout = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Measures the build of another checkout and this one's in the same process, and prints the table.
 *
 * @throws UsageError - the folder is not another built checkout of dynarepo, or no row matches the pattern.
 */
export async function measureBuilds(directory: string, { quick, rows }: BenchOptions, report: Report): Promise<void> {
  checkCheckout(directory);
  if (isSameFolder(directory, ownCheckout)) throw new UsageError(`${directory} is this checkout, not another one`);
  const groups = rowGroups(quick);
  const titles = groups.flatMap((group) => group.rows.map((row) => titleOf(group, row)));
  const chosen = chooseRows([...titles, ...Object.values(freshTitles)], rows);
  updateBuild(ownCheckout, report.log);
  const copies = mkdtempSync(join(tmpdir(), 'dynarepo-bench-'));
  try {
    const other = await loadTwice(directory, join(copies, 'other'));
    const own = await loadTwice(ownCheckout, join(copies, 'own'));
    const effort: Effort = quick ? { rounds: 11, sliceMs: 4 } : { rounds: 60, sliceMs: 20 };
    printHead(effort, report);
    if (quick) report.log('--quick shows that everything runs; its slices are too few and too short to judge a change');
    const print = (texts: readonly string[]) => report.log(line(texts, [54, 12]));
    print(['', 'other build', 'this build', 'this / other', 'noise']);
    const results: RowResult[] = [];
    const collect = (result: RowResult) => {
      results.push(result);
      print(cellsOf(result));
      if (result.kind === 'unavailable') return;
      const { otherNs, ownNs, noise } = result.comparison;
      report.add({ title: result.title, unit: 'ns', values: { 'other build': otherNs, 'this build': ownNs } });
      report.add({ title: `${result.title}, noise`, unit: 'ratio', values: { noise } });
    };
    for (const group of groups) {
      for await (const result of measureGroup({ other, own }, group, { chosen, effort })) collect(result);
    }
    for (const result of compareFresh([directory, ownCheckout], { chosen, effort })) collect(result);
    report.log(`\n${summaryOf(results)}`);
  } finally {
    rmSync(copies, { recursive: true, force: true });
  }
}

/** Returns all rows, in the order of the table. */
export function rowGroups(quick: boolean): readonly RowGroup[] {
  return [
    tableRows(1_000),
    ...(quick ? [] : [tableRows(100_000)]),
    indexRows(quick ? 1_000 : 10_000),
    repositoryRows(1_000),
    requestHandlerRows(1_000),
  ];
}

/** Returns the last line of the table: how many rows are slower. */
export function summaryOf(results: readonly RowResult[]): string {
  const measured = results.filter((result) => result.kind === 'measured');
  const slower = measured.filter(({ comparison }) => comparison.isSlower).length;
  const unavailable = results.length - measured.length;
  const rest = unavailable === 0 ? '' : `; ${unavailable} not measured`;
  return `${slower} of ${measured.length} rows are slower by more than the noise and ${percent(tolerance)}${rest}`;
}

/** The second load is a copy in another folder: modules with their own state and their own compiled code. */
async function loadTwice(checkout: string, copy: string): Promise<[Build, Build]> {
  copyBuild(checkout, copy);
  return [await loadBuild(checkout), await loadBuild(copy)];
}

function printHead({ rounds, sliceMs }: Effort, report: Report): void {
  report.log(describeMachine());
  report.log(
    `µs of processor time per operation, garbage collection included: 20th percentile of ${rounds} interleaved slices of about ${sliceMs} ms; items of 1 KB`,
  );
  report.log(
    'each build is loaded twice: a time is the mean of both loads, the noise how far a build differs from itself',
  );
}

function cellsOf(result: RowResult): string[] {
  if (result.kind === 'unavailable') return [result.title, result.reason];
  const { otherNs, ownNs, ratio, noise, isSlower } = result.comparison;
  const mark = isSlower ? ['  slower'] : [];
  return [result.title, microseconds(otherNs), microseconds(ownNs), ratio.toFixed(2), percent(noise), ...mark];
}
