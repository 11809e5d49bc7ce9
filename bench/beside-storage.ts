import { MemoryDynamoDb } from 'dynarepo/memory';
import { type BenchOptions, chooseRows } from './arguments.ts';
import { measureBesideStream, streamTitle } from './beside-stream.ts';
import { operations } from './contender.ts';
import { dynamoDbContender } from './dynamodb-contender.ts';
import { itemBytes, makeItem } from './items.ts';
import { type Measured, measure } from './measure.ts';
import { plainMap } from './plain-map.ts';
import { type Effort, workedNs } from './slices.ts';
import { storageTree } from './storage-tree.ts';
import { count, describeMachine, line, microseconds, percent, times } from './table-text.ts';

/** Measures the memory adapter beside its storage alone and a plain `Map`, and with a stream, and prints the tables. */
export async function measureBesideStorage({ quick, rows }: BenchOptions): Promise<void> {
  const effort: Effort = quick ? { rounds: 11, sliceMs: 5 } : { rounds: 31, sliceMs: 20 };
  const itemCounts = quick ? [1_000] : [1_000, 100_000];
  const chosen = chooseRows(
    [...itemCounts.flatMap((itemCount) => operations.map((operation) => titleOf(itemCount, operation))), streamTitle],
    rows,
  );

  console.log(describeMachine());
  console.log(
    `µs of processor time per operation, garbage collection included: median of ${effort.rounds} interleaved slices of about ${effort.sliceMs} ms`,
  );
  console.log('spread: how far the middle half of the slices lies apart, for the contender where it is widest');
  console.log('the memory adapter checks what comes in and copies what goes out; the other two do neither');

  for (const itemCount of itemCounts) {
    const chosenHere = operations.filter((operation) => chosen.has(titleOf(itemCount, operation)));
    if (chosenHere.length === 0) continue;
    const items = Array.from({ length: itemCount }, (_, index) => makeItem(index));
    const bytes = items.reduce((sum, item) => sum + itemBytes(item), 0);
    console.log(`\n${count(itemCount)} items, ${count(Math.round(bytes / itemCount))} bytes and 10 attributes each`);
    const adapter = await dynamoDbContender('memory adapter', new MemoryDynamoDb(), items);
    const contenders = [plainMap(items), storageTree(items), adapter];
    print(['', ...contenders.map(({ name }) => name), 'adapter / tree', 'spread', 'iterations a slice']);
    for (const operation of chosenHere) {
      print([operation, ...cells(await measure(contenders, operation, { itemCount, effort, clock: workedNs }))]);
    }
  }
  if (chosen.has(streamTitle)) await measureBesideStream(effort);
}

function titleOf(itemCount: number, operation: string): string {
  return `${count(itemCount)} items: ${operation}`;
}

function cells(measured: readonly Measured[]): string[] {
  const [map, tree, adapter] = measured.map(({ nsPerOperation }) => nsPerOperation);
  return [
    microseconds(map),
    `${microseconds(tree)} ${times(tree, map)}`,
    `${microseconds(adapter)} ${times(adapter, map)}`,
    times(adapter, tree),
    percent(Math.max(...measured.map(({ spread }) => spread))),
    measured.map(({ iterationsPerSlice }) => count(iterationsPerSlice)).join(' / '),
  ];
}

function print(texts: readonly string[]): void {
  console.log(line(texts, [23, 18]));
}
