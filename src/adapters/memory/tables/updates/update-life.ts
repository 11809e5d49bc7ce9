import { type Account, type AccountTable, tableOfEvent, withTable } from '../../account/account.ts';
import type { IndexBackfilled, TableUpdated } from '../../account/account-event.ts';
import type { ThroughputSettings } from '../../account/billing.ts';
import { scheduleAfter } from '../../account/schedule.ts';
import type { CapacityUpdate, StreamUpdate, TableUpdate } from '../../account/table-update.ts';
import type { Moment } from '../../request-environment.ts';
import type { IndexStatus } from '../../storage/secondary-index.ts';
import { withIndexChanged, withIndexRemoved } from '../../storage/table-indexes.ts';
import { finishStreamDisabling, finishStreamEnabling } from '../../streams/stream-life.ts';
import type { StatusTiming } from '../table-life.ts';
import { changeMs, type TimedChange } from '../table-pace.ts';
import { plainThroughput } from '../throughput/throughput-settings.ts';

/** An account in which an update of a table has begun. */
export interface StartedUpdate {
  readonly account: Account;
  /** The table as it is UPDATING, also if the update has ended already. */
  readonly table: AccountTable;
}

/**
 * Starts an update of an ACTIVE table. The table is UPDATING for as long as the update takes; without a delay, the next
 * request finds it ACTIVE and updated, although the output of this one still shows the status before.
 */
export function startUpdate(
  account: Account,
  active: AccountTable,
  update: TableUpdate,
  timing: StatusTiming,
): StartedUpdate {
  const table = withUpdateBegun(active, update);
  const event: TableUpdated = { kind: 'table updated', tableName: table.schema.name, tableId: table.details.id };
  const after = scheduleAfter(withTable(account, table), event, {
    nowMs: timing.nowMs,
    delayMs: changeMs(timedChange(update), timing.tableDelayMs),
    handle: finishTableUpdate,
  });
  return { account: after, table };
}

/** Handles the end of an update: the table is ACTIVE and has its new settings. A new index begins to be backfilled. */
export function finishTableUpdate(account: Account, event: TableUpdated, { nowMs }: Pick<Moment, 'nowMs'>): Account {
  const table = tableOfEvent(account, event);
  const update = table?.details.update;
  if (table === undefined || update === undefined) return account;
  const active = { ...table, details: { ...table.details, status: 'ACTIVE' as const, update: undefined } };
  switch (update.kind) {
    case 'capacity':
      return withTable(account, withCapacity(active, update));
    case 'table class':
      return withTable(account, { ...active, details: { ...active.details, tableClass: update.tableClass } });
    case 'index creation':
      return startBackfill(account, active, { ...update, nowMs });
    case 'index deletion':
      return withTable(account, withoutIndex(active, update.indexName));
    case 'stream':
      return withStreamChanged(account, active, { ...update, nowMs });
    default:
      return update satisfies never;
  }
}

/** Handles the end of a backfill: the index is ACTIVE. A deleted index, or a later one with its name, is left alone. */
export function finishBackfill(account: Account, event: IndexBackfilled, { nowMs }: Pick<Moment, 'nowMs'>): Account {
  const table = tableOfEvent(account, event);
  if (table === undefined) return account;
  const ready = withIndexChanged(table, event.indexName, (index) =>
    index.backfilledAtMs === nowMs && index.status === 'CREATING'
      ? { ...index, status: 'ACTIVE', backfilledAtMs: undefined }
      : index,
  );
  return withTable(account, ready);
}

function withStreamChanged(
  account: Account,
  table: AccountTable,
  { operation, nowMs }: StreamUpdate & { readonly nowMs: number },
): Account {
  const { stream } = table.details;
  const active = withTable(account, table);
  if (stream === undefined) return active;
  return operation === 'ENABLE'
    ? finishStreamEnabling(active, stream.arn, nowMs)
    : finishStreamDisabling(active, stream.arn, nowMs);
}

function timedChange(update: TableUpdate): TimedChange {
  switch (update.kind) {
    case 'capacity':
      return update.aspect;
    case 'index creation':
      return 'index allocation';
    default:
      return update.kind;
  }
}

