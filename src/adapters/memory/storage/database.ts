import {
  emptyMap,
  getEntry,
  newOwner,
  type OrderedMap,
  type Owner,
  removeEntry,
  setEntry,
  walk,
} from './ordered-map.ts';
import type { Table } from './table.ts';

/**
 * Everything an emulated account holds, as one value.
 *
 * A request turns one database into the next, in place where it can: only the latest may be worked on. To keep a
 * database as it is, give the one that goes on a new owner ({@link withNewOwner}), as nothing that an older owner made
 * is ever changed again. Both taking a snapshot and going back to one are just that, whatever the database holds.
 */
export interface Database<Details = unknown> {
  readonly owner: Owner;
  readonly tables: OrderedMap<string, Table<Details>>;
  /** How many requests were answered; request ids are made of it. */
  readonly requests: number;
  /** How many tables were ever created; table ids are made of it. */
  readonly tablesCreated: number;
  /** When the next table changes its status by itself; `Infinity` where none will. */
  readonly nextChangeAtMs: number;
}

/** A database without tables. */
export function emptyDatabase<Details>(): Database<Details> {
  return {
    owner: newOwner(),
    tables: emptyMap(compareNames),
    requests: 0,
    tablesCreated: 0,
    nextChangeAtMs: Number.POSITIVE_INFINITY,
  };
}

/** The same database for a new owner: nothing that follows changes the one given. */
export function withNewOwner<Details>(database: Database<Details>): Database<Details> {
  return { ...database, owner: newOwner() };
}

/** The database after one more request. */
export function withRequestCounted<Details>(database: Database<Details>): Database<Details> {
  const { owner, tables, requests, tablesCreated, nextChangeAtMs } = database;
  return { owner, tables, requests: requests + 1, tablesCreated, nextChangeAtMs };
}

/** The table of that name. */
export function tableOf<Details>(database: Database<Details>, name: string): Table<Details> | undefined {
  return getEntry(database.tables, name);
}

/** The database with a table, new or in the place of the one of its name. */
export function withTable<Details>(database: Database<Details>, table: Table<Details>): Database<Details> {
  const { owner, requests, tablesCreated, nextChangeAtMs } = database;
  const tables = setEntry(database.tables, [table.schema.name, table], owner);
  return { owner, tables, requests, tablesCreated, nextChangeAtMs };
}

/** The database without the table of that name. */
export function withoutTable<Details>(database: Database<Details>, name: string): Database<Details> {
  return { ...database, tables: removeEntry(database.tables, name, database.owner) };
}

/** Up to `limit` names of tables in order, from the first one after `after` on. */
export function tableNames(database: Database, limit: number, after?: string): string[] {
  const names: string[] = [];
  const skip = after === undefined ? undefined : (name: string) => name <= after;
  walk(database.tables, { skip }, (_, name) => {
    if (names.length < limit) names.push(name);
    return names.length < limit;
  });
  return names;
}

/** Names of tables are plain ASCII, so the language's order is the service's. */
function compareNames(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
