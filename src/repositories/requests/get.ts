import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { decodeStored, encodeKey } from '../../domain/entity/entity-codec.ts';
import type { EntityOf, KeyOf } from '../../domain/entity/entity-types.ts';
import { nameOfItem } from '../../domain/entity/item-name.ts';
import { ItemNotFoundError } from '../../domain/errors.ts';
import { path } from '../../domain/expressions/document-path.ts';
import type { DocumentPath } from '../../domain/expressions/tree.ts';
import { checkOptions } from '../../domain/options.ts';
import { printExpressions } from './expression-members.ts';
import { attributePaths, keyOfItem } from './primary-key.ts';
import { namesToRead } from './projection.ts';
import { type GetOptions, getOptionNames, type ReadOptions, readOptionNames } from './read-options.ts';
import { isItem, type Request, tableErrorTranslation, withoutUndefined } from './request.ts';

/** The request of `get`, which can be part of a transaction. */
export interface GetRequest<Result> extends Request<'GetItem', Result> {
  readonly entity: AnyEntity;
}

/** Builds the request of `get`; its result is `undefined` if the item does not exist. */
export function getRequest<E extends AnyEntity>(
  entity: E,
  key: KeyOf<E>,
  options: GetOptions<string> = {},
): GetRequest<EntityOf<E> | undefined> {
  checkOptions('get', options, getOptionNames);
  const names = namesToRead(entity, options.attributes);
  const encodedKey = encodeKey(entity, key);
  const projection = names && attributePaths(entity, names);
  return getItemRequest(entity, encodedKey, { ...options, projection }, (found) =>
    // An item has at least its key, but a projection of it can be empty.
    isItem(found) || (found && names !== undefined)
      ? decodeStored(entity, found, { names, key: encodedKey })
      : undefined,
  );
}

/** Builds the request of `exists`, which reads only the key. */
export function existsRequest<E extends AnyEntity>(
  entity: E,
  key: KeyOf<E>,
  options: ReadOptions = {},
): GetRequest<boolean> {
  checkOptions('exists', options, readOptionNames);
  const encodedKey = encodeKey(entity, key);
  const projection = Object.keys(encodedKey).map((name) => path(name));
  return getItemRequest(entity, encodedKey, { ...options, projection }, isItem);
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
    decode: (output) => decode(output.Item),
    translateError: tableErrorTranslation(entity.table),
  };
}

/** Returns the error for the key of an item that does not exist. */
export function itemNotFound<E extends AnyEntity>(entity: E, key: KeyOf<E>): ItemNotFoundError {
  const item = encodeKey(entity, key);
  return new ItemNotFoundError(`${nameOfItem(entity, item)} does not exist`, entity.name, keyOfItem(entity, item));
}
