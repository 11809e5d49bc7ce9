import type { AnyEntity } from '../../domain/entity/entity.ts';
import type { EntityOf, KeyOf } from '../../domain/entity/entity-types.ts';
import type { StreamView } from '../../domain/entity/table.ts';

/** The members of every change. */
export interface ChangeDetails<Name extends string, Key> {
  /** The name of the entity; it discriminates the types. */
  readonly entity: Name;
  /** The primary key, as properties of the entity. */
  readonly key: Key;
  /** The table's name. */
  readonly table: string;
  /** When the item changed; DynamoDB reports whole seconds. `undefined` if the record does not state it. */
  readonly at: Date | undefined;
  /** Increases from change to change of the same item. */
  readonly sequenceNumber: string;
  /** Unique among all changes; the same if a change is delivered again. */
  readonly eventId: string;
}

/** An item was created. */
export interface Inserted<Name extends string, Key, New> extends ChangeDetails<Name, Key> {
  /** Distinguishes it from the other changes. */
  readonly kind: 'insert';
  /** There was no item. */
  readonly old: undefined;
  /** The entity as stored. */
  readonly new: New;
  /** False: nothing was deleted. */
  readonly expired: false;
}

/** An item was changed or replaced. */
export interface Modified<Name extends string, Key, Old, New> extends ChangeDetails<Name, Key> {
  /** Distinguishes it from the other changes. */
  readonly kind: 'modify';
  /** The entity before the change. */
  readonly old: Old;
  /** The entity after the change. */
  readonly new: New;
  /** False: nothing was deleted. */
  readonly expired: false;
}

/** An item was deleted. */
export interface Removed<Name extends string, Key, Old> extends ChangeDetails<Name, Key> {
  /** Distinguishes it from the other changes. */
  readonly kind: 'remove';
  /** The entity that was deleted. */
  readonly old: Old;
  /** There is no item. */
  readonly new: undefined;
  /** Whether DynamoDB deleted the item because its time to live had passed. */
  readonly expired: boolean;
}

/** The changes of an entity, or of each member of a union of entities; `View` states which images they have. */
export type ChangeOf<
  Member extends AnyEntity,
  View extends StreamView = 'NEW_AND_OLD_IMAGES',
> = Member extends AnyEntity
  ?
      | Inserted<Member['name'], KeyOf<Member>, NewImage<Member, View>>
      | Modified<Member['name'], KeyOf<Member>, OldImage<Member, View>, NewImage<Member, View>>
      | Removed<Member['name'], KeyOf<Member>, OldImage<Member, View>>
  : never;

type NewImage<E extends AnyEntity, View extends StreamView> = View extends 'NEW_IMAGE' | 'NEW_AND_OLD_IMAGES'
  ? EntityOf<E>
  : undefined;

type OldImage<E extends AnyEntity, View extends StreamView> = View extends 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES'
  ? EntityOf<E>
  : undefined;

/** What changes that are read from a stream have besides. */
export interface Positioned {
  /** Where reading goes on after this change, for the option `after`. */
  readonly position: string;
}
