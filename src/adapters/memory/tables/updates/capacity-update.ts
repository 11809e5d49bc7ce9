import type { AccountTable } from '../../account/account.ts';
import type { Billing, Capacity, ThroughputSettings } from '../../account/billing.ts';
import type { TableDetails } from '../../account/table-details.ts';
import type { CapacityUpdate } from '../../account/table-update.ts';
import { provisionedErrors } from '../../wording/throughput-errors.ts';
import { changedThroughput, type Throughput } from '../throughput/changed-throughput.ts';
import { maximumOfProvisioned } from '../throughput/new-throughput.ts';
import type { RequestedThroughput } from '../throughput/parse-throughput.ts';
import { checkMaximum, clearedMaximum, plainThroughput } from '../throughput/throughput-settings.ts';
import { globalIndexNamed } from './global-index.ts';
import type { RequestedCapacity, RequestedIndexThroughput } from './requested-update.ts';

type Mode = Billing['mode'];

/**
 * Returns the update that a request for capacity makes of a table; `undefined` if it changes nothing: on-demand billing of a
 * table that has it. Inferred: the order of the checks; that such a request is accepted.
 *
 * @throws ServiceError - ValidationException, ResourceNotFoundException for an index, or LimitExceededException for a decrease.
 */
export function capacityUpdate(
  table: AccountTable,
  request: RequestedCapacity,
  nowMs: number,
): CapacityUpdate | undefined {
  const { billing, throughput, indexThroughput } = table.details;
  const mode = request.billingMode ?? billing.mode;
  for (const { indexName } of request.indexes) globalIndexNamed(table, indexName, 'update');
  if (mode === 'PROVISIONED') checkProvisioned(table, request);
  else checkOnDemand(request);
  if (mode === billing.mode && isOnlyMode(request)) return undefined;
  checkMaximum(request.maximum);
  for (const { maximum, indexName } of request.indexes) checkMaximum(maximum, indexName);
  const isSwitch = mode !== billing.mode;
  const change = (current: Throughput, requested: RequestedThroughput, index?: string): Throughput =>
    changedThroughput(current, requested, { index, mode, nowMs });
  const changedTable = change(throughputOf(table), request);
  const indexes = new Map<string, Throughput>();
  for (const requested of request.indexes) {
    const { indexName } = requested;
    indexes.set(indexName, change(throughputOf(table, indexName), requested, indexName));
  }
  return {
    kind: 'capacity',
    aspect: isSwitch ? 'billing mode' : isOnlyWarm(request) ? 'warm throughput' : 'throughput',
    billing: changedBilling(table.details, { mode, table: changedTable, indexes, nowMs }),
    throughput: isPlain(changedTable.settings) ? throughput : withModeOf(mode, changedTable.settings),
    indexThroughput: changedIndexThroughput(indexThroughput, { mode, indexes }),
  };
}

/** Returns the current throughput of a table or of one of its global indexes. */
export function throughputOf({ details }: AccountTable, index?: string): Throughput {
  const { billing, throughput, indexThroughput } = details;
  if (index === undefined) {
    return {
      capacity: billing.mode === 'PROVISIONED' ? billing.capacity : undefined,
      settings: throughput ?? plainThroughput,
    };
  }
  return {
    capacity: billing.mode === 'PROVISIONED' ? billing.indexCapacity.get(index) : undefined,
    settings: indexThroughput?.get(index) ?? plainThroughput,
  };
}

function checkProvisioned(table: AccountTable, { billingMode, capacity, maximum, indexes }: RequestedCapacity): void {
  const anyMaximum = [{ maximum }, ...indexes].find((requested) => requested.maximum !== undefined)?.maximum;
  if (anyMaximum !== undefined) throw maximumOfProvisioned(anyMaximum, 'update');
  if (billingMode !== undefined && capacity === undefined) throw provisionedErrors.missing();
  if (table.details.billing.mode !== 'PROVISIONED') checkAllIndexesHaveCapacity(table, indexes);
  const lacking = indexes.find((index) => index.capacity === undefined && index.warm === undefined);
  if (lacking !== undefined) throw provisionedErrors.missingForIndex(lacking.indexName);
}

function checkAllIndexesHaveCapacity(table: AccountTable, requested: readonly RequestedIndexThroughput[]): void {
  const names = table.schema.indexes.filter(({ kind }) => kind === 'global').map(({ name }) => name);
  const withCapacity = requested.flatMap(({ indexName, capacity }) => (capacity === undefined ? [] : indexName));
  const lacking = names.filter((name) => !withCapacity.includes(name));
  if (lacking.length > 0) throw provisionedErrors.missingForIndexes(lacking);
}

function checkOnDemand({ billingMode, capacity, indexes }: RequestedCapacity): void {
  if (capacity !== undefined) throw provisionedErrors.onDemand();
  for (const index of indexes) {
    if (index.capacity !== undefined && billingMode !== undefined)
      throw provisionedErrors.indexOnDemand(index.indexName);
    if (index.capacity !== undefined || (index.maximum ?? index.warm) === undefined)
      throw provisionedErrors.indexUpdateOnDemand(index.indexName);
  }
}

/** Whether a request has nothing but a billing mode. */
function isOnlyMode({ capacity, maximum, warm, indexes }: RequestedCapacity): boolean {
  return (capacity ?? maximum ?? warm) === undefined && indexes.length === 0;
}

function isOnlyWarm(request: RequestedCapacity): boolean {
  return [request, ...request.indexes].every(({ capacity, maximum }) => (capacity ?? maximum) === undefined);
}

function isPlain(settings: ThroughputSettings): boolean {
  return settings === plainThroughput;
}

/** Provisioned billing has no maxima. */
function withModeOf(mode: Mode, settings: ThroughputSettings): ThroughputSettings {
  return mode === 'PROVISIONED' ? clearedMaximum(settings) : settings;
}

interface ChangedCapacity {
  readonly mode: Mode;
  readonly table: Throughput;
  readonly indexes: ReadonlyMap<string, Throughput>;
  readonly nowMs: number;
}

function changedBilling(
  { billing: current, createdAtMs }: TableDetails,
  { mode, table, indexes, nowMs }: ChangedCapacity,
): Billing {
  if (mode === 'PAY_PER_REQUEST') return current.mode === mode ? current : { mode, onDemandAtMs: nowMs };
  const indexCapacity = new Map<string, Capacity>(current.mode === mode ? current.indexCapacity : []);
  for (const [name, { capacity }] of indexes) if (capacity !== undefined) indexCapacity.set(name, capacity);
  const capacity = table.capacity ?? { read: 0, write: 0 };
  const { onDemandAtMs = current.mode === mode ? undefined : createdAtMs } = current;
  return { mode, capacity, indexCapacity, onDemandAtMs };
}

function changedIndexThroughput(
  current: ReadonlyMap<string, ThroughputSettings> | undefined,
  { mode, indexes }: Pick<ChangedCapacity, 'mode' | 'indexes'>,
): ReadonlyMap<string, ThroughputSettings> | undefined {
  const changed = new Map<string, ThroughputSettings>();
  for (const [name, settings] of current ?? []) changed.set(name, withModeOf(mode, settings));
  for (const [name, { settings }] of indexes) if (!isPlain(settings)) changed.set(name, withModeOf(mode, settings));
  return changed.size === 0 ? undefined : changed;
}
