import { MemoryDynamoDb } from 'dynarepo/memory';
import { operations } from './contender.ts';
import { dynamoDbContender } from './dynamodb-contender.ts';
import { itemBytes, makeItem } from './items.ts';
import { type Measured, measure } from './measure.ts';
import { plainMap } from './plain-map.ts';
import type { Report } from './report.ts';
import type { Section } from './section.ts';
import { type Effort, workedNs } from './slices.ts';
import { storageTree } from './storage-tree.ts';
import { count, line, microseconds, percent, times } from './table-text.ts';

/** Returns the rows on the memory adapter beside its storage alone and a plain `Map`. */
export function besideStorage(itemCounts: readonly number[]): Section {
  return {
    titles: itemCounts.flatMap((itemCount) => operations.map((operation) => titleOf(itemCount, operation))),
    measure: async (chosen, { effort, report }) => {
      const print = (texts: readonly string[]) => report.log(line(texts, [23, 18]));
      printHead(effort, report);
      for (const itemCount of itemCounts) {
        const chosenHere = operations.filter((operation) => chosen.has(titleOf(itemCount, operation)));
        if (chosenHere.length === 0) continue;
        const items = Array.from({ length: itemCount }, (_, index) => makeItem(index));
        const bytes = items.reduce((sum, item) => sum + itemBytes(item), 0);
        report.log(`\n${count(itemCount)} items, ${count(Math.round(bytes / itemCount))} bytes and 10 attributes each`);
        const adapter = await dynamoDbContender('memory adapter', new MemoryDynamoDb(), items);
        const contenders = [plainMap(items), storageTree(items), adapter];
        print(['', ...contenders.map(({ name }) => name), 'adapter / tree', 'spread', 'iterations a slice']);
        for (const operation of chosenHere) {
          const measured = await measure(contenders, operation, { itemCount, effort, clock: workedNs });
          const values = contenders.map(({ name }, index) => [name, measured[index]?.nsPerOperation ?? Number.NaN]);
          report.add({ title: titleOf(itemCount, operation), unit: 'ns', values: Object.fromEntries(values) });
          print([operation, ...cells(measured)]);
        }
      }
    },
  };
}

function printHead({ rounds, sliceMs }: Effort, report: Report): void {
  report.log(
    `\nµs of processor time per operation, garbage collection included: median of ${rounds} interleaved slices of about ${sliceMs} ms`,
  );
  report.log('spread: how far the middle half of the slices lies apart, for the contender where it is widest');
  report.log('the memory adapter checks what comes in and copies what goes out; the other two do neither');
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
