import * as assert from 'uvu/assert';
import { type Build, MissingExport } from '../../../bench/builds/build.ts';
import { indexRows } from '../../../bench/builds/index-rows.ts';
import { rowGroups, summaryOf } from '../../../bench/builds/measure-builds.ts';
import { measureGroup, type RowResult, reasonFor } from '../../../bench/builds/measure-group.ts';
import { repositoryRows } from '../../../bench/builds/repository-rows.ts';
import { requestHandlerRows } from '../../../bench/builds/request-handler-rows.ts';
import type { RowGroup } from '../../../bench/builds/row-group.ts';
import { tableRows } from '../../../bench/builds/table-rows.ts';
import { makeItem } from '../../../bench/items.ts';
import type { Comparison } from '../../../bench/statistics.ts';
import * as http from '../../../src/adapters/http/index.ts';
import * as memory from '../../../src/adapters/memory/index.ts';
import { NotImplementedError } from '../../../src/domain/errors.ts';
import * as dynarepo from '../../../src/index.ts';
import { suite } from '../../support/suite.ts';

const test = suite('rows that compare two builds');

const build: Build = { dynarepo, memory, http, dynamodb: {} };
const itemCount = 200;
const items = Array.from({ length: itemCount }, (_, index) => makeItem(index));

/** The outputs of all rows for items from both ends, by row. */
async function outputsOf(group: RowGroup): Promise<Map<string, unknown>> {
  const runs = await group.prepare(build, items);
  const outputs = new Map<string, unknown>();
  for (const row of group.rows) {
    await runs[row]?.(itemCount - 1);
    outputs.set(row, await runs[row]?.(3));
  }
  return outputs;
}

const member = (output: unknown, name: string): unknown => Reflect.get(Object(output), name);

test('the rows on a table find and write what they are named after', async () => {
  const outputs = await outputsOf(tableRows(itemCount));
  for (const [row, output] of outputs) assert.ok(output, row);
  assert.ok(member(outputs.get('get'), 'Item'));
  assert.is(member(outputs.get('query of 50'), 'Count'), 50);
  assert.is(member(outputs.get('filtered scan of 1,000'), 'ScannedCount'), itemCount);
  assert.equal(member(outputs.get('BatchWriteItem of 25'), 'UnprocessedItems'), {});
  const responses = Object.values(Object(member(outputs.get('BatchGetItem of 100'), 'Responses')));
  assert.is(member(responses[0], 'length'), 100);
  assert.ok(member(outputs.get('snapshot and get'), 'Item'));
});

test('the rows on indexes are executed', async () => {
  for (const [row, output] of await outputsOf(indexRows(itemCount))) assert.ok(output, row);
});

test('the rows on a repository return entities', async () => {
  const outputs = await outputsOf(repositoryRows(itemCount));
  assert.is(member(outputs.get('create and delete'), 'partition'), 'created');
  assert.is(member(outputs.get('get'), 'sort'), 3);
  assert.is(member(outputs.get('update'), 'amount'), 3);
  assert.is(member(outputs.get('query of 50'), 'length'), 50);
});

test('the rows on the request handler return the bodies of responses', async () => {
  const outputs = await outputsOf(requestHandlerRows(itemCount));
  const jsonOf = (row: string): unknown => JSON.parse(Buffer.from(Object(outputs.get(row))).toString());
  assert.ok(member(jsonOf('get'), 'Item'));
  assert.is(member(jsonOf('query of 50'), 'Count'), 50);
});

test('no two rows have the same title', () => {
  const titles = rowGroups(false).flatMap(({ title, rows }) => rows.map((row) => `${title}: ${row}`));
  assert.is(new Set(titles).size, titles.length);
});

test('what the other build lacks is not measured', async () => {
  const builds = { own: [build, build], other: [{ ...build, http: {} }, build] } as const;
  const measurement = {
    chosen: new Set(['request handler, 200 items: get']),
    effort: { rounds: 1, sliceMs: 1 },
  };
  const results: RowResult[] = [];
  for await (const result of measureGroup(builds, requestHandlerRows(itemCount), measurement)) results.push(result);
  assert.equal(results, [
    { kind: 'unavailable', title: 'request handler, 200 items: get', reason: 'not in the other build' },
  ]);
});

test('an export, a method or an operation can be missing; anything else is a failure', () => {
  const missing = 'not in the other build';
  assert.is(reasonFor(new MissingExport('memory has no export fork')), missing);
  assert.is(reasonFor(new TypeError('db.fork is not a function')), missing);
  assert.is(reasonFor(new NotImplementedError('BatchWriteItem')), missing);
  assert.is(reasonFor(new RangeError('odd')), 'fails in the other build: RangeError: odd');
});

test('the last line counts the slower rows and those that were not measured', () => {
  const comparison: Comparison = { otherNs: 1, ownNs: 2, ratio: 2, noise: 0, isSlower: true };
  const slower: RowResult = { kind: 'measured', title: 'a', comparison };
  const equal: RowResult = { kind: 'measured', title: 'b', comparison: { ...comparison, isSlower: false } };
  const unavailable: RowResult = { kind: 'unavailable', title: 'c', reason: 'not in the other build' };
  assert.is(summaryOf([slower, equal]), '1 of 2 rows are slower by more than the noise and 5 %');
  assert.is(summaryOf([equal, unavailable]), '0 of 1 rows are slower by more than the noise and 5 %; 1 not measured');
});

test.run();
