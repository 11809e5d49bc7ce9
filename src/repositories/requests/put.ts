import type { Item } from '../../domain/dynamodb.ts';
import type { AnyEntity } from '../../domain/entity/entity.ts';
import { decodeStored, encodeEntity, versionOf } from '../../domain/entity/entity-codec.ts';
import type { EntityOf, NewOf } from '../../domain/entity/entity-types.ts';
import { memberOfValue } from '../../domain/entity/union-members.ts';
import { badInput } from '../../domain/entity/value-location.ts';
import { and } from '../../domain/expressions/condition-builders.ts';
import { checkOptions, type OptionNames, oneOfTexts } from '../../domain/options.ts';
import { ownProperty } from '../../domain/own-property.ts';
import { setAttribute } from '../../domain/values/attribute-value.ts';
import { conditionFrom } from './callbacks.ts';
import { checkItemSize } from './check-item-size.ts';
import { readOnlyCondition } from './read-only-condition.ts';
import { type WriteRequest, withoutUndefined } from './request.ts';
import type { RequestContext } from './request-context.ts';
import { toReturning } from './returned.ts';
import { withTimestamps } from './timestamps.ts';
import { uniqueWrite } from './unique-write.ts';
import { versionOfEntity, type WriteCondition } from './write-condition.ts';
import { writeErrorTranslation } from './write-error-translation.ts';
import { writeMembers } from './write-members.ts';
import {
  type ReturningOption,
  type VersionedWriteOptions,
  versionedWriteOptionNames,
  type WriteOptions,
  writeOptionNames,
} from './write-options.ts';

/** The request of `create` or `put`; both store and return a whole entity. */
export type PutRequest<E extends AnyEntity> = WriteRequest<'PutItem', EntityOf<E>, EntityOf<E>>;

/** Builds the request of `create`: stores an entity if no item has its key. */
export function createRequest<E extends AnyEntity>(
  context: RequestContext<E>,
  value: NewOf<E>,
  options: WriteOptions<E> = {},
): PutRequest<E> {
  checkOptions('create', options, writeOptionNames);
  const { entity } = context;
  const item = itemToPut(context, value);
  for (const { name, isWritten, computation } of entity.fields.values()) {
    if (isWritten && computation === undefined && ownProperty(value, name) !== undefined)
      throw badInput({ segment: entity.name }, `create sets ${name}: leave it out`);
  }
  const condition = conditionFrom(entity, 'condition', options.condition);
  return putUnique(entity, item, { existence: 'must not exist', condition, now: context.now });
}

/** Options of `put`. */
export interface PutOptions<E extends AnyEntity, R extends 'new' | 'old' = 'new'>
  extends VersionedWriteOptions<E>,
    ReturningOption<R> {}

const putOptionNames: OptionNames<PutOptions<AnyEntity, 'new' | 'old'>> = {
  ...versionedWriteOptionNames,
  returning: oneOfTexts('new', 'old'),
};

/** Builds the request of `put`: stores an entity and replaces the item with the same key. */
export function putRequest<E extends AnyEntity>(
  context: RequestContext<E>,
  value: NewOf<E> | EntityOf<E>,
  options: PutOptions<E, 'new' | 'old'> = {},
): PutRequest<E> {
  checkOptions('put', options, putOptionNames);
  const { entity } = context;
  const item = itemToPut(context, value);
  const version = versionOfEntity(entity, value, options.ignoreVersion);
  const condition = and(
    conditionFrom(entity, 'condition', options.condition),
    readOnlyCondition(memberOfValue(entity, value).readOnly, item),
  );
  return putUnique(entity, item, { version, condition, now: context.now, returning: options.returning });
}

/** Returns the item of an entity, with its version incremented, and checks its size. */
export function itemToPut<E extends AnyEntity>(context: RequestContext<E>, value: NewOf<E> | EntityOf<E>): Item {
  const item = itemOf(context, value);
  checkItemSize(context.entity, item);
  return item;
}

/** Returns the item of an entity, with its version incremented. */
export function itemOf<E extends AnyEntity>(context: RequestContext<E>, value: NewOf<E> | EntityOf<E>): Item {
  const { entity } = context;
  const item = encodeEntity(entity, withTimestamps(context, value));
  const version = entity.roles.version;
  if (version !== undefined)
    setAttribute(item, version.attributeName, { N: String((versionOf(entity, value) ?? 0) + 1) });
  return item;
}

/** The conditions of a put, and what it returns. */
export interface ItemPut extends WriteCondition, ReturningOption<'new' | 'old'> {}

/** Builds the request that puts an item, with the items that hold its unique values. */
export function putUnique<E extends AnyEntity>(entity: E, item: Item, conditions: ItemPut): PutRequest<E> {
  const write = ({ returning, ...each }: ItemPut) => toReturning(putItem(entity, item, each), returning, item);
  return uniqueWrite(entity, conditions, { item, write, change: 'put' });
}

/** The effect of a put that replaces no item. */
const creation = { isNew: true };

function putItem<E extends AnyEntity>(entity: E, item: Item, writeCondition: WriteCondition): PutRequest<E> {
  const stored = () => decodeStored(entity, item, { written: true });
  return {
    operation: 'PutItem',
    input: withoutUndefined(writeMembers(entity, writeCondition), { Item: item }),
    decode: stored,
    entity,
    entities: [entity],
    transacted: stored,
    effect: writeCondition.existence === 'must not exist' ? creation : undefined,
    translateError: writeErrorTranslation(entity, item, writeCondition),
  };
}
