/**
 * An application's interface to its stored entities, independent of DynamoDB. Application code depends on it, and tests
 * can replace it; `EntityRepository` implements it.
 *
 * Entities are plain objects and are never modified: each write returns the entity as stored, to be used from then on.
 */
export interface Repository<Entity, Key, New = Entity> {
  /** Returns the entity with this key; `undefined` if it does not exist. */
  get(key: Key): Promise<Entity | undefined>;

  /**
   * Returns the entity with this key.
   *
   * @throws ItemNotFoundError - the entity does not exist.
   */
  getOrThrow(key: Key): Promise<Entity>;

  /** Returns the entities with these keys, in the order of the keys, without duplicates; missing entities are left out. */
  getMany(keys: readonly Key[]): Promise<Entity[]>;

  /**
   * Stores a new entity.
   *
   * @throws ConflictError - an entity with this key already exists.
   */
  create(entity: New): Promise<Entity>;

  /**
   * Stores an entity and replaces any stored entity with the same key.
   *
   * @throws ConflictError - the stored entity was changed after this one was read.
   */
  put(entity: New | Entity): Promise<Entity>;

  /**
   * Stores all attributes of an entity and keeps stored attributes that the entity does not declare.
   *
   * @throws ConflictError - the stored entity was changed after this one was read.
   */
  save(entity: Entity): Promise<Entity>;

  /**
   * Changes some attributes; those that are `undefined` stay unchanged.
   *
   * @param target - the entity, or its key to skip the check for changes since it was read.
   * @throws ItemNotFoundError - the entity does not exist.
   * @throws ConflictError - the stored entity was changed after this one was read.
   */
  update(target: Key | Entity, changes: Changes<Key, New>): Promise<Entity>;

  /**
   * Deletes an entity and returns it; `undefined` if it did not exist.
   *
   * @param target - the entity, or its key to skip the check for changes since it was read.
   * @throws ConflictError - the stored entity was changed after this one was read.
   */
  delete(target: Key | Entity): Promise<Entity | undefined>;
}

/** The attributes of a new entity that are not part of its key; all are optional. */
export type Changes<Key, New> = { readonly [Name in Exclude<keyof New, keyof Key>]?: New[Name] | undefined };
