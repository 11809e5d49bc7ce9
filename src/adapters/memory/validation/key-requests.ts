import type { Item } from '../../../domain/dynamodb.ts';
import type { StyledParameters } from '../expressions/binding/parameter-style.ts';
import type { RequestKey } from '../storage/storage-key.ts';
import type { TableSchema } from '../storage/table.ts';
import type { Wording } from '../wording/validation-errors.ts';
import { keyInTable } from './item-keys.ts';
import { parseItemRequest, parseRequestExpressions, type RequestExpressions } from './item-requests.ts';
import { SureKey, sureKey } from './sure-key.ts';

/** The members of a request for the item of a key. */
export interface KeyRequest extends StyledParameters {
  readonly Key?: Item | undefined;
}

/** The key of a request, which may not fit the table yet, and the expressions or legacy parameters of the request. */
export interface ParsedKeyRequest {
  readonly key: Item | SureKey;
  readonly expressions: RequestExpressions;
}

/**
 * Parses the key of a request and its expressions or legacy parameters, as {@link parseItemRequest} does.
 *
 * @param schema - of the table if it exists: most keys can be read as one of its keys at once.
 * @throws ServiceError - ValidationException
 * @throws UnreadableRequest
 */
export function parseKeyRequest(
  request: KeyRequest,
  schema: TableSchema | undefined,
  wording: Wording,
): ParsedKeyRequest {
  const key = schema && sureKey(request.Key, schema);
  if (key !== undefined) return { key, expressions: parseRequestExpressions(request, wording) };
  const { item, expressions } = parseItemRequest(request.Key, request, wording);
  return { key: item.attributes, expressions };
}

/**
 * Returns the key of a request in its table.
 *
 * @throws ServiceError - as {@link keyInTable}.
 */
export function requestKeyIn(schema: TableSchema, { key }: ParsedKeyRequest): RequestKey {
  return key instanceof SureKey ? key : keyInTable(key, schema);
}
