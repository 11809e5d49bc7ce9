import { ServiceError } from '../../../domain/errors.ts';
import { isRecord } from '../../../domain/is-record.ts';
import { attributeNameLimitBytes } from '../../../domain/limits.ts';
import { FlatItem } from '../storage/flat-item.ts';
import { FlatItemBuilder } from '../storage/flat-item-builder.ts';
import { contentOf, formOf } from '../storage/stored-content.ts';
import { newParseState, parseContent, parseItem, typeIn } from '../values/parse-attribute-values.ts';
import type { Wording } from '../wording/validation-errors.ts';

/**
 * Parses an item as `parseItem` does, but to the form in which it is stored, without an object for each value.
 *
 * @returns `undefined` for an invalid item: the general way finds what is wrong with it.
 */
export function parseFlatItem(input: unknown): FlatItem | undefined {
  try {
    return isRecord(input) ? parse(input) : undefined;
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}

/**
 * Parses an item to the form in which it is stored.
 *
 * @throws ServiceError - as {@link parseItem}.
 * @throws UnreadableRequest
 */
export function parseStoredItem(input: unknown, wording: Wording): FlatItem {
  const item = parseFlatItem(input);
  if (item !== undefined) return item;
  const { attributes, sizeBytes } = parseItem(input, wording);
  return new FlatItem(attributes, sizeBytes);
}

function parse(input: Readonly<Record<string, unknown>>): FlatItem | undefined {
  const names = Object.keys(input);
  const state = newParseState();
  const builder = new FlatItemBuilder(names.length);
  for (const name of names) {
    const raw = input[name];
    if (raw === undefined || raw === null) continue; // JSON drops it or the service ignores it
    const type = typeIn(raw, state);
    const value = type && parseContent(type, 0, state);
    if (value === undefined) return undefined;
    const nameBytes = builder.add(name, formOf(value), contentOf(value));
    if (nameBytes === 0 || nameBytes > attributeNameLimitBytes) return undefined;
    state.sizeBytes += nameBytes;
  }
  return builder.build(state.sizeBytes);
}
