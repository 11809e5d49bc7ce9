import type { TableDescription } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import { ServiceError, TableMismatchError } from '../domain/errors.ts';
import { checkOptions } from '../domain/options.ts';
import { type CallOptions, callOptionNames } from './call-options.ts';
import { type Connection, send } from './connection.ts';
import { createTableInput } from './requests/create-table-input.ts';
import { createTableRequest, deleteTableRequest, describeTableRequest } from './requests/table-requests.ts';
import { tableDifferences } from './table-differences.ts';
import { findTable, type WaitOptions, waitUntilActive, waitUntilGone } from './table-wait.ts';
import { ensureTimeToLive } from './time-to-live.ts';

/** The table that stores an entity. */
export class EntityTable {
  /** The table's name. */
  readonly name: string;
  readonly #connection: Connection;
  readonly #entity: AnyEntity;

  constructor(connection: Connection, entity: AnyEntity) {
    this.name = entity.table;
    this.#connection = connection;
    this.#entity = entity;
  }

  /**
   * Creates the table if it does not exist, waits until it is active, and checks that it has the entity's keys and
   * indexes. The table may have additional indexes. Turns the time to live on if the table's definition has one.
   *
   * @throws TableMismatchError - the table has different keys, indexes or time to live; the message lists the differences.
   * @throws TimeoutError - the table did not become active in time.
   */
  async ensure(options: WaitOptions = {}): Promise<void> {
    checkWait('ensure', options);
    const found = await findTable(this.#connection, this.name, options);
    if (found?.TableStatus === 'DELETING') await waitUntilGone(this.#connection, this.name, options);
    if (found === undefined || found.TableStatus === 'DELETING') await this.#createIfMissing(options);
    const table = await waitUntilActive(this.#connection, this.name, options);
    const differences = tableDifferences(table, createTableInput(this.#entity));
    if (differences.length > 0) throw new TableMismatchError(this.name, differences);
    await ensureTimeToLive(this.#connection, this.#entity.tableDefinition, options);
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
    checkWait('create', options);
    await send(this.#connection, createTableRequest(this.#entity), options);
    const table = await waitUntilActive(this.#connection, this.name, options);
    await ensureTimeToLive(this.#connection, this.#entity.tableDefinition, options);
    return table;
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
    checkWait('delete', options);
    await send(this.#connection, deleteTableRequest(this.#entity), options);
    await waitUntilGone(this.#connection, this.name, options);
  }

  /**
   * Waits until the table, created here or elsewhere, and its global secondary indexes are active.
   *
   * @throws TimeoutError - the table did not become active in time.
   */
  async waitUntilActive(options: WaitOptions = {}): Promise<void> {
    checkWait('waitUntilActive', options);
    await waitUntilActive(this.#connection, this.name, options);
  }

  async #createIfMissing(options: CallOptions): Promise<void> {
    try {
      await send(this.#connection, createTableRequest(this.#entity), options);
    } catch (error) {
      // Another client or an earlier attempt has already created it.
      if (!(error instanceof ServiceError && error.name === 'ResourceInUseException')) throw error;
    }
  }
}

function checkWait(call: string, options: WaitOptions): void {
  checkOptions(call, options, { ...callOptionNames, timeoutMs: 'milliseconds' });
}
