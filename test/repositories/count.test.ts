import { beginsWith, entity, number, string } from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { badInput, openRepository } from './open-repository.ts';

const wordIn = (table: string) =>
  entity('Word', {
    table,
    attributes: { book: string(), word: string(), count: number(), text: string() },
    key: { partition: 'book', sort: 'word' },
  });

const text = 'x'.repeat(300_000);
const words = ['ant', 'ape', 'bat', 'bee', 'cat'].map((word, count) => ({ book: 'zoo', word, count, text }));

for (const adapter of adapters()) {
  const test = suite(`counts on ${adapter.name}`);
  test.after(() => adapter.close());

  test('a count by key adds up all pages and returns no items', async () => {
    const { repository, spy } = await openRepository(adapter, wordIn);
    await repository.writeMany({ put: words });
    spy.take();
    assert.is(await repository.count({ book: 'zoo' }), 5);
    const sent = spy.take();
    assert.ok(sent.length > 1, 'the items are more than one page');
    assert.ok(sent.every(({ input }) => Reflect.get(input, 'Select') === 'COUNT'));
    assert.is(await repository.count({ book: 'none' }), 0);
  });

  test('a count by key supports sort key conditions and filters', async () => {
    const { repository } = await openRepository(adapter, wordIn);
    await repository.writeMany({ put: words });
    assert.is(await repository.count({ book: 'zoo', word: beginsWith('b') }), 2);
    assert.is(await repository.count({ book: 'zoo' }, { filter: (u) => u.count.gte(2), consistent: true }), 3);
    assert.is(await repository.count({ book: 'zoo', word: beginsWith('b') }, { filter: (u) => u.count.gt(2) }), 1);
  });

  test('a count of results respects their range', async () => {
    const { repository } = await openRepository(adapter, wordIn);
    await repository.writeMany({ put: words });
    assert.is(await repository.query({ book: 'zoo' }, { maxItems: 2 }).count(), 2);
    assert.is(await repository.query({ book: 'zoo' }, { maxItems: 2, filter: (u) => u.count.gte(0) }).count(), 2);
    assert.is(await repository.query({ book: 'zoo' }, { pageSize: 2, maxPages: 1, attributes: ['word'] }).count(), 2);
  });

  test("a count without a key returns the table's ItemCount", async () => {
    const { repository, spy } = await openRepository(adapter, wordIn);
    await repository.writeMany({ put: words });
    spy.take();
    const counts = [await repository.count(), await repository.table.itemCount()];
    assert.equal(spy.takeNames(), ['DescribeTable', 'DescribeTable']);
    // DynamoDB updates the item count about every six hours.
    if (adapter.name === 'memory') assert.equal(counts, [5, 5]);
  });

  test('a filter without a key is a compile error and a runtime error', async () => {
    const { repository, spy } = await openRepository(adapter, wordIn);
    const message = await badInput(() =>
      // @ts-expect-error a filter needs a partition key
      repository.count(undefined, { filter: (u) => u.count.gt(2) }),
    );
    assert.match(message, 'count needs a partition key to use filter');
    assert.equal(spy.take(), []);
  });

  test.run();
}
