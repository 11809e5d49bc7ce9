import {
  type AnyEntity,
  ConflictError,
  DynarepoError,
  decodeItem,
  type EntityOf,
  encodeEntity,
  ItemNotFoundError,
} from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';

/** One call, with the entities that were read before: some of them are out of date. */
export type Write<Repository, Known> = (repository: Repository, known: readonly Known[]) => Promise<unknown>;

/** An entity whose stored attributes are made from its properties. */
export interface Derived<E extends AnyEntity, Repository> {
  readonly entity: E;
  /** The attributes that are made. */
  readonly made: readonly string[];
  /** Opens a repository of the entity, and creates its table. */
  readonly open: (db: MemoryDynamoDb) => Promise<Repository>;
  readonly readAll: (repository: Repository) => Promise<readonly EntityOf<E>[]>;
}

/**
 * Executes writes on a new database, and checks after each that every attribute is what its properties make; returns how
 * many were accepted.
 */
export async function checkHistory<E extends AnyEntity, Repository>(
  { entity, made, open, readAll }: Derived<E, Repository>,
  history: readonly Write<Repository, EntityOf<E>>[],
): Promise<number> {
  const db = new MemoryDynamoDb();
  const repository = await open(db);
  const known: EntityOf<E>[] = [];
  let accepted = 0;
  for (const write of history) {
    await write(repository, known).then(() => {
      accepted += 1;
    }, acceptRejection);
    known.push(...(await readAll(repository)));
    const { Items = [] } = await db.execute('Scan', { TableName: entity.table });
    for (const item of Items) {
      const again = encodeEntity(entity, decodeItem(entity, item));
      for (const name of made) assert.equal(item[name], again[name], `${name} of ${JSON.stringify(item)}`);
    }
  }
  return accepted;
}

/** A write of an old object, of half of a key or of another member may be rejected. */
export function acceptRejection(error: unknown): void {
  if (error instanceof ConflictError || error instanceof ItemNotFoundError) return;
  if (error instanceof DynarepoError && error.code === 'BAD_INPUT') return;
  throw error;
}
