import type { Members } from '../../adapters/http/encode-members.ts';
import type { RequestRecord } from '../record.ts';
import type { Properties } from './unresolved.ts';

/** A table in a file. Its values may contain `Unresolved`. */
export interface TableInFile {
  /** Where the file has it, such as "entry 2 (films)" or "resource Films". */
  readonly location: string;
  /** The input of CreateTable. */
  readonly input: Members;
  /** Settings that CreateTable does not have. */
  readonly settings: readonly TableSetting[];
}

/** A setting of a table outside of CreateTable. */
export interface TableSetting {
  /** Its name in the file. */
  readonly name: string;
  /** The request that applies it; `undefined` if DynamoDB or the emulator has none for it. */
  readonly request?: RequestRecord | undefined;
}

/** What a file has. */
export interface TableFile {
  readonly tables: readonly TableInFile[];
  /** The parameters of a template. */
  readonly parameters: readonly string[];
}

/** Returns an object without the members whose value is `undefined`. */
export function withoutUndefined(properties: Properties): Members {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}
