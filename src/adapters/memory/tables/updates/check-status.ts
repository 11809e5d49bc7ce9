import type { ServiceError } from '../../../../domain/errors.ts';
import type { AccountTable } from '../../account/account.ts';
import type { StreamUpdate, TableUpdate } from '../../account/table-update.ts';
import { onlineIndexLimit } from '../../wording/index-update-errors.ts';
import { streamSettingErrors } from '../../wording/stream-errors.ts';
import { tableErrors } from '../../wording/table-errors.ts';
import { inUseErrors } from '../../wording/table-update-errors.ts';
import type { RequestedUpdate } from './requested-update.ts';

/**
 * Checks that the status of a table and its indexes allows an update: one update at a time, except that a table whose new
 * index is backfilled can be updated. The texts are recorded (api §1.2); inferred: which of them belongs to which update.
 *
 * @throws ServiceError - ResourceInUseException; LimitExceededException for a second new or deleted index.
 */
export function checkStatus(table: AccountTable, requested: RequestedUpdate): void {
  const { schema, details } = table;
  if (requested.kind === 'deletion protection' && details.status !== 'ACTIVE') throw inUseErrors.protection();
  switch (details.status) {
    case 'CREATING':
      throw tableErrors.isBeingCreated(schema.name);
    case 'DELETING':
      throw tableErrors.isBeingDeleted(schema.name);
    case 'UPDATING':
      throw updatingError(table, details.update, requested);
    case 'ACTIVE':
      if (requested.kind === 'encryption' && details.encryption?.change !== undefined) throw inUseErrors.encryption();
      checkIndexes(table, requested);
      break;
    default:
      details.status satisfies never;
  }
}

function updatingError(
  { schema: { name: table }, details }: AccountTable,
  update: TableUpdate | undefined,
  requested: RequestedUpdate,
): ServiceError {
  switch (update?.kind) {
    case 'capacity': {
      if (requested.kind === 'stream') return streamSettingErrors.duringThroughputChange(table);
      const isOfMaximum = requested.kind === 'capacity' && requested.maximum !== undefined;
      return isOfMaximum && update.aspect === 'billing mode'
        ? inUseErrors.onDemandThroughput()
        : inUseErrors.throughput(table);
    }
    case 'table class':
      return requested.kind === 'table class'
        ? inUseErrors.tableClass(table, update.tableClass)
        : inUseErrors.beingUsed(table);
    case 'index creation':
    case 'index deletion':
      return changingIndexError(table, update, requested);
    case 'stream':
      return changingStreamError(table, { ...update, label: details.stream?.label ?? '' }, requested);
    case undefined:
      return inUseErrors.beingUsed(table);
    default:
      return update satisfies never;
  }
}

/** The error for a request while an index is allocated or deleted. */
function changingIndexError(
  table: string,
  { kind, indexName }: Extract<TableUpdate, { indexName: string }>,
  requested: RequestedUpdate,
): ServiceError {
  const isOfIndex = indexNamesIn(requested).includes(indexName);
  if (isOfIndex && kind === 'index deletion') return inUseErrors.indexDeletion(table, indexName);
  if (isOfIndex && requested.kind === 'index deletion') return inUseErrors.indexAllocation(table, indexName);
  if (isOfIndex && requested.kind === 'capacity') return inUseErrors.indexNotBackfilling(table, indexName);
  if (requested.kind === 'index creation' || requested.kind === 'index deletion') return onlineIndexLimit();
  if (requested.kind === 'capacity' && kind === 'index creation')
    return inUseErrors.throughputDuringCreation(table, [indexName]);
  return inUseErrors.beingUsed(table);
}

/** The error for a request while a stream is enabled or disabled. */
function changingStreamError(
  table: string,
  { label, operation }: StreamUpdate & { readonly label: string },
  requested: RequestedUpdate,
): ServiceError {
  const change = { table, label, operation };
  if (requested.kind === 'stream') return streamSettingErrors.isChanging(change);
  if (requested.kind === 'capacity') return streamSettingErrors.throughputDuringChange(change);
  return inUseErrors.beingUsed(table);
}

/** A new index that is backfilled can be deleted; another one can't be created or deleted meanwhile. */
function checkIndexes({ indexes }: AccountTable, requested: RequestedUpdate): void {
  if (requested.kind !== 'index creation' && requested.kind !== 'index deletion') return;
  const names = indexNamesIn(requested);
  if (indexes.some(({ schema, status }) => status === 'CREATING' && !names.includes(schema.name)))
    throw onlineIndexLimit();
}

function indexNamesIn(requested: RequestedUpdate): readonly (string | undefined)[] {
  switch (requested.kind) {
    case 'capacity':
      return requested.indexes.map(({ indexName }) => indexName);
    case 'index creation':
      return [requested.schema.name];
    case 'index deletion':
      return [requested.indexName];
    default:
      return [];
  }
}
