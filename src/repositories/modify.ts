import type { Item } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import { encodeAsRead, encodeEntity } from '../domain/entity/entity-codec.ts';
import type { EntityOf, KeyOf, NewOf } from '../domain/entity/entity-types.ts';
import { memberOfItem } from '../domain/entity/union-members.ts';
import { and } from '../domain/expressions/condition-builders.ts';
import type { Condition } from '../domain/expressions/tree.ts';
import { checkArgument, checkOptions } from '../domain/options.ts';
import { ownProperty } from '../domain/own-property.ts';
import { attributeOf } from '../domain/values/attribute-value.ts';
import { itemsEqual } from '../domain/values/equality.ts';
import { type CallOptions, callOptionNames } from './call-options.ts';
import { type Connection, send } from './connection.ts';
import type { EntityRequests } from './requests/entity-requests.ts';
import { itemNotFound } from './requests/get.ts';
import { changeableFields } from './requests/primary-key.ts';
import { hasValue } from './requests/write-condition.ts';
import { isChangedItem } from './requests/write-error-translation.ts';
import { Backoff } from './retry.ts';
import { sendWrite } from './transactions/send-write.ts';

/** Returns the entity to store in place of the one that was read. */
export type Modification<E extends AnyEntity> = (
  entity: EntityOf<E>,
) => EntityOf<E> | NewOf<E> | Promise<EntityOf<E> | NewOf<E>>;

/** The entity that `modify` changes, and how. */
export interface ModifyCall<E extends AnyEntity> {
  readonly entity: E;
  readonly requests: EntityRequests<E>;
  readonly key: KeyOf<E>;
  readonly change: Modification<E>;
}

/** Reads an entity, changes it and writes the difference if it is still stored as read; again after a conflict. */
export async function modify<E extends AnyEntity>(
  connection: Connection,
  { entity, requests, key, change }: ModifyCall<E>,
  options: CallOptions,
): Promise<EntityOf<E>> {
  checkOptions('modify', options, callOptionNames);
  checkArgument('the change of modify', change, 'function');
  const get = requests.get(key, { consistent: true });
  const backoff = new Backoff(connection.retry, options.abortSignal);
  for (;;) {
    const {
      item = {},
      from,
      copy,
    } = await send(
      connection,
      // The function gets a copy, so that it may also change what it gets.
      { ...get, decode: (output) => ({ item: output.Item, from: get.decode(output), copy: get.decode(output) }) },
      options,
    );
    if (from === undefined || copy === undefined) throw itemNotFound(entity, key);
    const changed = await change(copy);
    checkArgument('what the change of modify returns', changed, 'object');
    const next = { ...changed, ...writtenAsRead(entity, from) };
    if (itemsEqual(encodeEntity(entity, next, isSave), encodeAsRead(entity, from))) return from;
    try {
      const condition = unchanged(entity, item);
      return await sendWrite(
        connection,
        requests.save(next, { from, condition: condition && (() => condition) }),
        options,
      );
    } catch (error) {
      // If the item is as it was read, another attempt would fail too.
      const isSame = isChangedItem(error) && error.item !== undefined && itemsEqual(error.item, item);
      if (!isChangedItem(error) || isSame || !(await backoff.wait())) throw error;
    }
  }
}

const isSave = { isSave: true };

/** Returns the attributes that dynarepo sets, such as the version to check, whatever the changed entity has. */
function writtenAsRead({ fields }: AnyEntity, from: object): object {
  const written = [...fields.values()].filter(({ isWritten }) => isWritten);
  return Object.fromEntries(written.map(({ name }) => [name, ownProperty(from, name)]));
}

/** Returns the condition that every attribute read is stored as it was; `undefined` if the version shows it. */
function unchanged(entity: AnyEntity, item: Item): Condition | undefined {
  if (entity.roles.version !== undefined) return undefined;
  const member = memberOfItem(entity, item);
  const key = new Set(entity.keys.table.entryKey.map(({ name }) => name));
  const declared = changeableFields(member).map(({ attributeName }) => attributeName);
  // An upcast reads attributes that are not declared.
  const others = entity.definition.upcast === undefined ? [] : Object.keys(item).filter((name) => !key.has(name));
  return and(...[...new Set([...declared, ...others])].map((name) => hasValue(name, attributeOf(item, name))));
}
