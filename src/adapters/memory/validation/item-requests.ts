import type { ServiceError } from '../../../domain/errors.ts';
import { itemSizeLimitBytes } from '../../../domain/limits.ts';
import {
  type BoundExpressions,
  bindExpressions,
  type ExpressionParameters,
} from '../expressions/binding/bind-expressions.ts';
import { indexKey } from '../storage/index-key.ts';
import { entrySizeBytes } from '../storage/secondary-index.ts';
import type { StoredItem } from '../storage/stored-item.ts';
import type { TableSchema } from '../storage/table.ts';
import { type ParsedItem, parseItem } from '../values/parse-attribute-values.ts';
import { attributeNameViolation } from '../values/value-violation.ts';
import type { Wording } from '../wording/validation-errors.ts';

/** An item or key of a request, and the expressions that came with it. */
export interface ParsedItemRequest {
  readonly item: ParsedItem;
  readonly expressions: BoundExpressions;
}

/**
 * Reads the item or key of a request and its expressions: all that the service checks before it looks the table up. It
 * names mistakes in the expressions before those in the values.
 *
 * @throws ServiceError - ValidationException
 * @throws UnreadableRequest
 */
export function parseItemRequest(
  input: unknown,
  parameters: ExpressionParameters,
  wording: Wording,
): ParsedItemRequest {
  return attributeNamesFirst([input], wording, () => {
    const expressions = bindExpressions(parameters, wording);
    return { item: parseItem(input, wording), expressions };
  });
}

/**
 * What `read` returns. Where it fails, an attribute without a name in one of the inputs is told before whatever else it
 * found.
 *
 * @throws ServiceError - ValidationException
 * @throws UnreadableRequest
 */
export function attributeNamesFirst<Read>(inputs: readonly unknown[], wording: Wording, read: () => Read): Read {
  try {
    return read();
  } catch (problem) {
    for (const input of inputs) {
      const badName = attributeNameViolation({ M: input }, wording);
      if (badName !== undefined) throw badName;
    }
    throw problem;
  }
}

/**
 * Refuses an item that is too large. On a table with local secondary indexes the item's entries there count as well.
 *
 * @throws ServiceError - ValidationException
 */
export function checkItemSize(schema: TableSchema, item: StoredItem, refusal: () => ServiceError): void {
  // An entry is never larger than its item, so most items need no closer look.
  if (item.sizeBytes * (1 + schema.indexes.length) <= itemSizeLimitBytes) return;
  if (bytesInCollection(schema, item) > itemSizeLimitBytes) throw refusal();
}

/** Bytes that an item takes of its item collection: its own and those of its entries in local secondary indexes. */
export function bytesInCollection({ key, indexes }: TableSchema, item: StoredItem): number {
  let bytes = item.sizeBytes;
  for (const index of indexes) {
    if (index.kind === 'local' && indexKey(item, index) !== undefined) bytes += entrySizeBytes(index, key, item);
  }
  return bytes;
}
