import type { AnyEntity } from '../../domain/entity/entity.ts';
import { isTable, type Table } from '../../domain/entity/table.ts';
import { DynarepoError } from '../../domain/errors.ts';
import { checkEntity } from '../check-entity.ts';
import { type TableProperties, tableProperties } from './table-properties.ts';

/** What a template is made for: a table, or an entity or union, which stand for their table. */
export type TemplateSource = Table | AnyEntity;

/**
 * Returns the properties of tables. A table that several of its entities stand for is returned once.
 *
 * @param call - the name of the function, for messages.
 * @throws DynarepoError - `BAD_INPUT`: no table is given, one of them is something else, or definitions of a table differ.
 */
export function templateTables(
  call: string,
  sources: TemplateSource | readonly TemplateSource[],
): readonly TableProperties[] {
  const tables = new Map<string, TableProperties>();
  for (const source of [sources].flat()) {
    if (!isTable(source)) checkEntity(call, source, 'a table or an entity');
    const table = tableProperties(source);
    const known = tables.get(table.TableName) ?? table;
    const differing = differingMembers(known, table);
    if (differing.length > 0) {
      throw new DynarepoError(
        'BAD_INPUT',
        `${call}: definitions of the table ${table.TableName} have different ${differing.join(', ')}; define it once, with table()`,
      );
    }
    tables.set(table.TableName, known);
  }
  if (tables.size === 0) throw new DynarepoError('BAD_INPUT', `${call} needs at least one table or entity`);
  return [...tables.values()];
}

/**
 * Checks that values of a template are different.
 *
 * @param what - what the values are, and how to change them, for messages.
 * @throws DynarepoError - `BAD_INPUT`: two tables have the same value.
 */
export function checkDistinct(what: string, valuesByTable: ReadonlyMap<string, string | undefined>): void {
  const tables = new Map<string, string>();
  for (const [table, value] of valuesByTable) {
    if (value === undefined) continue;
    const other = tables.get(value);
    if (other !== undefined) {
      throw new DynarepoError('BAD_INPUT', `the tables ${other} and ${table} have the same ${what}: ${value}`);
    }
    tables.set(value, table);
  }
}

function differingMembers(one: TableProperties, other: TableProperties): string[] {
  if (one === other) return [];
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const comparableMember = (of: TableProperties, name: string) => comparable({ [name]: Reflect.get(of, name) });
  return names.filter((name) => comparableMember(one, name) !== comparableMember(other, name));
}

/** Returns a value as text; the order of elements matters in the key schema only. */
function comparable(value: unknown): string {
  return JSON.stringify(value, (name, member) =>
    Array.isArray(member) && name !== 'KeySchema' ? member.map(comparable).sort() : member,
  );
}
