import type { StyledParameters } from '../expressions/binding/parameter-style.ts';
import { FlatItem } from '../storage/flat-item.ts';
import type { Wording } from '../wording/validation-errors.ts';
import { parseItemRequest, parseRequestExpressions, type RequestExpressions } from './item-requests.ts';
import { parseFlatItem } from './parse-flat-item.ts';

/** The item of a request and its expressions or legacy parameters. */
export interface ParsedPutRequest {
  readonly item: FlatItem;
  readonly expressions: RequestExpressions;
}

/**
 * Parses the item of a request and its expressions or legacy parameters, as {@link parseItemRequest} does.
 *
 * @throws ServiceError - ValidationException
 * @throws UnreadableRequest
 */
export function parsePutRequest(input: unknown, parameters: StyledParameters, wording: Wording): ParsedPutRequest {
  const item = parseFlatItem(input);
  if (item !== undefined) return { item, expressions: parseRequestExpressions(parameters, wording) };
  const parsed = parseItemRequest(input, parameters, wording);
  const { attributes, sizeBytes } = parsed.item;
  return { item: new FlatItem(attributes, sizeBytes), expressions: parsed.expressions };
}
