// `npm run bench`: what the memory adapter costs, beside its storage alone and a plain Map. `-- --quick` only tries it out.
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { operations } from './contender.ts';
import { itemBytes, makeItem } from './items.ts';
import { type Effort, type Measured, measure, workedNs } from './measure.ts';
import { memoryAdapter } from './memory-adapter.ts';
import { plainMap } from './plain-map.ts';
import { storageTree } from './storage-tree.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const effort: Effort = values.quick ? { rounds: 11, roundMs: 5 } : { rounds: 31, roundMs: 20 };
const itemCounts = values.quick ? [1_000] : [1_000, 100_000];

console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores`);
console.log(
  `µs of processor time per operation, garbage collection included: median of ${effort.rounds} interleaved rounds of about ${effort.roundMs} ms`,
);
console.log('spread: how far the middle half of the rounds lies apart, for the contender where it is widest');
console.log('the memory adapter checks what comes in and copies what goes out; the other two do neither');

for (const itemCount of itemCounts) {
  const items = Array.from({ length: itemCount }, (_, index) => makeItem(index));
  const bytes = items.reduce((sum, item) => sum + itemBytes(item), 0);
  console.log(`\n${count(itemCount)} items, ${count(Math.round(bytes / itemCount))} bytes and 10 attributes each`);
  const contenders = [plainMap(items), storageTree(items), await memoryAdapter(items)];
  console.log(row(['', ...contenders.map(({ name }) => name), 'adapter / tree', 'spread', 'iterations a round']));
  for (const operation of operations) {
    console.log(
      row([operation, ...cells(await measure(contenders, operation, { itemCount, effort, clock: workedNs }))]),
    );
  }
}

function cells(measured: readonly Measured[]): string[] {
  const [map, tree, adapter] = measured.map(({ nsPerOperation }) => nsPerOperation);
  return [
    microseconds(map),
    `${microseconds(tree)} ${ratio(tree, map)}`,
    `${microseconds(adapter)} ${ratio(adapter, map)}`,
    ratio(adapter, tree),
    `${(Math.max(...measured.map(({ spread }) => spread)) * 100).toFixed(0)} %`,
    measured.map(({ iterationsPerRound }) => count(iterationsPerRound)).join(' / '),
  ];
}

function microseconds(ns = Number.NaN): string {
  return (ns / 1000).toFixed(ns < 10_000 ? 3 : 1);
}

function ratio(ns = Number.NaN, reference = Number.NaN): string {
  return `×${(ns / reference).toFixed(1)}`;
}

function row(texts: readonly string[]): string {
  return texts.map((text, index) => (index === 0 ? text.padEnd(23) : text.padStart(18))).join(' ');
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
