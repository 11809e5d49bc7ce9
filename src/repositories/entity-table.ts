import type { DynamoDb, TableDescription } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import { isTable, type Table } from '../domain/entity/table.ts';
import { otherName, renamedTable } from '../domain/entity/with-table.ts';
import { checkOptions, type OptionNames } from '../domain/options.ts';
import { type CallOptions, callOptionNames } from './call-options.ts';
import { checkEntity } from './check-entity.ts';
import { type Connection, send, toConnection } from './connection.ts';
import { type RepositoryOptions, repositoryOptionNames } from './repository-options.ts';
import { changeRequest, createTableRequest, describeTableRequest } from './requests/table-requests.ts';
import { findTable, type WaitOptions, waitUntilActive, waitUntilGone } from './table-wait.ts';
import type { EnsureOptions } from './tables/ensure-table.ts';
import type { TablePlan } from './tables/table-plan.ts';
import type { VerifyOptions } from './tables/verify-table.ts';

const waitOptionNames: OptionNames<WaitOptions> = { ...callOptionNames, timeoutMs: 'milliseconds' };
const ensureOptionNames: OptionNames<EnsureOptions> = {
  ...waitOptionNames,
  update: 'boolean',
  replace: 'boolean',
  delete: 'boolean',
  onProgress: 'function',
};

/**
 * A table: creates it, compares it with its definition, and changes it. The code that compares and changes is loaded when it is
 * first used.
 */
export class EntityTable {
  /** The table's name. */
  readonly name: string;
  readonly #connection: Connection;
  readonly #table: Table;

  constructor(connection: Connection, table: Table) {
    this.name = table.name;
    this.#connection = connection;
    this.#table = table;
  }

  /**
   * Creates the table if it does not exist, or what it lacks: global secondary indexes one at a time, the stream, the time to live,
   * tags, deletion protection. Waits after each change until the table and its indexes are active. Other changes have an
   * option each.
   *
   * @returns the differences that are left.
   * @throws TableMismatchError - the table has another key, index, stream or time to live, which these options or DynamoDB do not
   * change; the message lists the differences.
   * @throws TimeoutError - a change took too long; DynamoDB may still complete it.
   */
  async ensure(options: EnsureOptions = {}): Promise<TablePlan> {
    checkOptions('ensure', options, ensureOptionNames);
    const { ensureTable } = await import('./tables/ensure-table.ts');
    return (await ensureTable(this.#connection, this.#table, options)).plan;
  }

  /** Compares the table with its definition and returns the changes that would end the differences. Changes nothing. */
  async plan(options: CallOptions = {}): Promise<TablePlan> {
    checkOptions('plan', options, callOptionNames);
    const { planTable } = await import('./tables/plan-table.ts');
    const found = await findTable(this.#connection, this.name, options);
    return await planTable(this.#connection, this.#table, found, { ...options, readsAll: true });
  }

  /**
   * Checks that the table has what its definition has and that it can be used. Changes nothing.
   *
   * @throws TableMismatchError - it does not; the message lists the differences.
   * @throws TableNotFoundError - the table does not exist, or is being deleted.
   */
  async verify(options: VerifyOptions = {}): Promise<void> {
    checkOptions('verify', options, { ...callOptionNames, exact: 'boolean' });
    const { verifyTable } = await import('./tables/verify-table.ts');
    await verifyTable(this.#connection, this.#table, options);
  }

  /** Returns whether the table exists, active or not. */
  async exists(options: CallOptions = {}): Promise<boolean> {
    checkOptions('exists', options, callOptionNames);
    return (await findTable(this.#connection, this.name, options)) !== undefined;
  }

  /**
   * Creates the table, waits until it is active, and turns its time to live on if its definition has one.
   *
   * @throws ServiceError - `ResourceInUseException`: the table already exists.
   * @throws TimeoutError - the table did not become active in time.
   */
  async create(options: WaitOptions = {}): Promise<TableDescription> {
    checkOptions('create', options, waitOptionNames);
    const { ensureTable } = await import('./tables/ensure-table.ts');
    await send(this.#connection, createTableRequest(this.#table), options);
    const { found = {} } = await ensureTable(this.#connection, this.#table, options);
    return found;
  }

  /**
   * Describes the table.
   *
   * @throws TableNotFoundError - the table does not exist.
   */
  async describe(options: CallOptions = {}): Promise<TableDescription> {
    checkOptions('describe', options, callOptionNames);
    return await send(this.#connection, describeTableRequest(this.name), options);
  }

  /** Returns the table's `ItemCount`, which DynamoDB updates about every six hours; of all entities in the table. */
  async itemCount(options: CallOptions = {}): Promise<number> {
    checkOptions('itemCount', options, callOptionNames);
    return (await this.describe(options)).ItemCount ?? 0;
  }

  /**
   * Deletes the table with all its items and waits until it no longer exists.
   *
   * @throws TableNotFoundError - the table does not exist.
   * @throws TimeoutError - the table still exists after the timeout.
   */
  async delete(options: WaitOptions = {}): Promise<void> {
    checkOptions('delete', options, waitOptionNames);
    await send(this.#connection, changeRequest(this.name, 'DeleteTable', { TableName: this.name }), options);
    await waitUntilGone(this.#connection, this.name, options);
  }

  /**
   * Waits until the table, created here or elsewhere, and its global secondary indexes are active.
   *
   * @throws TimeoutError - the table did not become active in time.
   */
  async waitUntilActive(options: WaitOptions = {}): Promise<void> {
    checkOptions('waitUntilActive', options, waitOptionNames);
    await waitUntilActive(this.#connection, this.name, options);
  }
}

/**
 * Returns a table by its definition, or the table of an entity.
 *
 * ```ts
 * for (const each of [App, Order]) await tableOf(db, each).verify();
 * ```
 */
export function tableOf(db: DynamoDb, tableOrEntity: Table | AnyEntity, options: RepositoryOptions = {}): EntityTable {
  checkOptions('tableOf', options, repositoryOptionNames);
  if (!isTable(tableOrEntity)) checkEntity('tableOf', tableOrEntity, 'a table or an entity');
  const table = isTable(tableOrEntity) ? tableOrEntity : tableOrEntity.tableDefinition;
  const name = options.table === undefined ? table.name : otherName(table.name, options.table);
  return new EntityTable(toConnection(db, options, 'tableOf'), renamedTable(table, name));
}
