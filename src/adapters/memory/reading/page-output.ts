import type { Input, Item, Output } from '../../../domain/dynamodb.ts';
import type { Projection } from '../../../domain/expressions/tree.ts';
import { consumedCapacity, readUnits, type UnitsByPlace } from '../capacity/consumed-capacity.ts';
import { project } from '../expressions/evaluation/project.ts';
import { type ItemSource, startKeyAfter } from '../tables/item-source.ts';
import type { Page } from './page.ts';

/** The members of a query or scan that say what of a page it returns. */
export type PageInput = Pick<Input<'Query'>, 'TableName' | 'Select' | 'ConsistentRead' | 'ReturnConsumedCapacity'>;

/** Where a page comes from, and what of its items is handed out. */
export interface PageHandOut {
  readonly source: ItemSource;
  readonly projection: Projection | undefined;
  readonly handOut: (item: Item) => Item;
}

/** Answers with a page as Query and Scan do. */
export function pageAnswer(
  page: Page,
  { TableName = '', Select, ConsistentRead = false, ReturnConsumedCapacity }: PageInput,
  { source, projection, handOut }: PageHandOut,
): Output<'Query'> {
  const output: Output<'Query'> = { Count: page.items.length, ScannedCount: page.scannedCount };
  if (Select !== 'COUNT') {
    output.Items = page.items.map((item) => handOut(projection === undefined ? item : project(projection, item)));
  }
  if (page.last !== undefined) output.LastEvaluatedKey = startKeyAfter(source, page.last);
  const capacity = consumedCapacity(ReturnConsumedCapacity, TableName, unitsOfPage(page, source, ConsistentRead));
  if (capacity !== undefined) output.ConsumedCapacity = capacity;
  return output;
}

/** What an index holds is rounded once a page; each item that it fetches from the table is rounded on its own. */
function unitsOfPage({ sizeBytes, fetchedBytes }: Page, { index }: ItemSource, isConsistent: boolean): UnitsByPlace {
  const units = readUnits(sizeBytes, isConsistent);
  if (index === undefined) return { table: units };
  if (index.kind === 'global') return { table: 0, globalIndexes: { [index.name]: units } };
  const table = fetchedBytes.reduce((sum, bytes) => sum + readUnits(bytes, isConsistent), 0);
  return { table, localIndexes: { [index.name]: units } };
}
