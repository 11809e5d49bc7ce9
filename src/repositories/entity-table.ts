import type { TableDescription } from '../domain/dynamodb.ts';
import type { AnyEntity } from '../domain/entity/entity.ts';
import { ServiceError, TableMismatchError } from '../domain/errors.ts';
import { checkOptions } from '../domain/options.ts';
import { type CallOptions, checkMilliseconds } from './call-options.ts';
import { type Connection, send } from './connection.ts';
import { createTableInput } from './requests/create-table-input.ts';
import { createTableRequest, deleteTableRequest, describeTableRequest } from './requests/table-requests.ts';
import { tableDifferences } from './table-differences.ts';
import { findTable, type WaitOptions, waitUntilActive, waitUntilGone } from './table-wait.ts';

/** The table in which an entity is kept. */
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
   * Makes the table unless it is there, and waits until it can be used. It must then have the entity's keys and
   * indexes; indexes beside these are none of the entity's business.
   *
   * @throws TableMismatchError - the table has other keys or indexes; the message says which.
   * @throws TimeoutError - it did not become ready in time.
   */
  async ensure(options: WaitOptions = {}): Promise<void> {
    checkWait('ensure', options);
    const found = await findTable(this.#connection, this.name, options);
    if (found?.TableStatus === 'DELETING') await waitUntilGone(this.#connection, this.name, options);
    if (found === undefined || found.TableStatus === 'DELETING') await this.#createUnlessThere(options);
    const table = await waitUntilActive(this.#connection, this.name, options);
    const differences = tableDifferences(table, createTableInput(this.#entity));
    if (differences.length > 0) throw new TableMismatchError(this.name, differences);
  }

  /** Whether the table is there, ready or not. */
  async exists(options: CallOptions = {}): Promise<boolean> {
    checkOptions('exists', options, { abortSignal: true });
    return (await findTable(this.#connection, this.name, options)) !== undefined;
  }

  /**
   * Makes the table and waits until it can be used.
   *
   * @throws ServiceError - `ResourceInUseException`: it is there already.
   * @throws TimeoutError - it did not become ready in time.
   */
  async create(options: WaitOptions = {}): Promise<TableDescription> {
    checkWait('create', options);
    await send(this.#connection, createTableRequest(this.#entity), options);
    return await waitUntilActive(this.#connection, this.name, options);
  }

  /**
   * What the service tells of the table.
   *
   * @throws TableNotFoundError - it is not there.
   */
  async describe(options: CallOptions = {}): Promise<TableDescription> {
    checkOptions('describe', options, { abortSignal: true });
    return await send(this.#connection, describeTableRequest(this.name), options);
  }

  /**
   * Deletes the table and all that is in it, and waits until it is gone.
   *
   * @throws TableNotFoundError - it is not there.
   * @throws TimeoutError - it was not gone in time.
   */
  async delete(options: WaitOptions = {}): Promise<void> {
    checkWait('delete', options);
    await send(this.#connection, deleteTableRequest(this.#entity), options);
    await waitUntilGone(this.#connection, this.name, options);
  }

  /**
   * Waits until the table is there and it and its indexes can be used, whoever makes it.
   *
   * @throws TimeoutError - it did not become ready in time.
   */
  async waitUntilActive(options: WaitOptions = {}): Promise<void> {
    checkWait('waitUntilActive', options);
    await waitUntilActive(this.#connection, this.name, options);
  }

  async #createUnlessThere(options: CallOptions): Promise<void> {
    try {
      await send(this.#connection, createTableRequest(this.#entity), options);
    } catch (error) {
      // Somebody else was quicker, or an earlier attempt was: either way it is made.
      if (!(error instanceof ServiceError && error.name === 'ResourceInUseException')) throw error;
    }
  }
}

function checkWait(call: string, options: WaitOptions): void {
  checkOptions(call, options, { abortSignal: true, timeoutMs: true });
  if (options.timeoutMs !== undefined) checkMilliseconds('timeoutMs', options.timeoutMs);
}
