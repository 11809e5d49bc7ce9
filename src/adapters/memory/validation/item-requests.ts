import type { ServiceError } from '../../../domain/errors.ts';
import { itemSizeLimitBytes } from '../../../domain/limits.ts';
import { bindExpressions } from '../expressions/binding/bind-expressions.ts';
import { checkConditionalOperator } from '../expressions/binding/legacy/check-conditional-operator.ts';
import { type BoundParameters, bindLegacyParameters } from '../expressions/binding/legacy/legacy-parameters.ts';
import {
  canUseValues,
  checkParameterStyle,
  type StyledParameters,
  styleOf,
} from '../expressions/binding/parameter-style.ts';
import type { BoundExpressions } from '../expressions/binding/request-expressions.ts';
import { FlatItem } from '../storage/flat-item.ts';
import { hasIndexKey } from '../storage/index-key.ts';
import { entrySizeBytes } from '../storage/secondary-index.ts';
import type { TableSchema } from '../storage/table.ts';
import { type ParsedItem, parseItem } from '../values/parse-attribute-values.ts';
import { attributeNameViolation } from '../values/value-violation.ts';
import type { Wording } from '../wording/validation-errors.ts';

/** The expressions or legacy parameters of a request. */
export type RequestExpressions = BoundParameters & Pick<BoundExpressions, 'hasTopLevelPaths' | 'mostChargedBytes'>;

/** An item or key of a request, and the expressions or legacy parameters of the request. */
export interface ParsedItemRequest {
  readonly item: ParsedItem;
  readonly expressions: RequestExpressions;
}

/**
 * Parses the item or key of a request and its expressions or legacy parameters, with all checks that the service makes
 * before it looks up the table. Violations in expressions come before those in the item's values. Inferred from older
 * recordings: those in legacy parameters come after them. Observed: on DynamoDB Local 3.3.1, November 2026, for an item and
 * `Expected`, and for a key and `AttributeUpdates`; it checks `Expected` before a key.
 *
 * @throws ServiceError - ValidationException
 * @throws UnreadableRequest
 */
export function parseItemRequest(input: unknown, parameters: StyledParameters, wording: Wording): ParsedItemRequest {
  const style = styleOf(parameters);
  return attributeNamesFirst([input], wording, () => {
    if (style === 'none') return { item: parseItem(input, wording), expressions: {} };
    checkParameterStyle(parameters, wording, style);
    checkConditionalOperator(parameters, wording);
    const expressions = bindExpressions(parameters, wording);
    const item = parseItem(input, wording);
    if (style === 'expressions') return { item, expressions };
    // No request has both, so neither hides the other.
    return { item, expressions: { ...expressions, ...bindLegacyParameters(parameters, wording) } };
  });
}

/**
 * Parses the expressions or legacy parameters of a request whose item or key is valid.
 *
 * @throws ServiceError - ValidationException
 * @throws UnreadableRequest
 */
export function parseRequestExpressions(parameters: StyledParameters, wording: Wording): RequestExpressions {
  const style = styleOf(parameters);
  if (style === 'none') return {};
  // Most requests have nothing else to check.
  if (style === 'expressions' && canUseValues(parameters)) return bindExpressions(parameters, wording);
  checkParameterStyle(parameters, wording, style);
  checkConditionalOperator(parameters, wording);
  const expressions = bindExpressions(parameters, wording);
  return style === 'expressions' ? expressions : { ...expressions, ...bindLegacyParameters(parameters, wording) };
}

/**
 * Returns the result of `parse`. If it throws, an invalid attribute name in one of the inputs replaces its error.
 *
 * @throws ServiceError - ValidationException
 * @throws UnreadableRequest
 */
export function attributeNamesFirst<Parsed>(inputs: readonly unknown[], wording: Wording, parse: () => Parsed): Parsed {
  try {
    return parse();
  } catch (error) {
    for (const input of inputs) {
      const badName = attributeNameViolation({ M: input }, wording);
      if (badName !== undefined) throw badName;
    }
    throw error;
  }
}

/**
 * Rejects an item that is too large. Its entries in local secondary indexes count as well.
 *
 * @throws ServiceError - ValidationException
 */
export function checkItemSize(schema: TableSchema, item: FlatItem, errorOf: () => ServiceError): void {
  // An entry is never larger than its item, so most items need no exact count.
  if (item.sizeBytes * (1 + schema.indexes.length) <= itemSizeLimitBytes) return;
  if (bytesInCollection(schema, item) > itemSizeLimitBytes) throw errorOf();
}

/** Returns the bytes of an item in its item collection: its own and those of its entries in local secondary indexes. */
export function bytesInCollection({ key, indexes }: TableSchema, item: FlatItem): number {
  let bytes = item.sizeBytes;
  for (const index of indexes) {
    if (index.kind === 'local' && hasIndexKey(item, index)) bytes += entrySizeBytes(index, key, item);
  }
  return bytes;
}
