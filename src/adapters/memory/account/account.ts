import {
  emptyMap,
  getEntry,
  newOwner,
  type OrderedMap,
  type Owner,
  removeEntry,
  setEntry,
  walk,
} from '../storage/ordered-map.ts';
import type { Table } from '../storage/table.ts';
import { type Agenda, emptyAgenda } from './agenda.ts';
import type { TableDetails } from './table-details.ts';

/**
 * Everything an emulated account holds in one Region, as one value.
 *
 * Each member is a room of its own; all are required, and functions that replace one copy the others as they are, so that
 * none can be dropped. A request turns one account into the next, in place where it can: only the latest may be used. To
 * keep an account as it is, give the one that continues a new owner ({@link withNewOwner}): what an older owner created is
 * never changed again. Taking and restoring a snapshot both do just that, in constant time.
 */
export interface Account {
  /** The owner of the nodes that writes may change in place. */
  readonly owner: Owner;
  /** By name. */
  readonly tables: OrderedMap<string, AccountTable>;
  /** What happens at a later time. */
  readonly agenda: Agenda;
  readonly counters: Counters;
}

/** A table of the account. */
export type AccountTable = Table<TableDetails>;

/** Numbers that only grow; ids are derived from them. */
export interface Counters {
  /** Requests received. */
  readonly requests: number;
  /** Tables created, those deleted since included. */
  readonly tablesCreated: number;
  /** Events ever scheduled. */
  readonly eventsScheduled: number;
}

/** Returns an account without tables. */
export function emptyAccount(): Account {
  return {
    owner: newOwner(),
    tables: emptyMap(compareNames),
    agenda: emptyAgenda(),
    counters: { requests: 0, tablesCreated: 0, eventsScheduled: 0 },
  };
}

/** Returns the same account with a new owner; whatever follows leaves the given one unchanged. */
export function withNewOwner(account: Account): Account {
  return { ...account, owner: newOwner() };
}

/** Returns the account with one counter incremented. */
export function withIncremented(account: Account, counter: keyof Counters): Account {
  const { counters } = account;
  return { ...account, counters: { ...counters, [counter]: counters[counter] + 1 } };
}

/** Returns the table with that name. */
export function tableOf(account: Account, name: string): AccountTable | undefined {
  return getEntry(account.tables, name);
}

/** Returns the account with a table added, or replaced if one has its name. */
export function withTable(account: Account, table: AccountTable): Account {
  return replaceTables(account, setEntry(account.tables, [table.schema.name, table], account.owner));
}

/** Returns the account without the table of that name. */
export function withoutTable(account: Account, name: string): Account {
  return replaceTables(account, removeEntry(account.tables, name, account.owner));
}

/** Returns up to `limit` names of tables in order, starting with the first one after `after`. */
export function tableNames(account: Account, limit: number, after?: string): string[] {
  const names: string[] = [];
  const skip = after === undefined ? undefined : (name: string) => name <= after;
  walk(account.tables, { skip }, (_, name) => {
    if (names.length < limit) names.push(name);
    return names.length < limit;
  });
  return names;
}

/** The one place where the tables of an account are replaced. */
function replaceTables(account: Account, tables: Account['tables']): Account {
  return { ...account, tables };
}

/** Names of tables are ASCII, so JavaScript's order is the service's. */
function compareNames(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
