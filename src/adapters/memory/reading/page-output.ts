import type { Input, Output } from '../../../domain/dynamodb.ts';
import type { Projection } from '../../../domain/expressions/tree.ts';
import { charge } from '../capacity/charge.ts';
import { project } from '../expressions/evaluation/project.ts';
import type { Environment } from '../request-environment.ts';
import { type ItemSource, startKeyAfter } from '../tables/item-source.ts';
import type { Page } from './page.ts';

/** The members of a query or scan that decide what the output returns. */
export type PageInput = Pick<Input<'Query'>, 'TableName' | 'Select' | 'ConsistentRead' | 'ReturnConsumedCapacity'>;

/** The source of a page, and the projection of its items. */
export interface PageView {
  readonly source: ItemSource;
  readonly projection: Projection | undefined;
}

/** Charges for a page and returns the output of Query and Scan. */
export function pageOutput(
  page: Page,
  { input, source, projection }: PageView & { readonly input: PageInput },
  { copyItem, simulation }: Environment,
): Output<'Query'> {
  const { TableName: tableName = '', Select, ConsistentRead: isConsistent = false, ReturnConsumedCapacity } = input;
  const output: Output<'Query'> = { Count: page.items.length, ScannedCount: page.scannedCount };
  if (Select !== 'COUNT') {
    output.Items = page.items.map((item) => copyItem(projection === undefined ? item : project(projection, item)));
  }
  if (page.last !== undefined) output.LastEvaluatedKey = startKeyAfter(source, page.last);
  const { sizeBytes, fetchedBytes } = page;
  const capacity = charge(
    { kind: 'page read', index: source.index, sizeBytes, fetchedBytes, isConsistent },
    { tableName, mode: ReturnConsumedCapacity, throughput: simulation.throughput },
  );
  if (capacity !== undefined) output.ConsumedCapacity = capacity;
  return output;
}
