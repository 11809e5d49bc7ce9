import { decodeSnapshot, encodeSnapshot } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { suite } from '../../../support/suite.ts';
import { hourMs, StreamedTable } from './streamed-table.ts';

/** Streams in encoded snapshots. */
const test = suite('stream snapshots');

/** A table with two shards, one of them closed, and three records. */
async function opened(): Promise<StreamedTable> {
  const table = await StreamedTable.create();
  await table.put('a', '1');
  await table.put('a', '2');
  table.clock.advance(4 * hourMs);
  await table.delete('a');
  return table;
}

const linesOf = ({ db }: StreamedTable) => [...encodeSnapshot(db.snapshot())];

test('are decoded to the same shards and records, whose ids go on where they ended', async () => {
  const table = await opened();
  const lines = linesOf(table);
  const all = async () => {
    await table.put('b');
    table.clock.advance(0);
    const shards = await table.shards();
    const iterators = await Promise.all(shards.map(({ ShardId }) => table.iterator({ ShardId })));
    const pages = iterators.map((ShardIterator) => table.db.execute('GetRecords', { ShardIterator }));
    return [shards, (await Promise.all(pages)).map(({ Records }) => Records)];
  };
  const before = await all();
  table.db.restore(decodeSnapshot(lines));
  assert.equal(linesOf(table), lines);
  assert.equal(await all(), before);
});

test('a restored snapshot forgets later records, and its iterators remain valid', async () => {
  const table = await opened();
  const before = table.db.snapshot();
  const ShardId = (await table.shards())[1]?.ShardId;
  const iterator = await table.iterator({ ShardId });
  await table.put('b');
  assert.equal((await table.read(iterator)).ids, ['a', 'b']);
  table.db.restore(before);
  assert.equal((await table.read(iterator)).ids, ['a']);
});

test('a fork and its original never see records of each other', async () => {
  const table = await opened();
  const ShardId = (await table.shards())[1]?.ShardId;
  const iterator = await table.iterator({ ShardId });
  const fork = table.db.fork();
  await table.put('original');
  await fork.execute('DeleteTable', { TableName: 'things' });
  assert.equal((await table.read(iterator)).ids, ['a', 'original']);
  assert.is((await fork.execute('GetRecords', { ShardIterator: iterator })).Records?.length, 1);
});

const damages: readonly (readonly [string, (lines: string[]) => string[], RegExp])[] = [
  ['a stream twice', (lines) => twice(lines, '{"stream"'), /stream is out of order or repeated/],
  ['a shard twice', (lines) => twice(lines, '{"shard"'), /shard is out of order or repeated/],
  ['a record twice', (lines) => twice(lines, '{"record"'), /record is out of order or repeated/],
  ['a shard first', (lines) => without(lines, '{"stream"'), /shard is out of order or repeated/],
  ['a record first', (lines) => without(lines, '{"shard"'), /record is out of order or repeated/],
  [
    'another kind of line',
    (lines) => lines.map((line) => line.replace('{"record"', '{"item"')),
    /unknown kind of line/,
  ],
  ['a wrong image', (lines) => lines.map((line) => line.replace('{"S":"1"}', '{"N":"x"}')), /item: /],
];

for (const [name, damage, message] of damages) {
  test(`with ${name} are rejected`, async () => {
    const lines = linesOf(await opened());
    assert.throws(() => decodeSnapshot(damage(lines)), message);
  });
}

test.run();

function twice(lines: string[], start: string): string[] {
  const index = lines.findIndex((line) => line.startsWith(start));
  return lines.toSpliced(index, 0, lines[index] ?? '');
}

function without(lines: string[], start: string): string[] {
  return lines.toSpliced(
    lines.findIndex((line) => line.startsWith(start)),
    1,
  );
}
