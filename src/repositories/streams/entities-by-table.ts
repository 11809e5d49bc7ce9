import type { AnyEntity } from '../../domain/entity/entity.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { checkEntity } from '../check-entity.ts';
import { byKeyText } from '../requests/collection-plan.ts';

/** Entities by the names of their tables, in the order in which an item is compared with their keys. */
export type EntitiesByTable = ReadonlyMap<string, readonly AnyEntity[]>;

/**
 * Returns entities by their tables.
 *
 * @param owner - what reads their changes, for messages.
 * @throws DynarepoError - `BAD_INPUT`: there are none, two have the same name, or the keys of two in a table do not differ.
 */
export function entitiesByTable(owner: string, entities: readonly AnyEntity[]): EntitiesByTable {
  if (!Array.isArray(entities) || entities.length === 0) {
    throw new DynarepoError('BAD_INPUT', `${owner} needs an array of at least one entity`);
  }
  const tables = new Map<string, AnyEntity[]>();
  const names = new Set<string>();
  for (const entity of entities) {
    checkEntity(owner, entity);
    if (names.has(entity.name)) throw new DynarepoError('BAD_INPUT', `${owner} has ${entity.name} twice`);
    names.add(entity.name);
    tables.set(entity.table, [...(tables.get(entity.table) ?? []), entity]);
  }
  return new Map([...tables].map(([table, members]) => [table, byKeyText(members)]));
}
