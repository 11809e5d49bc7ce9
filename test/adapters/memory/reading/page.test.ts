import * as assert from 'uvu/assert';
import { type Page, type PageRequest, readPage } from '../../../../src/adapters/memory/reading/page.ts';
import { copyReadable } from '../../../../src/adapters/memory/storage/flat-item.ts';
import { newOwner } from '../../../../src/adapters/memory/storage/ordered-map.ts';
import { tableKey } from '../../../../src/adapters/memory/storage/storage-key.ts';
import { newItem } from '../../../../src/adapters/memory/storage/stored-item.ts';
import { emptyTable, type TableSchema, withItemReplaced } from '../../../../src/adapters/memory/storage/table.ts';
import { itemSource } from '../../../../src/adapters/memory/tables/item-source.ts';
import type { Item } from '../../../../src/domain/dynamodb.ts';
import { itemSizeBytes } from '../../../../src/domain/values/size.ts';
import { suite } from '../../../support/suite.ts';

const test = suite('page');

const keyTypes = { pk: 'S', sk: 'S', at: 'N' } as const;

const schema: TableSchema = {
  name: 'notes',
  key: { partition: ['pk'], sort: ['sk'] },
  keyTypes,
  indexes: [
    {
      name: 'byTime',
      kind: 'local',
      key: { partition: ['pk'], sort: ['at'] },
      keyTypes,
      projection: { type: 'INCLUDE', attributes: ['title'] },
    },
  ],
};

/**
 * Returns a page of the partition `p` with an item of each of these sizes, in the order of their sort keys `00`, `01`,
 * ….
 */
function pageOf(sizesBytes: readonly number[], request: Partial<PageRequest> = {}): Page {
  const items = sizesBytes.map((sizeBytes, index) => {
    const key = { pk: { S: 'p' }, sk: { S: String(index).padStart(2, '0') } };
    return { ...key, text: { S: 't'.repeat(sizeBytes - itemSizeBytes(key) - 'text'.length) } };
  });
  return pageOfItems(items, request);
}

function pageOfItems(items: readonly Item[], request: Partial<PageRequest>, indexName?: string): Page {
  const owner = newOwner();
  const table = items.reduce(
    (before, attributes) => {
      const item = newItem(tableKey(attributes, schema.key), attributes, itemSizeBytes(attributes));
      return withItemReplaced(before, { previous: undefined, item }, owner);
    },
    emptyTable(schema, undefined),
  );
  return readPage({
    source: itemSource(table, indexName),
    range: {},
    descending: false,
    limit: undefined,
    filter: undefined,
    fetchesItems: false,
    ...request,
  });
}

const sortKeyOf = (page: Page) => page.last?.attributes.sk?.S;
const mebibyte = 1024 * 1024;

test('has no last item at the end of the source', () => {
  const page = pageOf([100, 200]);
  assert.equal([page.items.length, page.scannedCount, page.sizeBytes, page.last], [2, 2, 300, undefined]);
  assert.equal(pageOf([]), { items: [], scannedCount: 0, sizeBytes: 0, fetchedBytes: [], last: undefined });
});

test('ends with the item that reaches the limit, even if none follows', () => {
  assert.is(sortKeyOf(pageOf([100, 100, 100], { limit: 2 })), '01');
  assert.is(sortKeyOf(pageOf([100, 100, 100], { limit: 3 })), '02');
  assert.is(sortKeyOf(pageOf([100, 100, 100], { limit: 4 })), undefined);
  assert.is(sortKeyOf(pageOf([100, 100, 100], { limit: 1, descending: true })), '02');
});

test('includes the item that reaches 1 MB and ends with it', () => {
  const quarter = mebibyte / 4;
  assert.is(sortKeyOf(pageOf([quarter, quarter, quarter, quarter - 1])), undefined);
  const exact = pageOf([quarter, quarter, quarter, quarter, 100]);
  assert.equal([sortKeyOf(exact), exact.sizeBytes], ['03', mebibyte]);
  const beyond = pageOf([quarter, quarter, quarter, quarter - 1, 300_000, 100]);
  assert.equal([sortKeyOf(beyond), beyond.sizeBytes, beyond.items.length], ['04', mebibyte - 1 + 300_000, 5]);
});

test('counts and measures items that the filter removes', () => {
  const noneOfThem = { kind: 'attribute_exists', path: { kind: 'path', steps: ['nothing'] } } as const;
  const page = pageOf([100, 200, 300], { filter: noneOfThem, limit: 2 });
  assert.equal([page.items, page.scannedCount, page.sizeBytes, sortKeyOf(page)], [[], 2, 300, '01']);
});

test('returns and measures only projected attributes of an index', () => {
  const item = { pk: { S: 'p' }, sk: { S: 's' }, at: { N: '1' }, title: { S: 'note' }, text: { S: 't'.repeat(500) } };
  const { text: _, ...entry } = item;
  const projected = pageOfItems([item], {}, 'byTime');
  assert.equal(projected.items, [entry]);
  assert.equal([projected.sizeBytes, projected.fetchedBytes], [itemSizeBytes(entry), []]);
  const fetched = pageOfItems([item], { fetchesItems: true }, 'byTime');
  assert.equal(fetched.items.map(copyReadable), [item]);
  assert.equal([fetched.sizeBytes, fetched.fetchedBytes], [itemSizeBytes(entry), [itemSizeBytes(item)]]);
});

test('fetches whole items before it filters them', () => {
  const item = (sk: string, text: string) => ({ pk: { S: 'p' }, sk: { S: sk }, at: { N: '1' }, text: { S: text } });
  const filter = {
    kind: 'comparison',
    comparator: '=',
    left: { kind: 'path', steps: ['text'] },
    right: { kind: 'value', value: { S: 'yes' } },
  } as const;
  const items = [item('a', 'no'), item('b', 'yes')];
  const page = pageOfItems(items, { filter, fetchesItems: true }, 'byTime');
  assert.equal(page.items.map(copyReadable), [item('b', 'yes')]);
  assert.equal(page.fetchedBytes, items.map(itemSizeBytes));
});

test.run();
