import type { AnyEntity } from '../../domain/entity/entity.ts';
import { isSameTable, type TableName, withTable } from '../../domain/entity/with-table.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { checkEntity } from '../check-entity.ts';
import { byKeyText } from '../requests/collection-plan.ts';

/** Entities by the names of their tables, in the order in which an item is compared with their keys. */
export type EntitiesByTable = ReadonlyMap<string, readonly AnyEntity[]>;

/**
 * Returns entities by their tables.
 *
 * @param owner - what reads their changes, for messages.
 * @param table - another name for the table, or for each.
 * @throws DynarepoError - `BAD_INPUT`: there are none, two have the same name, or the keys of two in a table do not differ.
 */
export function entitiesByTable(
  owner: string,
  entities: readonly AnyEntity[],
  table: TableName | undefined,
): EntitiesByTable {
  if (!Array.isArray(entities) || entities.length === 0) {
    throw new DynarepoError('BAD_INPUT', `${owner} needs an array of at least one entity`);
  }
  const tables = new Map<string, AnyEntity[]>();
  const names = new Set<string>();
  for (const entity of entities) {
    checkEntity(owner, entity);
    const member = withTable(entity, table);
    const others = tables.get(member.table) ?? [];
    if (others[0] !== undefined && !isSameTable(others[0].tableDefinition, member.tableDefinition)) {
      throw new DynarepoError('BAD_INPUT', `${others[0].name} and ${entity.name} have tables named ${member.table}`);
    }
    if (names.has(entity.name)) throw new DynarepoError('BAD_INPUT', `${owner} has ${entity.name} twice`);
    names.add(entity.name);
    tables.set(member.table, [...others, member]);
  }
  return new Map([...tables].map(([table, members]) => [table, byKeyText(members)]));
}
