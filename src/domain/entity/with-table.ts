import { DynarepoError } from '../errors.ts';
import { readableJson } from '../values/readable-value.ts';
import { isTableName, tableNameForm } from './check-parts.ts';
import type { AnyEntity } from './entity.ts';
import { isTable, type Table } from './table.ts';

/** Another name for a table: the name, or a function that returns it for the name in the definition. */
export type TableName = string | ((name: string) => string);

/**
 * Returns the name of a table under another name.
 *
 * @throws DynarepoError - `BAD_INPUT`: DynamoDB allows no table with this name.
 */
export function otherName(table: string, name: TableName): string {
  const other: unknown = typeof name === 'function' ? name(table) : name;
  if (isTableName(other)) return other;
  const given = readableJson(other) ?? typeof other;
  throw new DynarepoError('BAD_INPUT', `the option table gives ${table} the name ${given}, which ${tableNameForm}`);
}

/**
 * Returns an entity whose table has another name: the same attributes, keys and indexes, with the same {@link AnyEntity.fields}.
 *
 * @param name - `undefined`: the entity itself.
 * @throws DynarepoError - `BAD_INPUT`: DynamoDB allows no table with this name.
 */
export function withTable<E extends AnyEntity>(entity: E, name: TableName | undefined): E {
  const table = name === undefined ? entity.table : otherName(entity.table, name);
  if (table === entity.table) return entity;
  const tableDefinition = renamedTable(entity.tableDefinition, table);
  const own = isTable(entity.definition.table) ? tableDefinition : table;
  const definition = Object.freeze({ ...entity.definition, table: own });
  return Object.freeze({ ...entity, table, tableDefinition, definition });
}

/** Returns a table with another name, and the same key object, by which {@link isSameTable} recognises it. */
export function renamedTable(table: Table, name: string): Table {
  return Object.freeze({ ...table, name });
}

/** Returns whether two definitions are of the same table under the same name. */
export function isSameTable(left: Table, right: Table): boolean {
  return left.name === right.name && left.key === right.key;
}
