import type { Item } from '../../../domain/dynamodb.ts';
import { attributeOf } from '../../../domain/values/attribute-value.ts';
import type { TableSchema } from '../storage/table.ts';
import { repeatedTarget } from '../wording/transaction-errors.ts';

/** What an action reads or writes. */
export interface Target {
  readonly schema: TableSchema;
  /** The key's attributes, possibly among others; they may not be valid in the table. */
  readonly keyAttributes: Item;
}

/**
 * Checks that all targets are different. Comes before the checks of their keys (behaviour §14, step 8).
 *
 * @throws ServiceError - ValidationException
 */
export function checkDistinct(targets: readonly Target[]): void {
  const seen = new Set<string>();
  for (const { schema, keyAttributes } of targets) {
    const values = [...schema.key.partition, ...schema.key.sort].map((name) => attributeOf(keyAttributes, name));
    if (values.includes(undefined)) continue;
    const text = JSON.stringify([schema.name, values]);
    if (seen.has(text)) throw repeatedTarget();
    seen.add(text);
  }
}
