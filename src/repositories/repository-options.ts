import type { TableName } from '../domain/entity/with-table.ts';
import type { OptionCheck, OptionNames } from '../domain/options.ts';
import { type ConnectionOptions, connectionOptionNames } from './connection.ts';

/** Settings of one repository, collection or table. */
export interface RepositoryOptions extends ConnectionOptions {
  /**
   * The name of the table instead of the one in its definition, such as that of an environment or tenant; or a function that
   * returns it for the one in the definition: ``(name) => `test-${name}` ``.
   */
  readonly table?: TableName | undefined;
}

/** Settings that fit repositories of any tables. */
export interface SharedOptions extends ConnectionOptions {
  /** Returns the name of a table for the one in its definition, as in {@link RepositoryOptions}. */
  readonly table?: ((name: string) => string) | undefined;
}

const tableNameCheck: OptionCheck = {
  expected: 'a table name, or a function that returns one',
  isValid: (value) => typeof value === 'string' || typeof value === 'function',
};

/** Option names of {@link RepositoryOptions}. */
export const repositoryOptionNames: OptionNames<RepositoryOptions> = {
  ...connectionOptionNames,
  table: tableNameCheck,
};

/** Option names of {@link SharedOptions}. */
export const sharedOptionNames: OptionNames<SharedOptions> = { ...connectionOptionNames, table: 'function' };
