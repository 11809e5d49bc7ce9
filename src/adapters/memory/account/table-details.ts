import type { Billing, ThroughputSettings } from './billing.ts';
import type { StreamViewType } from './stream.ts';
import type { TableEncryption } from './table-encryption.ts';
import type { TableStatistics } from './table-statistics.ts';
import type { TableClass, TableUpdate } from './table-update.ts';
import type { TimeToLive } from './time-to-live.ts';

/** The parts of a table's description besides its schema, sizes and counts. */
export interface TableDetails {
  readonly status: TableStatus;
  /** A UUID, unique among all tables ever created in the account. */
  readonly id: string;
  readonly arn: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly createdAtMs: number;
  readonly billing: Billing;
  readonly tableClass: TableClass | undefined;
  readonly deletionProtection: boolean;
  /** The latest stream; `undefined` for a table that never had one. */
  readonly stream: TableStream | undefined;
  /** Values by key; `undefined` for a table without tags. */
  readonly tags: ReadonlyMap<string, string> | undefined;
  /** The latest change of the tags that takes time; `undefined` if none did. */
  readonly tagChange: TagChange | undefined;
  /** `undefined` for a table whose time to live was never changed. */
  readonly timeToLive: TimeToLive | undefined;
  /** Of the table itself; `undefined` if all settings are the default and nothing was changed. */
  readonly throughput: ThroughputSettings | undefined;
  /** Of global secondary indexes with settings or changes, by name. */
  readonly indexThroughput: ReadonlyMap<string, ThroughputSettings> | undefined;
  /** `undefined` for a table that always had the key that AWS owns. */
  readonly encryption: TableEncryption | undefined;
  /** The update in progress while the table is UPDATING. */
  readonly update: TableUpdate | undefined;
  /** When settings changed whose changes are limited. */
  readonly changes: SettingChanges | undefined;
  /** `undefined` for a table whose items never changed. */
  readonly statistics: TableStatistics | undefined;
}

/** A change of tags: until it ends, clients see the previous tags. */
export interface TagChange {
  readonly previous: ReadonlyMap<string, string> | undefined;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly endsAtMs: number;
}

/** The members of a table that has no optional settings and was never updated. */
export const plainDetails = {
  tableClass: undefined,
  deletionProtection: false,
  stream: undefined,
  tags: undefined,
  tagChange: undefined,
  timeToLive: undefined,
  throughput: undefined,
  indexThroughput: undefined,
  encryption: undefined,
  update: undefined,
  changes: undefined,
  statistics: undefined,
} as const;

/** The status of a table. A table serves requests while it is ACTIVE or UPDATING. */
export type TableStatus = 'CREATING' | 'UPDATING' | 'ACTIVE' | 'DELETING';

/** The latest stream of a table, which may be disabled. The account has the stream itself, up to a day after it was disabled. */
export interface TableStream {
  readonly arn: string;
  readonly label: string;
  readonly viewType: StreamViewType;
  /** Whether the table has a stream by its settings; its status follows. */
  readonly isEnabled: boolean;
}

/** The times of recent changes of each limited setting, in order: milliseconds since 1970-01-01 UTC. */
export type SettingChanges = { readonly [Setting in LimitedSetting]: readonly number[] };

/** A setting that can only be changed so many times in a while. */
export type LimitedSetting = 'onDemandBilling' | 'tableClass' | 'encryption' | 'deletionProtection';
