import * as assert from 'uvu/assert';
import { printResults, Report } from '../../bench/report.ts';
import { suite } from '../support/suite.ts';

const test = suite('report of the bench');

const newReport = () => new Report(() => undefined);

test('rows keep their order, and their values four digits', () => {
  const report = newReport();
  report.add({ title: 'b', unit: 'ns', values: { own: 1234.56, today: 0.123456 } });
  report.add({ title: 'a', unit: 'bytes', values: { own: 7 } });
  assert.equal(report.rows, [
    { title: 'b', unit: 'ns', values: { own: 1235, today: 0.1235 } },
    { title: 'a', unit: 'bytes', values: { own: 7 } },
  ]);
});

test('what was not measured is left out', () => {
  const report = newReport();
  report.add({ title: 'a', unit: 'ns', values: { own: 1, today: Number.NaN } });
  report.add({ title: 'b', unit: 'ns', values: { today: Number.NaN } });
  assert.equal(report.rows, [{ title: 'a', unit: 'ns', values: { own: 1 } }]);
  assert.ok(Number.isNaN(report.valueOf('b', 'today')));
});

test('results name the machine and the day, and are printed as JSON', () => {
  const report = newReport();
  report.add({ title: 'a', unit: 'ns', values: { own: 1 } });
  const results = report.results();
  assert.is(results.node, process.version);
  assert.match(results.commit, /^([0-9a-f]{40}( and changes)?|unknown)$/);
  assert.equal(JSON.parse(printResults(results)), results);
  assert.equal(Object.keys(results), ['commit', 'node', 'processor', 'cores', 'date', 'rows']);
  assert.match(results.date, /^\d{4}-\d{2}-\d{2}$/);
});

test.run();
