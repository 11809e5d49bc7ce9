import type { Admin } from '../adapters/http/admin-actions.ts';
import type { Databases } from '../adapters/http/wire-options.ts';

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
