import type { MemoryDynamoDb } from 'dynarepo/memory';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { readPage } from '../../src/adapters/memory/reading/page.ts';
import { queryRange } from '../../src/adapters/memory/reading/query-range.ts';
import { rangeAfter } from '../../src/adapters/memory/storage/key-range.ts';
import { newOwner } from '../../src/adapters/memory/storage/ordered-map.ts';
import { type StorageKey, tableKey } from '../../src/adapters/memory/storage/storage-key.ts';
import { newItem } from '../../src/adapters/memory/storage/stored-item.ts';
import { emptyTable, type TableSchema, withItemReplaced } from '../../src/adapters/memory/storage/table.ts';
import { itemSource } from '../../src/adapters/memory/tables/item-source.ts';
import type { Input, Item, Output } from '../../src/domain/dynamodb.ts';
import { suite } from '../support/suite.ts';
import { openThings } from './things.ts';

const test = suite('pages');

/** Items with few keys, so that partitions have several items and index keys are often equal. */
const things: fc.Arbitrary<readonly Item[]> = fc.uniqueArray(
  fc.record({
    pk: fc.constantFrom('p', 'q', 'r').map((S) => ({ S })),
    sk: fc.constantFrom(...'0123456789').map((S) => ({ S })),
    colour: fc.constantFrom('red', 'red', 'blue').map((S) => ({ S })),
    size: fc.constantFrom('0', '1', '2').map((N) => ({ N })),
    title: fc.constantFrom('a', 'b', 'c').map((S) => ({ S })),
  }),
  { selector: ({ pk, sk }) => `${pk.S}${sk.S}`, maxLength: 25 },
);

const ofP: Input<'Query'> = {
  TableName: 'things',
  KeyConditionExpression: 'pk = :key',
  ExpressionAttributeValues: { ':key': { S: 'p' } },
};

const red: Input<'Query'> = {
  TableName: 'things',
  IndexName: 'all',
  KeyConditionExpression: 'colour = :key',
  ExpressionAttributeValues: { ':key': { S: 'red' } },
};

const queries: readonly Input<'Query'>[] = [ofP, { ...ofP, IndexName: 'local' }, red];
const scans: readonly Input<'Scan'>[] = [{ TableName: 'things' }, { TableName: 'things', IndexName: 'keys' }];
/** Deletes most items of `things`. */
const filter = { FilterExpression: 'title > :b', ExpressionAttributeValues: { ':b': { S: 'b' } } };

/** A query or scan that reads one page. */
type Read = (db: MemoryDynamoDb, page: Pick<Input<'Query'>, 'Limit' | 'ExclusiveStartKey'>) => Promise<Output<'Query'>>;

const reads: fc.Arbitrary<Read> = fc.oneof(
  fc.tuple(fc.constantFrom(...queries.flatMap(withFilter)), fc.boolean()).map(
    ([query, ScanIndexForward]): Read =>
      (db, page) =>
        db.execute('Query', { ...query, ScanIndexForward, ...page }),
  ),
  fc.constantFrom(...scans.flatMap(withFilter)).map(
    (scan): Read =>
      (db, page) =>
        db.execute('Scan', { ...scan, ...page }),
  ),
);

test('pages of every size add up to the whole result', () =>
  fc.assert(
    fc.asyncProperty(things, reads, async (items, read) => {
      const db = await openThings();
      for (const Item of items) await db.execute('PutItem', { TableName: 'things', Item });
      const [whole] = await pagesOf(db, read, undefined);
      assert.is(whole?.LastEvaluatedKey, undefined);
      const scanned = whole?.ScannedCount ?? 0;
      for (let limit = 1; limit <= scanned + 1; limit += 1) {
        const pages = await pagesOf(db, read, limit);
        assert.equal(
          pages.flatMap((page) => page.Items ?? []),
          whole?.Items,
          `pages of ${limit}`,
        );
        // A full page has a last evaluated key, even if nothing follows.
        assert.is(pages.length, Math.floor(scanned / limit) + 1);
        for (const page of pages.slice(0, -1)) assert.is(page.ScannedCount, limit);
      }
    }),
  ));

test('a page compares one key per item, and few to find the first', () => {
  const size = 20_000;
  const partition = queryRange({ partition: [{ S: 'p' }], sort: [] });
  const table = countedTable(size);
  const page = fc.record({
    start: fc.integer({ min: -1, max: size }),
    limit: fc.integer({ min: 1, max: 60 }),
    descending: fc.boolean(),
  });
  fc.assert(
    fc.property(page, ({ start, limit, descending }) => {
      table.comparisons = 0;
      const { scannedCount } = readPage({
        source: table.source,
        range: rangeAfter(partition, keyAt(start + 0.5), descending),
        descending,
        limit,
        filter: undefined,
        fetchesItems: false,
      });
      assert.ok(scannedCount <= limit);
      assert.ok(table.comparisons <= scannedCount + 2 * Math.log2(size), `${table.comparisons} comparisons`);
    }),
  );
});

test.run();

/** A request without and with a filter. */
function withFilter<Request extends Input<'Scan'>>(request: Request): readonly Request[] {
  const ExpressionAttributeValues = { ...request.ExpressionAttributeValues, ...filter.ExpressionAttributeValues };
  return [request, { ...request, ...filter, ExpressionAttributeValues }];
}

async function pagesOf(db: MemoryDynamoDb, read: Read, Limit: number | undefined): Promise<Output<'Query'>[]> {
  const pages: Output<'Query'>[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await read(db, { Limit, ExclusiveStartKey });
    pages.push(page);
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return pages;
}

const schema: TableSchema = {
  name: 'numbers',
  key: { partition: ['pk'], sort: ['sk'] },
  keyTypes: { pk: 'S', sk: 'N' },
  indexes: [],
};

function keyAt(sk: number): StorageKey {
  return tableKey({ pk: { S: 'p' }, sk: { N: String(sk) } }, schema.key);
}

/** A table with one partition and the sort keys 0, 1, …, which counts how often a key is compared. */
function countedTable(size: number) {
  const counted = { comparisons: 0, source: itemSource(emptyTable(schema, undefined), undefined) };
  const owner = newOwner();
  let table = emptyTable(schema, undefined);
  for (let sk = 0; sk < size; sk += 1) {
    const { hash, ...others } = keyAt(sk);
    const key = {
      ...others,
      get hash() {
        counted.comparisons += 1;
        return hash;
      },
    };
    const item = newItem(key, { pk: { S: 'p' }, sk: { N: String(sk) } }, 6);
    table = withItemReplaced(table, { previous: undefined, item }, owner);
  }
  return Object.assign(counted, { source: itemSource(table, undefined) });
}
