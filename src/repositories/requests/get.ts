import type { AnyEntity } from '../../domain/entity/entity.ts';
import { decodeStored, encodeKey } from '../../domain/entity/entity-codec.ts';
import type { EntityOf, KeyOf } from '../../domain/entity/entity-types.ts';
import { nameOfItem } from '../../domain/entity/item-name.ts';
import { ItemNotFoundError } from '../../domain/errors.ts';
import { checkOptions, type OptionNames } from '../../domain/options.ts';
import { type CallOptions } from '../call-options.ts';
import { printExpressions } from './expression-members.ts';
import { attributePaths, keyOfItem } from './primary-key.ts';
import { namesToRead } from './projection.ts';
import type { AllAttributes, SomeAttributes } from './read-options.ts';
import { isItem, type Request, tableErrorTranslation, withoutUndefined } from './request.ts';

/** Options of `get`, without the attributes to read. */
export interface GetSettings extends CallOptions {
  /** Makes the read strongly consistent, which consumes twice the capacity. Default: false. */
  readonly consistent?: boolean | undefined;
}

/** Options of `get`. */
export interface GetOptions extends GetSettings, AllAttributes {}

/** Options of `get` to read only some attributes. */
export interface PartialGetOptions<Name extends string> extends GetSettings, SomeAttributes<Name> {}

/** Option names of {@link GetOptions}. */
export const getOptionNames: OptionNames<GetOptions> = {
  abortSignal: 'signal',
  attributes: true,
  consistent: 'boolean',
};

/** The request of `get`, which can be part of a transaction. */
export interface GetRequest<Result> extends Request<'GetItem', Result> {
  readonly entity: AnyEntity;
}

/** Builds the request of `get`; its result is `undefined` if the item does not exist. */
export function getRequest<E extends AnyEntity>(
  entity: E,
  key: KeyOf<E>,
  options: GetOptions | PartialGetOptions<string> = {},
): GetRequest<EntityOf<E> | undefined> {
  checkOptions('get', options, getOptionNames);
  const names = namesToRead(entity, options.attributes);
  const encodedKey = encodeKey(entity, key);
  return {
    operation: 'GetItem',
    input: withoutUndefined({
      TableName: entity.table,
      Key: encodedKey,
      ConsistentRead: options.consistent,
      ...printExpressions({ projection: names && attributePaths(entity, names) }),
    }),
    // An item has at least its key, but a projection of it can be empty.
    decode: ({ Item: found }) =>
      isItem(found) || (found && names !== undefined)
        ? decodeStored(entity, found, { names, key: encodedKey })
        : undefined,
    entity,
    translateError: tableErrorTranslation(entity.table),
  };
}

/** Returns the error for the key of an item that does not exist. */
export function itemNotFound<E extends AnyEntity>(entity: E, key: KeyOf<E>): ItemNotFoundError {
  const item = encodeKey(entity, key);
  return new ItemNotFoundError(`${nameOfItem(entity, item)} does not exist`, entity.name, keyOfItem(entity, item));
}
