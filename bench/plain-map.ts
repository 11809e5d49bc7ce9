import { type Contender, isOpen, scanItems } from './contender.ts';
import { type BenchItem, keyOf, partitionItems, partitionOf } from './items.ts';

/** The floor: JavaScript's own `Map`, without order, copies or checks; partitions are arrays that never change. */
export function plainMap(items: readonly BenchItem[]): Contender {
  const byKey = new Map<string, BenchItem>();
  const byPartition = new Map<string, BenchItem[]>();
  items.forEach((item, index) => {
    byKey.set(textOf(index), item);
    const partition = partitionOf(index).S;
    const members = byPartition.get(partition);
    if (members === undefined) byPartition.set(partition, [item]);
    else members.push(item);
  });
  return {
    name: 'plain Map',
    run: {
      put: (index) => byKey.set(textOf(index), items[index] ?? {}),
      get: (index) => byKey.get(textOf(index)),
      update: (index) => {
        const key = textOf(index);
        return byKey.set(key, { ...byKey.get(key), amount: { N: String(index) } });
      },
      'query of 50': (index) => byPartition.get(partitionOf(index).S)?.slice(0, partitionItems),
      'filtered scan of 1,000': () => scan(byKey),
    },
  };
}

function scan(items: ReadonlyMap<string, BenchItem>): BenchItem[] {
  const found: BenchItem[] = [];
  let count = 0;
  for (const item of items.values()) {
    if (isOpen(item)) found.push(item);
    count++;
    if (count === scanItems) break;
  }
  return found;
}

function textOf(index: number): string {
  const { partition, sort } = keyOf(index);
  return `${partition.S}/${sort.N}`;
}
