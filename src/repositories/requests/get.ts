import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { decodeStored, encodeKey } from '../../domain/entity/entity-codec.ts';
import type { EntityOf, KeyOf } from '../../domain/entity/entity-types.ts';
import { nameOfItem } from '../../domain/entity/item-name.ts';
import { ItemNotFoundError } from '../../domain/errors.ts';
import type { DocumentPath } from '../../domain/expressions/tree.ts';
import { checkOptions } from '../../domain/options.ts';
import { expiryField, isExpired, storedNamesOf } from './expiry.ts';
import { printExpressions } from './expression-members.ts';
import { attributePaths, keyOfItem } from './primary-key.ts';
import { namesToRead } from './projection.ts';
import { type GetOptions, getOptionNames, type ReadOptions, readOptionNames } from './read-options.ts';
import { isItem, type Request, tableErrorTranslation, withoutUndefined } from './request.ts';
import type { RequestContext } from './request-context.ts';

/** The request of `get`, which can be part of a transaction. */
export interface GetRequest<Result> extends Request<'GetItem', Result> {
  /** The entity that the item belongs to. */
  readonly entity: AnyEntity;
}

/** Builds the request of `get`; its result is `undefined` if the item does not exist. */
export function getRequest<E extends AnyEntity>(
  { entity, now }: RequestContext<E>,
  key: KeyOf<E>,
  options: GetOptions<string> = {},
): GetRequest<EntityOf<E> | undefined> {
  checkOptions('get', options, getOptionNames);
  const names = namesToRead(entity, options.attributes);
  const encodedKey = encodeKey(entity, key);
  const expiry = expiryField(entity, options.includeExpired);
  const projection = names && attributePaths(entity, names, storedNamesOf(expiry));
  return getItemRequest(entity, encodedKey, { ...options, projection }, (found) =>
    // An item has at least its key, but a projection of it can be empty.
    (isItem(found) || (found && names !== undefined)) && !isExpired(expiry, found, now())
      ? decodeStored(entity, found, { names, key: encodedKey })
      : undefined,
  );
}

/** Builds the request of `exists`, which reads only the key and the time to live. */
export function existsRequest<E extends AnyEntity>(
  { entity, now }: RequestContext<E>,
  key: KeyOf<E>,
  options: ReadOptions = {},
): GetRequest<boolean> {
  checkOptions('exists', options, readOptionNames);
  const encodedKey = encodeKey(entity, key);
  const expiry = expiryField(entity, options.includeExpired);
  const projection = attributePaths(entity, new Set(), [...Object.keys(encodedKey), ...storedNamesOf(expiry)]);
  return getItemRequest(
    entity,
    encodedKey,
    { ...options, projection },
    (found) => isItem(found) && !isExpired(expiry, found, now()),
  );
}

function getItemRequest<Result>(
  entity: AnyEntity,
  key: Item,
  options: ReadOptions & { readonly projection: readonly DocumentPath[] | undefined },
  decode: (found: Item | undefined) => Result,
): GetRequest<Result> {
  const { consistent, projection } = options;
  return {
    operation: 'GetItem',
    input: withoutUndefined({
      TableName: entity.table,
      Key: key,
      ConsistentRead: consistent,
      ...printExpressions({ projection }),
    }),
    entity,
    entities: [entity],
    decode: (output) => decode(output.Item),
    translateError: tableErrorTranslation(entity.table),
  };
}

/** Returns the error for the key of an item that does not exist. */
export function itemNotFound<E extends AnyEntity>(entity: E, key: KeyOf<E>): ItemNotFoundError {
  const item = encodeKey(entity, key);
  return new ItemNotFoundError(`${nameOfItem(entity, item)} does not exist`, entity.name, keyOfItem(entity, item));
}
