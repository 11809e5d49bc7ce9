import type { AttributeValue, Item } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import { decodeStored } from '../domain/entity/entity-codec.ts';
import { DynarepoError } from '../domain/errors.ts';
import { isRecord } from '../domain/is-record.ts';
import { attributeOf } from '../domain/values/attribute-value.ts';
import { encodeBase64Url } from '../domain/values/base64url.ts';
import { parseNumber } from '../domain/values/decimal.ts';
import { readableJson } from '../domain/values/readable-value.ts';

/** One entry of a batch, with the identity of its item: see {@link identityOf}. */
export interface Identified {
  readonly identity: string;
}

/**
 * Returns a text that is equal for equal primary keys only. Numbers are compared by value, because an engine may return 100 as
 * `1E+2`.
 */
export function identityOf(entity: AnyEntity, item: Item): string {
  return JSON.stringify(entity.keys.table.entryKey.map(({ name }) => identityOfValue(attributeOf(item, name))));
}

/**
 * Returns the entries of a batch that an engine returned.
 *
 * @throws DynarepoError - the engine returned an entry that is not part of the batch, so what it did is unknown:
 * `NO_RESPONSE`, or `BAD_STORED_VALUE` if the entry has no valid key.
 */
export function matchingEntries<Entry extends Identified>(
  entity: AnyEntity,
  batch: readonly Entry[],
  returned: readonly unknown[],
): ReadonlyMap<Entry, Item> {
  const entries = new Map(batch.map((entry) => [entry.identity, entry]));
  return new Map(
    returned.map((returnedItem) => {
      const item = isRecord(returnedItem) ? (returnedItem as Item) : {}; // only its key is used, and compared as it is
      const entry = entries.get(identityOf(entity, item));
      if (entry !== undefined) return [entry, item];
      decodeStored(entity, returnedItem as Item, { names: new Set(entity.keyNames) }); // rejects any other form
      const text = `the response contains an entry of ${entity.name} that was not requested`;
      throw new DynarepoError('NO_RESPONSE', `${text}: ${readableJson(returnedItem)}`);
    }),
  );
}

function identityOfValue(value: AttributeValue | undefined): unknown {
  if (typeof value?.N === 'string') return ['N', parseNumber(value.N).text ?? value.N];
  if (ArrayBuffer.isView(value?.B)) return ['B', encodeBase64Url(value.B)];
  return ['S', value?.S];
}
