import type { Admin } from '../adapters/http/admin.ts';
import type { Databases } from '../adapters/http/wire.ts';

/** What is behind the server of `dynarepo serve`. */
export interface Engine {
  readonly databases: Databases;
  /** What admin requests have done; not there where the databases are those of another engine. */
  readonly admin?: Admin;
  /** Where what is stored stays, for the person at the terminal. */
  readonly keeping: string;
  /** Called when the last request is answered. */
  close(): Promise<void>;
}
