import * as assert from 'uvu/assert';
import { drawTargets } from '../../../bench/pages/target-chart.ts';
import { figure, targetResults, targetTable } from '../../../bench/pages/target-table.ts';
import { describeRun } from '../../../bench/pages/write-results.ts';
import { suite } from '../../support/suite.ts';

const test = suite('pages of the bench');

const rows = [
  { title: 'engine: get', unit: 'ns', values: { today: 8_000, 'this build': 1_000 } },
  { title: 'target: get < put', unit: 'ratio', values: { today: 1.234, 'this build': 0.2, 'at most': 0.5 } },
  { title: 'target: bytes', unit: 'bytes', values: { 'this build': 1_234, 'at most': 150 } },
] as const;
const results = targetResults({ rows });

test('targets are read from the rows of a run', () => {
  assert.equal(results, [
    { title: 'get < put', unit: 'ratio', today: 1.234, own: 0.2, most: 0.5 },
    { title: 'bytes', unit: 'bytes', today: undefined, own: 1_234, most: 150 },
  ]);
});

test('the table has a row for each target', () => {
  assert.is(
    targetTable(results),
    [
      '|  | today | now | target |  |',
      '|---|---|---|---|---|',
      '| get < put | 1.23 | 0.2 | ≤ 0.5 | met |',
      '| bytes | – | 1,234 | ≤ 150 | missed |',
    ].join('\n'),
  );
});

test('figures have three digits, so that one just above a target does not look like it', () => {
  assert.equal([0.02341, 0.5, 12.34, 123.4, 45_678].map(figure), ['0.0234', '0.5', '12.3', '123', '45,678']);
});

test('the chart is well formed, and shows what is missed without colour', () => {
  const chart = drawTargets(results);
  assert.match(chart, /^<svg [^>]*viewBox/);
  assert.match(chart, 'get &lt; put');
  assert.match(chart, 'prefers-color-scheme: dark');
  // One in the legend, one for the missed target.
  assert.is(chart.match(/class="missed"/g)?.length, 2);
  assert.not.match(chart, /NaN|undefined/);
});

test('a run is described by its commit, machine and day', () => {
  const run = { commit: 'a'.repeat(40), node: 'v1', processor: 'P', cores: 2, date: '2026-01-31', rows: [] };
  assert.is(describeRun(run), 'Measured on 2026-01-31, commit aaaaaaa, with Node v1, P, 2 cores.');
});

test.run();
