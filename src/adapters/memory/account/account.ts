import {
  emptyMap,
  getEntry,
  newOwner,
  type OrderedMap,
  type Owner,
  removeEntry,
  setEntry,
} from '../storage/ordered-map.ts';
import type { Table } from '../storage/table.ts';
import type { TableEvent } from './account-event.ts';
import { type Agenda, emptyAgenda } from './agenda.ts';
import type { RememberedTransaction } from './remembered-transaction.ts';
import { noStreams, type Stream, type Streams } from './stream.ts';
import type { TableDetails } from './table-details.ts';

/**
 * Everything an emulated account holds in one Region, as one value.
 *
 * All members are required; functions that replace one member copy the others, so none can be lost. A request turns
 * one account into the next one and changes nodes in place where it can, so use only the latest account. To keep an
 * account unchanged, continue with a copy that has a new owner ({@link withNewOwner}): nodes of older owners are never
 * changed. Snapshots work this way, in constant time.
 */
export interface Account {
  /** The owner of the nodes that writes may change in place. */
  readonly owner: Owner;
  /** By name. */
  readonly tables: OrderedMap<string, AccountTable>;
  /** Scheduled events. */
  readonly agenda: Agenda;
  /** Transactions executed in the last ten minutes, by client request token. */
  readonly tokens: OrderedMap<string, RememberedTransaction>;
  readonly counters: Counters;
  /** By ARN; those of deleted tables included. */
  readonly streams: Streams;
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
  /** Streams created, those removed since included. */
  readonly streamsCreated: number;
}

/** Returns an account without tables. */
export function emptyAccount(): Account {
  return {
    owner: newOwner(),
    tables: emptyMap(compareNames),
    agenda: emptyAgenda(),
    tokens: emptyMap(compareNames),
    counters: { requests: 0, tablesCreated: 0, eventsScheduled: 0, streamsCreated: 0 },
    streams: noStreams(),
  };
}

/** Returns the same account with a new owner; later requests leave the original unchanged. */
export function withNewOwner({ tables, agenda, tokens, counters, streams }: Account): Account {
  // Named one by one, here and below: with spreads, a fork takes three times as long.
  return { owner: newOwner(), tables, agenda, tokens, counters, streams };
}

/** Returns the account with one counter incremented. */
export function withIncremented(account: Account, counter: keyof Counters): Account {
  const { counters } = account;
  return { ...account, counters: { ...counters, [counter]: counters[counter] + 1 } };
}

/** Returns the account with as many requests counted. */
export function withRequests(account: Account, requests: number): Account {
  if (account.counters.requests === requests) return account;
  const { owner, tables, agenda, tokens, counters, streams } = account;
  const { tablesCreated, eventsScheduled, streamsCreated } = counters;
  return {
    owner,
    tables,
    agenda,
    tokens,
    counters: { requests, tablesCreated, eventsScheduled, streamsCreated },
    streams,
  };
}

/** Returns the table with that name. */
export function tableOf(account: Account, name: string): AccountTable | undefined {
  return getEntry(account.tables, name);
}

/** Returns the table that an event is for; `undefined` if it was deleted since, even if another one has its name now. */
export function tableOfEvent(account: Account, { tableName, tableId }: TableEvent): AccountTable | undefined {
  const table = tableOf(account, tableName);
  return table?.details.id === tableId ? table : undefined;
}

/** Returns the account with a table added; it replaces a table with the same name. */
export function withTable(account: Account, table: AccountTable): Account {
  return replaceTables(account, setEntry(account.tables, [table.schema.name, table], account.owner));
}

/** Returns the account without the table of that name. */
export function withoutTable(account: Account, name: string): Account {
  return replaceTables(account, removeEntry(account.tables, name, account.owner));
}

/** Returns the stream with that ARN. */
export function streamOf({ streams }: Account, arn: string): Stream | undefined {
  return getEntry(streams, arn);
}

/** Returns the account with a stream added; it replaces a stream with the same ARN. */
export function withStream(account: Account, stream: Stream): Account {
  return { ...account, streams: setEntry(account.streams, [stream.definition.arn, stream], account.owner) };
}

/** Returns the account without the stream of that ARN. */
export function withoutStream(account: Account, arn: string): Account {
  return { ...account, streams: removeEntry(account.streams, arn, account.owner) };
}

/** The one place where the tables of an account are replaced. */
function replaceTables(account: Account, tables: Account['tables']): Account {
  const { owner, agenda, tokens, counters, streams } = account;
  return { owner, tables, agenda, tokens, counters, streams };
}

/** Names of tables are ASCII, so JavaScript's order is the service's; tokens may have any order. */
function compareNames(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
