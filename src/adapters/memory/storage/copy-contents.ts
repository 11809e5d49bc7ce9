import type { Item } from '../../../domain/dynamodb.ts';
import type { ItemShape } from './item-shape.ts';
import { type Content, copyAt } from './stored-content.ts';

/**
 * Returns an item with copies of the contents of a shape.
 *
 * Copies are most of a query, and those of the first frequent shape take half of the time: {@link copyFrequent}.
 */
export function copyContents(shape: ItemShape, contents: readonly Content[]): Item {
  if (frequent === undefined) {
    copies += 1;
    if (copies > copiesOfOthers) frequent = shape;
  }
  const { names, forms } = shape;
  const item: Item = {};
  if (shape === frequent) copyFrequent(item, shape, contents);
  // Names are assigned: a shape has no `__proto__`.
  for (let slot = shape === frequent ? frequentSlots : 0; slot < names.length; slot += 1) {
    item[nameAt(names, slot)] = copyAt(forms, contents, slot);
  }
  return item;
}

/** The shape of the item after the first so many copies. */
let frequent: ItemShape | undefined;
let copies = 0;
const copiesOfOthers = 200;

/**
 * Copies the first slots. Not a loop: each of these assignments has one name as long as all items have one shape, and V8 then
 * compiles it to that of a known property. Measured for ten attributes: 80 ns in place of 230. With the names of several shapes, it is
 * as slow as a loop; therefore the shape is never replaced by another one.
 */
function copyFrequent(item: Item, { names, forms }: ItemShape, contents: readonly Content[]): void {
  const { length } = names;
  if (length > 0) item[nameAt(names, 0)] = copyAt(forms, contents, 0);
  if (length > 1) item[nameAt(names, 1)] = copyAt(forms, contents, 1);
  if (length > 2) item[nameAt(names, 2)] = copyAt(forms, contents, 2);
  if (length > 3) item[nameAt(names, 3)] = copyAt(forms, contents, 3);
  if (length > 4) item[nameAt(names, 4)] = copyAt(forms, contents, 4);
  if (length > 5) item[nameAt(names, 5)] = copyAt(forms, contents, 5);
  if (length > 6) item[nameAt(names, 6)] = copyAt(forms, contents, 6);
  if (length > 7) item[nameAt(names, 7)] = copyAt(forms, contents, 7);
  if (length > 8) item[nameAt(names, 8)] = copyAt(forms, contents, 8);
  if (length > 9) item[nameAt(names, 9)] = copyAt(forms, contents, 9);
  if (length > 10) item[nameAt(names, 10)] = copyAt(forms, contents, 10);
  if (length > 11) item[nameAt(names, 11)] = copyAt(forms, contents, 11);
}

/** How many it copies. */
const frequentSlots = 12;

function nameAt(names: readonly string[], slot: number): string {
  return names[slot] as string; // every caller's slot is one of the shape, as below
}
