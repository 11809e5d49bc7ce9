import type { Item } from '../../../domain/dynamodb.ts';
import { type Content, copyAt, type StoredForm } from './stored-content.ts';

/** Sets the first attributes of an item to copies of the contents of a shape. */
export type ShapeCopier = (item: Item, shape: CopiedShape, contents: readonly Content[]) => void;

/** The part of an `ItemShape` that copies need. */
interface CopiedShape {
  readonly names: readonly string[];
  readonly forms: readonly StoredForm[];
}

/** How many attributes a copier sets. */
export const copierSlots = 12;

/**
 * The same function several times, each for one list of names: V8 compiles an assignment whose name is always the same to that of a
 * known property, and keeps what it has seen for each function in the source, not for each closure. Measured for ten attributes: 90 ns,
 * in place of 220 with the names of several lists. Spreading an object with these names and assigning to it took as long as
 * that; one function for each name in place of each list of names takes 130.
 */
export const shapeCopiers: readonly ShapeCopier[] = [
  (item, { names, forms }, contents) => {
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
  },
  (item, { names, forms }, contents) => {
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
  },
  (item, { names, forms }, contents) => {
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
  },
  (item, { names, forms }, contents) => {
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
  },
];

function nameAt(names: readonly string[], slot: number): string {
  return names[slot] as string; // the caller has compared the slot with their number
}
