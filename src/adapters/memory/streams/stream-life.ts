import { toPartArn } from '../../../domain/arn.ts';
import { streamRetentionMs } from '../../../domain/limits.ts';
import {
  type Account,
  type AccountTable,
  streamOf,
  withIncremented,
  withoutStream,
  withStream,
} from '../account/account.ts';
import type { StreamExpired, StreamRolledOver } from '../account/account-event.ts';
import { schedule } from '../account/schedule.ts';
import { noShards, type Sharding, type Stream, type StreamDefinition, type StreamViewType } from '../account/stream.ts';
import type { Moment } from '../request-environment.ts';
import { withAllClosed, withFirstShards, withRollOver } from './shards.ts';

/** How long a shard is open. Source: behaviour §18 (about 4 hours). */
const shardLifetimeMs = 4 * 60 * 60 * 1000;

/** A stream to create. */
export interface NewStream {
  readonly viewType: StreamViewType;
  readonly sharding: Sharding;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly nowMs: number;
}

/** An account, and one of its tables, which the account has still to get. */
export interface ChangedTable {
  readonly account: Account;
  readonly table: AccountTable;
}

/** Returns the account with a new stream, which is ENABLING, and the table that has it. */
export function withNewStream(
  account: Account,
  table: AccountTable,
  { viewType, sharding, nowMs }: NewStream,
): ChangedTable {
  const { schema, details } = table;
  const counted = withIncremented(account, 'streamsCreated');
  const label = freeLabel(account, details.arn, nowMs);
  const definition: StreamDefinition = {
    arn: toPartArn(details.arn, { kind: 'stream', name: label }),
    label,
    number: counted.counters.streamsCreated,
    tableName: schema.name,
    key: schema.key,
    viewType,
    createdAtMs: nowMs,
    sharding,
  };
  const stream: Stream = { definition, status: 'ENABLING', lastNumber: 0, openShards: [], shards: noShards() };
  const ofTable = { arn: definition.arn, label, viewType, isEnabled: true };
  return { account: withStream(counted, stream), table: { ...table, details: { ...details, stream: ofTable } } };
}

/** Returns the account with a table's stream DISABLING, and the table; until it is DISABLED, the stream receives records. */
export function withStreamDisabling(account: Account, table: AccountTable): ChangedTable {
  const { stream: ofTable } = table.details;
  const stream = ofTable && streamOf(account, ofTable.arn);
  if (ofTable === undefined || stream === undefined || !ofTable.isEnabled) return { account, table };
  return {
    account: withStream(account, { ...stream, status: 'DISABLING' }),
    table: { ...table, details: { ...table.details, stream: { ...ofTable, isEnabled: false } } },
  };
}

/** Ends a stream's creation: it becomes ENABLED and has shards from now on. */
export function finishStreamEnabling(account: Account, arn: string, atMs: number): Account {
  const stream = streamOf(account, arn);
  if (stream?.status !== 'ENABLING') return account;
  const enabled = withFirstShards({ ...stream, status: 'ENABLED' }, { atMs, owner: account.owner });
  return scheduleRollOver(withStream(account, enabled), arn, atMs);
}

/** Ends the life of a stream: it becomes DISABLED, its shards are closed, and it can be read for another day. */
export function finishStreamDisabling(account: Account, arn: string, atMs: number): Account {
  const stream = streamOf(account, arn);
  if (stream === undefined || stream.status === 'DISABLED') return account;
  const disabled = withAllClosed({ ...stream, status: 'DISABLED' }, { atMs, owner: account.owner });
  const expired: StreamExpired = { kind: 'stream expired', arn };
  return schedule(withStream(account, disabled), atMs + streamRetentionMs, expired);
}

/** Handles the end of the open shards' lifetime. */
export function rollOverStream(
  account: Account,
  { arn }: StreamRolledOver,
  { nowMs: atMs }: Pick<Moment, 'nowMs'>,
): Account {
  const stream = streamOf(account, arn);
  if (stream === undefined || stream.openShards.length === 0) return account;
  return scheduleRollOver(withStream(account, withRollOver(stream, { atMs, owner: account.owner })), arn, atMs);
}

/** Handles the end of a disabled stream's retention: removes it. */
export function removeExpiredStream(account: Account, { arn }: StreamExpired): Account {
  return withoutStream(account, arn);
}

function scheduleRollOver(account: Account, arn: string, atMs: number): Account {
  const rolledOver: StreamRolledOver = { kind: 'stream rolled over', arn };
  return schedule(account, atMs + shardLifetimeMs, rolledOver);
}

/** Returns the label for a time; for a later one if a table of the name already had a stream at that time. */
function freeLabel(account: Account, tableArn: string, nowMs: number): string {
  let atMs = nowMs;
  while (streamOf(account, toPartArn(tableArn, { kind: 'stream', name: labelOf(atMs) })) !== undefined) atMs += 1;
  return labelOf(atMs);
}

function labelOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, -1);
}
