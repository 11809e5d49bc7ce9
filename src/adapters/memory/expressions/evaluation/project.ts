import type { Item } from '../../../../domain/dynamodb.ts';
import type { Projection } from '../../../../domain/expressions/tree.ts';
import { assembleFragments, type Fragment } from './fragments.ts';
import { storedValue } from './stored-value.ts';

/** What a projection leaves of an item; paths that lead nowhere are left out. Its values are the item's own. */
export function project({ paths }: Projection, item: Item): Item {
  const fragments: Fragment[] = [];
  for (const path of paths) {
    const value = storedValue(item, path);
    if (value !== undefined) fragments.push([path, value]);
  }
  return assembleFragments(fragments);
}
