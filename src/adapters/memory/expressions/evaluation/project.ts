import type { Item } from '../../../../domain/dynamodb.ts';
import { storedValue } from '../../../../domain/expressions/stored-value.ts';
import type { Projection } from '../../../../domain/expressions/tree.ts';
import type { ReadableItem } from '../../../../domain/values/readable-item.ts';
import { assembleFragments, type Fragment } from './fragments.ts';

/**
 * Returns the projected part of an item; paths that do not exist are left out. The result shares values with the item.
 */
export function project({ paths }: Projection, item: ReadableItem): Item {
  const fragments: Fragment[] = [];
  for (const path of paths) {
    const value = storedValue(item, path);
    if (value !== undefined) fragments.push([path, value]);
  }
  return assembleFragments(fragments);
}
