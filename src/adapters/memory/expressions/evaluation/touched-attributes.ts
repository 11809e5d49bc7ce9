import type { Item } from '../../../../domain/dynamodb.ts';
import type { ItemUpdate } from '../../../../domain/expressions/tree.ts';
import type { ReadableItem } from '../../../../domain/values/readable-item.ts';
import { project } from './project.ts';

/**
 * Returns what is at the paths of an update, in the item before it (`UPDATED_OLD`) or after it (`UPDATED_NEW`); `undefined`
 * if no path exists. A list index is that of the text in both, although an update can move elements (behaviour §23).
 */
export function touchedAttributes({ actions }: ItemUpdate, item: ReadableItem): Item | undefined {
  const touched = project({ kind: 'projection', paths: actions.map(({ path }) => path) }, item);
  return Object.keys(touched).length === 0 ? undefined : touched;
}
