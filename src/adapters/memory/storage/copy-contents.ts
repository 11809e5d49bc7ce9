import type { Item } from '../../../domain/dynamodb.ts';
import type { ItemShape } from './item-shape.ts';
import { copierSlots, type ShapeCopier, shapeCopiers } from './shape-copiers.ts';
import { type Content, copyAt } from './stored-content.ts';

/**
 * Returns an item with copies of the contents of a shape.
 *
 * Copies are most of a query, and those of the first frequent shapes take half of the time: {@link shapeCopiers}.
 */
export function copyContents(shape: ItemShape, contents: readonly Content[]): Item {
  const { names, forms } = shape;
  const copier = shape.copier ?? copierFor(shape);
  const item: Item = {};
  let slot = 0;
  if (copier !== undefined) {
    copier(item, shape, contents);
    slot = copierSlots;
  }
  // Names are assigned: a shape has no `__proto__`.
  for (; slot < names.length; slot += 1) {
    item[names[slot] as string] = copyAt(forms, contents, slot); // the slot is one of the shape
  }
  return item;
}

/** A shape has a copier after so many copies, because its functions are compiled when they are first used. */
const copiesBefore = 200;
/** By the names of the shapes that use them. None is ever used for other names: it would be slow for all from then on. */
const copiers = new Map<string, ShapeCopier>();

/** Counts a copy of a shape without copier, and returns the one that the shape has from now on, if any. */
function copierFor(shape: ItemShape): ShapeCopier | undefined {
  shape.copies += 1;
  if (shape.copies !== copiesBefore) return undefined;
  const key = JSON.stringify(shape.names);
  const copier = copiers.get(key) ?? shapeCopiers[copiers.size];
  if (copier !== undefined) copiers.set(key, copier);
  shape.copier = copier;
  return copier;
}
