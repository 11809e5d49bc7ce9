import type { AccountTable } from '../account/account.ts';
import type { EventTime } from '../account/agenda.ts';
import type { Billing, Capacity, ThroughputSettings } from '../account/billing.ts';
import type { StreamViewType } from '../account/stream.ts';
import type { SettingChanges, TableDetails, TableStream, TagChange } from '../account/table-details.ts';
import type { TableEncryption } from '../account/table-encryption.ts';
import type { Counts, TableStatistics } from '../account/table-statistics.ts';
import type {
  CapacityUpdate,
  IndexCreation,
  IndexDeletion,
  StreamUpdate,
  TableClassUpdate,
  TableUpdate,
} from '../account/table-update.ts';
import type { TimeToLive } from '../account/time-to-live.ts';
import type { IndexProjection, IndexSchema } from '../storage/index-schema.ts';
import type { SecondaryIndex } from '../storage/secondary-index.ts';
import type { KeyAttributes } from '../storage/storage-key.ts';
import type { TableSchema } from '../storage/table.ts';
import {
  count,
  dictionary,
  flag,
  type JsonCodec,
  list,
  mapByName,
  number,
  object,
  oneOf,
  optional,
  text,
  variant,
} from './json-codec.ts';

/** The view type of a stream. */
export const viewType: JsonCodec<StreamViewType> = oneOf('KEYS_ONLY', 'NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES');

const status = oneOf('CREATING', 'UPDATING', 'ACTIVE', 'DELETING');
/** The primary key of a table, or the key of an index. */
export const key: JsonCodec<KeyAttributes> = object<KeyAttributes>({ partition: list(text), sort: list(text) });
const keyTypes = dictionary(oneOf('S', 'N', 'B'));
const capacity = object<Capacity>({ read: count, write: count });

const billing = variant<'mode', Billing>('mode', {
  PAY_PER_REQUEST: object({ mode: oneOf('PAY_PER_REQUEST'), onDemandAtMs: optional(number) }),
  PROVISIONED: object({
    mode: oneOf('PROVISIONED'),
    capacity,
    indexCapacity: mapByName(capacity),
    onDemandAtMs: optional(number),
  }),
});

const throughput = object<ThroughputSettings>({
  maximum: object<ThroughputSettings['maximum']>({ read: optional(number), write: optional(number) }),
  // Without an upper limit, so it can be beyond the safe integers.
  warm: optional(object<Capacity>({ read: number, write: number })),
  increasedAtMs: optional(number),
  decreasedAtMs: optional(number),
  decreasesThatDay: count,
});

const tableClass = oneOf('STANDARD', 'STANDARD_INFREQUENT_ACCESS');

const update = variant<'kind', TableUpdate>('kind', {
  capacity: object<CapacityUpdate>({
    kind: oneOf('capacity'),
    aspect: oneOf('throughput', 'billing mode', 'warm throughput'),
    billing,
    throughput: optional(throughput),
    indexThroughput: optional(mapByName(throughput)),
  }),
  stream: object<StreamUpdate>({ kind: oneOf('stream'), operation: oneOf('ENABLE', 'DISABLE') }),
  'table class': object<TableClassUpdate>({ kind: oneOf('table class'), tableClass }),
  'index creation': object<IndexCreation>({ kind: oneOf('index creation'), indexName: text, backfillMs: number }),
  'index deletion': object<IndexDeletion>({ kind: oneOf('index deletion'), indexName: text }),
});

const counts = object<Counts>({ itemCount: count, sizeBytes: count });

const changes = object<SettingChanges>({
  onDemandBilling: list(number),
  tableClass: list(number),
  encryption: list(number),
  deletionProtection: list(number),
});

const projection = variant<'type', IndexProjection>('type', {
  ALL: object({ type: oneOf('ALL') }),
  KEYS_ONLY: object({ type: oneOf('KEYS_ONLY') }),
  INCLUDE: object({ type: oneOf('INCLUDE'), attributes: list(text) }),
});

/** The time of an event on the agenda. */
export const eventTime: JsonCodec<EventTime> = object<EventTime>({ dueMs: number, sequenceNumber: count });

/** What the line of an index holds: everything but its entries, which follow from the items of the table. */
export const indexLine: JsonCodec<Omit<SecondaryIndex, 'entries' | 'sizeBytes'>> = object({
  schema: object<IndexSchema>({ name: text, kind: oneOf('local', 'global'), key, keyTypes, projection }),
  status,
  backfilledAtMs: optional(number),
});

/** What the line of a table holds: everything but its indexes and items, which are on lines of their own, and what follows from them. */
export const tableLine: JsonCodec<
  Omit<AccountTable, 'schema' | 'indexes' | 'items' | 'lookup' | 'expiry' | 'sizeBytes'> & {
    readonly schema: Omit<TableSchema, 'indexes'>;
  }
> = object({
  schema: object<Omit<TableSchema, 'indexes'>>({ name: text, key, keyTypes }),
  details: object<TableDetails>({
    status,
    id: text,
    arn: text,
    createdAtMs: number,
    billing,
    tableClass: optional(tableClass),
    deletionProtection: flag,
    stream: optional(object<TableStream>({ arn: text, label: text, viewType, isEnabled: flag })),
    tags: optional(mapByName(text)),
    tagChange: optional(object<TagChange>({ previous: optional(mapByName(text)), endsAtMs: number })),
    timeToLive: optional(
      object<TimeToLive>({
        status: oneOf('ENABLING', 'ENABLED', 'DISABLING', 'DISABLED'),
        attributeName: text,
        changedAtMs: number,
        nextSweep: optional(eventTime),
      }),
    ),
    throughput: optional(throughput),
    indexThroughput: optional(mapByName(throughput)),
    encryption: optional(
      object<TableEncryption>({
        keyArn: optional(text),
        change: optional(object<NonNullable<TableEncryption['change']>>({ keyArn: optional(text) })),
      }),
    ),
    update: optional(update),
    changes: optional(changes),
    statistics: optional(object<TableStatistics>({ period: number, table: counts, indexes: mapByName(counts) })),
  }),
});
