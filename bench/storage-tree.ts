import { emptyMap, getEntry, newOwner, setEntry, walk } from '../src/adapters/memory/storage/ordered-map.ts';
import {
  compareKeys,
  isBefore,
  partitionText,
  type StorageKey,
  tableKey,
} from '../src/adapters/memory/storage/storage-key.ts';
import { type Contender, isOpen, scanItems } from './contender.ts';
import { type BenchItem, partitionItems } from './items.ts';

/** The ordered map of the memory adapter without anything around it: keys are made beforehand, nothing is copied. */
export function storageTree(items: readonly BenchItem[]): Contender {
  const keys = items.map((item) => tableKey(item, { partition: ['partition'], sort: ['sort'] }));
  const owner = newOwner();
  let map = emptyMap<StorageKey, BenchItem>(compareKeys);
  const put = (index: number, item: BenchItem) => {
    map = setEntry(map, [keyAt(keys, index), item], owner);
    return map.size;
  };
  items.forEach((item, index) => void put(index, item));
  return {
    name: 'storage tree',
    run: {
      put: (index) => put(index, items[index] ?? {}),
      get: (index) => getEntry(map, keyAt(keys, index)),
      update: (index) => put(index, { ...getEntry(map, keyAt(keys, index)), amount: { N: String(index) } }),
      'query of 50': (index) => {
        const key = keyAt(keys, index);
        const start = { hash: key.hash, parts: [partitionText(key)], side: 'before' as const };
        const found: BenchItem[] = [];
        walk(map, { skip: (key) => isBefore(key, start) }, (item) => found.push(item) < partitionItems);
        return found;
      },
      'filtered scan of 1,000': () => {
        const found: BenchItem[] = [];
        let count = 0;
        walk(map, {}, (item) => {
          if (isOpen(item)) found.push(item);
          count++;
          return count < scanItems;
        });
        return found;
      },
    },
  };
}

function keyAt(keys: readonly StorageKey[], index: number): StorageKey {
  const key = keys[index];
  if (key === undefined) throw new RangeError(`there is no item number ${index}`);
  return key;
}
