import * as assert from 'uvu/assert';
import { makeItem } from '../../../bench/items.ts';
import { copyOperations, engineRuns, requestOperations } from '../../../bench/targets/engines.ts';
import { cloneItem, copyFlatItem, nestedMap } from '../../../bench/targets/floors.ts';
import * as memory from '../../../src/adapters/memory/index.ts';
import { suite } from '../../support/suite.ts';

const test = suite('engines of the bench');

const items = Array.from({ length: 100 }, (_, index) => makeItem(index));
const source = { length: items.length, itemAt: (index: number) => items[index] ?? {} };
const member = (output: unknown, name: string): unknown => Reflect.get(Object(output), name);

const build = { dynarepo: {}, memory, http: {}, dynamodb: {} };

for (const table of [{ indexes: 0 }, { indexes: 1 }, { indexes: 5 }, { indexes: 0, stream: true }] as const) {
  test(`the adapter finds and writes the items of a table: ${JSON.stringify(table)}`, async () => {
    const runs = await engineRuns(build, source, table);
    for (const operation of [...copyOperations, ...requestOperations]) assert.ok(await runs[operation]?.(7), operation);
    assert.equal(member(await runs.get(8), 'Item'), items[8]);
    assert.equal(member(await runs.get(7), 'Item'), { ...items[7], remark: { S: 'remark 7' } });
    assert.is(member(await runs['query of 50'](7), 'Count'), 50);
  });
}

for (const [name, copy] of [
  ['one copy', copyFlatItem],
  ['structuredClone', cloneItem],
] as const) {
  test(`the floor with ${name} finds, writes and copies the items`, () => {
    const runs = nestedMap(items, copy);
    assert.equal(runs.get(8), items[8]);
    assert.is.not(runs.get(8), runs.get(8));
    assert.is.not(member(runs.get(8), 'name'), member(runs.get(8), 'name'));
    runs.update(7);
    assert.equal(runs.get(7), { ...items[7], remark: { S: 'remark 7' } });
    runs.put(7);
    assert.equal(runs.get(7), items[7]);
    assert.equal(runs['query of 50'](60), items.slice(50));
  });
}

test.run();
