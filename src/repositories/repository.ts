/**
 * How an application keeps its entities, in words that say nothing of DynamoDB: what code that needs a repository
 * should depend on. It is easy to fake and to wrap; `EntityRepository` is one.
 *
 * Entities are plain objects and are never changed: each write gives the entity as it is then stored, and that is the
 * one to go on with.
 */
export interface Repository<Entity, Key, New = Entity> {
  /** The entity with this key; `undefined` when there is none. */
  get(key: Key): Promise<Entity | undefined>;

  /**
   * The entity with this key.
   *
   * @throws ItemNotFoundError - there is none.
   */
  getOrThrow(key: Key): Promise<Entity>;

  /** The entities with these keys, in the order of the keys, each once; keys without one are passed over. */
  getMany(keys: readonly Key[]): Promise<Entity[]>;

  /**
   * Stores a new entity.
   *
   * @throws ConflictError - there is one with this key already.
   */
  create(entity: New): Promise<Entity>;

  /**
   * Stores an entity in place of the one with its key, if there is one.
   *
   * @throws ConflictError - somebody else has written since it was read.
   */
  put(entity: New | Entity): Promise<Entity>;

  /**
   * Stores all that is known of an entity, and leaves alone what else is stored with it.
   *
   * @throws ConflictError - somebody else has written since it was read.
   */
  save(entity: Entity): Promise<Entity>;

  /**
   * Changes some attributes; those that are `undefined` stay as they are.
   *
   * @param target - the entity, or its key, with which nothing is checked.
   * @throws ItemNotFoundError - there is no such entity.
   * @throws ConflictError - somebody else has written since it was read.
   */
  update(target: Key | Entity, changes: Changes<Key, New>): Promise<Entity>;

  /**
   * Deletes an entity, and gives it back; `undefined` when there was none.
   *
   * @param target - the entity, or its key, with which nothing is checked.
   * @throws ConflictError - somebody else has written since it was read.
   */
  delete(target: Key | Entity): Promise<Entity | undefined>;
}

/** The attributes of a new entity that are not part of its key, any of which may be left out. */
export type Changes<Key, New> = { readonly [Name in Exclude<keyof New, keyof Key>]?: New[Name] | undefined };
