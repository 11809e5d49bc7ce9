import type { Admin } from '../adapters/http/admin-actions.ts';
import type { Databases } from '../adapters/http/wire-options.ts';
import type { MemoryDynamoDbOptions } from '../adapters/memory/memory-dynamodb.ts';
import type { RequestRecord } from './record.ts';

/** The database behind `dynarepo serve`. */
export interface Engine {
  readonly databases: Databases;
  /** Executes admin requests; absent for the databases of another engine. */
  readonly admin?: Admin;
  /** Where the data is stored, for the start message. */
  readonly storageDescription: string;
  /** Called after the last response. */
  close(): Promise<void>;
}

/** Settings of databases in this process. `tableDelayMs` does not delay the creation of `tables`. */
export interface DatabaseSettings
  extends Pick<MemoryDynamoDbOptions, 'statistics' | 'streams' | 'sweepDelayMs' | 'tableDelayMs' | 'wording'> {
  /** The Region in ARNs. */
  readonly region: string;
  /** Valid requests that create tables, with which every database starts. */
  readonly tables: readonly RequestRecord[];
}
