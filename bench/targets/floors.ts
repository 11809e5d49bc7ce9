import { type BenchItem, keyOf } from '../items.ts';
import type { EngineRuns } from './engines.ts';

type Copy = <T>(value: T) => T;

/**
 * A Map of partitions, each a Map of items by sort key: the least that an engine with these keys can do. Whatever comes
 * in or goes out is copied; nothing is checked, and partitions have no order.
 */
export function nestedMap(items: readonly BenchItem[], copyItem: (item: BenchItem) => BenchItem): EngineRuns {
  const partitions = new Map<string, Map<string, BenchItem>>();
  const put = (index: number, item: BenchItem) => {
    const { partition, sort } = keyOf(index);
    const known = partitions.get(partition.S);
    if (known !== undefined) return known.set(sort.N, item);
    const members = new Map([[sort.N, item]]);
    partitions.set(partition.S, members);
    return members;
  };
  const get = (index: number) => {
    const { partition, sort } = keyOf(index);
    return partitions.get(partition.S)?.get(sort.N) ?? {};
  };
  items.forEach((item, index) => void put(index, copyItem(item)));
  return {
    get: (index) => copyItem(get(index)),
    put: (index) => put(index, copyItem(items[index] ?? {})),
    update: (index) => put(index, { ...get(index), ...copyItem({ remark: { S: `remark ${index}` } }) }),
    'query of 50': (index) => {
      const members = partitions.get(keyOf(index).partition.S) ?? new Map<string, BenchItem>();
      return Array.from(members.values(), copyItem);
    },
  };
}

/** Copies an item of the bench, whose attributes have no members of their own. */
export function copyFlatItem(item: BenchItem): BenchItem {
  const copy: BenchItem = {};
  for (const name in item) {
    const value = item[name];
    if (value !== undefined) copy[name] = { ...value };
  }
  return copy;
}

/** Copies with `structuredClone`, which alone takes an item as its argument. */
export const cloneItem: Copy = (value) => structuredClone(value);
