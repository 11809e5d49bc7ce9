import * as assert from 'uvu/assert';
import { callRows } from '../../../bench/comparison/library-rows.ts';
import { Report } from '../../../bench/report.ts';
import { engineRows, engineTitle } from '../../../bench/targets/engine-rows.ts';
import { freshTitles } from '../../../bench/targets/fresh-process.ts';
import { heapTitles } from '../../../bench/targets/heap-rows.ts';
import { reportTargets, targets } from '../../../bench/targets/targets.ts';
import { transportRows } from '../../../bench/transports/transport-rows.ts';
import { suite } from '../../support/suite.ts';

const test = suite('targets of the bench');

test('each target rests on rows that are measured, and no two have the same title', () => {
  const build = { dynarepo: {}, memory: {}, http: {}, dynamodb: {} };
  const builds = { own: build };
  const sections = [
    engineRows([1_000, 100_000, 1_000_000], builds),
    transportRows({ checkouts: { own: '' }, loaded: builds }),
    callRows(builds),
  ];
  const titles = sections.flatMap((section) => section.titles);
  const rows = new Set([...titles, ...Object.values(freshTitles), ...Object.values(heapTitles)]);
  const needed = targets.flatMap(({ row, toRow = row }) => [row, toRow]);
  assert.equal(
    needed.filter((title) => !rows.has(title)),
    [],
  );
  assert.is(new Set(targets.map(({ title }) => title)).size, targets.length);
});

test('a target is a quotient of its rows, beside that of the earlier build', () => {
  const lines: string[] = [];
  const report = new Report((text) => void lines.push(text));
  const size = { itemCount: 1_000, indexes: 0 } as const;
  const [put, update] = [engineTitle(size, 'put'), engineTitle(size, 'update')];
  report.add({ title: put, unit: 'ns', values: { today: 400, 'this build': 300, 'Map, structuredClone': 200 } });
  report.add({ title: update, unit: 'ns', values: { today: 800, 'this build': 150 } });
  reportTargets(report);
  assert.equal(report.rows.slice(2), [
    {
      title: 'target: put to Map + structuredClone, 1,000 items',
      unit: 'ratio',
      values: { today: 2, 'this build': 1.5, 'at most': 0.6 },
    },
    {
      title: 'target: update to put, 1,000 items',
      unit: 'ratio',
      values: { today: 2, 'this build': 0.5, 'at most': 0.6 },
    },
  ]);
  assert.match(lines.at(-2) ?? '', /put .* 2\.00 +1\.50 +0\.60 +missed$/);
  assert.match(lines.at(-1) ?? '', /update .* 2\.00 +0\.50 +0\.60 +met$/);
});

test('without the earlier build its column is empty, and what compares with it is left out', () => {
  const lines: string[] = [];
  const report = new Report((text) => void lines.push(text));
  report.add({ title: freshTitles.requests, unit: 'ns', values: { 'this build': 5 } });
  report.add({ title: heapTitles.entry, unit: 'bytes', values: { 'this build': 120 } });
  reportTargets(report);
  assert.equal(report.rows.slice(2), [
    { title: `target: ${heapTitles.entry}`, unit: 'bytes', values: { 'this build': 120, 'at most': 150 } },
  ]);
  assert.match(lines.at(-1) ?? '', /– +120 +150 +met$/);
});

test('a quick run judges nothing', () => {
  const lines: string[] = [];
  const report = new Report((text) => void lines.push(text));
  report.add({ title: heapTitles.entry, unit: 'bytes', values: { 'this build': -132 } });
  reportTargets(report, { judges: false });
  assert.match(lines.at(-1) ?? '', /-132 +150 +not judged$/);
});

test.run();
