import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { replaceTable } from '../comparison/page-tables.ts';
import { printResults, type Results } from '../report.ts';
import { drawTargets } from './target-chart.ts';
import { targetResults, targetTable } from './target-table.ts';

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

/** Writes `bench/results.json`, the chart `docs/images/bench.svg` and the table of `docs/bench.md`. */
export function writeResults(results: Results): void {
  writeFileSync(path('bench/results.json'), printResults(results));
  const targets = targetResults(results);
  writeFileSync(path('docs/images/bench.svg'), drawTargets(targets));
  const page = path('docs/bench.md');
  const withTargets = replaceTable(readFileSync(page, 'utf8'), 'targets', targetTable(targets), 'measured');
  writeFileSync(page, replaceTable(withTargets, 'machine', describeRun(results), 'measured'));
}

/** Returns the sentence above the table. */
export function describeRun({ commit, node, processor, cores, date }: Results): string {
  return `Measured on ${date}, commit ${commit.slice(0, 7)}, with Node ${node}, ${processor}, ${cores} cores.`;
}