function withUpdateBegun(table: AccountTable, update: TableUpdate): AccountTable {
  const updating = { ...table, details: { ...table.details, status: 'UPDATING' as const, update } };
  switch (update.kind) {
    case 'capacity':
      return withShownCapacity(updating, update);
    case 'index deletion':
      return withIndexStatus(updating, [update.indexName], 'DELETING');
    default:
      return updating;
  }
}

/**
 * A new billing mode and on-demand maxima show at once; other throughput shows its old values until the end, as in the
 * examples of AWS's CLI reference for update-table.
 */
function withShownCapacity(table: AccountTable, update: CapacityUpdate): AccountTable {
  const { details } = table;
  const { aspect, billing, throughput, indexThroughput } = update;
  // An index that is backfilled stays CREATING.
  const changed = table.indexes.flatMap(({ schema: { name }, status }) =>
    status !== 'ACTIVE' || indexThroughput?.get(name) === details.indexThroughput?.get(name) ? [] : name,
  );
  const updating = withIndexStatus(table, changed, 'UPDATING');
  const shown =
    aspect === 'billing mode'
      ? { billing, throughput, indexThroughput }
      : {
          throughput: withMaximumOf(throughput, details.throughput),
          indexThroughput: withMaximaOf(indexThroughput, details.indexThroughput),
        };
  return { ...updating, details: { ...details, ...shown } };
}

function withMaximaOf(
  next: ReadonlyMap<string, ThroughputSettings> | undefined,
  current: ReadonlyMap<string, ThroughputSettings> | undefined,
): ReadonlyMap<string, ThroughputSettings> | undefined {
  const shown = [...(next ?? [])].flatMap(([name, settings]) => {
    const changed = withMaximumOf(settings, current?.get(name));
    return changed === undefined ? [] : [[name, changed] as const];
  });
  return shown.length === 0 ? undefined : new Map(shown);
}

function withMaximumOf(
  next: ThroughputSettings | undefined,
  current: ThroughputSettings | undefined,
): ThroughputSettings | undefined {
  const { maximum } = next ?? plainThroughput;
  return maximum === (current ?? plainThroughput).maximum ? current : { ...(current ?? plainThroughput), maximum };
}

function withCapacity(table: AccountTable, { billing, throughput, indexThroughput }: CapacityUpdate): AccountTable {
  const updating = table.indexes.flatMap(({ schema, status }) => (status === 'UPDATING' ? schema.name : []));
  const ready = withIndexStatus(table, updating, 'ACTIVE');
  return { ...ready, details: { ...table.details, billing, throughput, indexThroughput } };
}

function withIndexStatus(table: AccountTable, names: readonly string[], status: IndexStatus): AccountTable {
  return names.reduce((changed, name) => withIndexChanged(changed, name, (index) => ({ ...index, status })), table);
}

function startBackfill(
  account: Account,
  table: AccountTable,
  { indexName, backfillMs, nowMs }: { readonly indexName: string; readonly backfillMs: number; readonly nowMs: number },
): Account {
  const backfilledAtMs = nowMs + backfillMs;
  const event: IndexBackfilled = {
    kind: 'index backfilled',
    tableName: table.schema.name,
    tableId: table.details.id,
    indexName,
  };
  const started = withTable(
    account,
    withIndexChanged(table, indexName, (index) => ({ ...index, backfilledAtMs })),
  );
  return scheduleAfter(started, event, { nowMs, delayMs: backfillMs, handle: finishBackfill });
}

/** Removes an index with its throughput. */
function withoutIndex(table: AccountTable, name: string): AccountTable {
  const { details } = table;
  const { billing } = details;
  const without = <Value>(map: ReadonlyMap<string, Value>) => new Map([...map].filter(([each]) => each !== name));
  const indexThroughput = details.indexThroughput && without(details.indexThroughput);
  return {
    ...withIndexRemoved(table, name),
    details: {
      ...details,
      billing: billing.mode === 'PROVISIONED' ? { ...billing, indexCapacity: without(billing.indexCapacity) } : billing,
      indexThroughput: indexThroughput?.size === 0 ? undefined : indexThroughput,
    },
  };
}
