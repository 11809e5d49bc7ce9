import type { AnyEntity } from '../domain/entity/entity.ts';
import { ServiceError, TableMismatchError, TableNotFoundError, TimeoutError } from '../domain/errors.ts';
import { checkOptions } from '../domain/options.ts';
import { type CallOptions, checkMilliseconds } from './call-options.ts';
import { type Connection, send } from './connection.ts';
import { createTableInput } from './requests/create-table-input.ts';
import {
  createTableRequest,
  deleteTableRequest,
  describeTableRequest,
  type TableDescription,
} from './requests/table.ts';
import { pause } from './retry.ts';
import { tableDifferences } from './table-differences.ts';

/** How long a change of a table is waited for. */
export interface WaitOptions extends CallOptions {
  /** Milliseconds until a `TimeoutError`; 300,000 unless given. */
  readonly timeoutMs?: number | undefined;
}

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
    const found = await this.#find(options);
    if (found?.TableStatus === 'DELETING') await this.#waitUntilGone(options);
    if (found === undefined || found.TableStatus === 'DELETING') await this.#createUnlessThere(options);
    const table = await this.#waitUntilActive(options);
    const differences = tableDifferences(table, createTableInput(this.#entity));
    if (differences.length > 0) throw new TableMismatchError(this.name, differences);
  }

  /** Whether the table is there, ready or not. */
  async exists(options: CallOptions = {}): Promise<boolean> {
    checkOptions('exists', options, { abortSignal: true });
    return (await this.#find(options)) !== undefined;
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
    return await this.#waitUntilActive(options);
  }

  /**
   * What the service tells of the table.
   *
   * @throws TableNotFoundError - it is not there.
   */
  async describe(options: CallOptions = {}): Promise<TableDescription> {
    checkOptions('describe', options, { abortSignal: true });
    return await send(this.#connection, describeTableRequest(this.#entity), options);
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
    await this.#waitUntilGone(options);
  }

  /**
   * Waits until the table is there and it and its indexes can be used, whoever makes it.
   *
   * @throws TimeoutError - it did not become ready in time.
   */
  async waitUntilActive(options: WaitOptions = {}): Promise<void> {
    checkWait('waitUntilActive', options);
    await this.#waitUntilActive(options);
  }

  async #createUnlessThere(options: CallOptions): Promise<void> {
    try {
      await send(this.#connection, createTableRequest(this.#entity), options);
    } catch (error) {
      // Somebody else was quicker, or an earlier attempt was: either way it is made.
      if (!(error instanceof ServiceError && error.name === 'ResourceInUseException')) throw error;
    }
  }

  #waitUntilActive(options: WaitOptions): Promise<TableDescription> {
    return this.#poll(options, 'ready', (table) => (table !== undefined && isActive(table) ? table : undefined));
  }

  async #waitUntilGone(options: WaitOptions): Promise<void> {
    await this.#poll(options, 'gone', (table) => table === undefined);
  }

  /** Looks at the table until it is as wanted, which is when `look` gives something true. */
  async #poll<T>(
    options: WaitOptions,
    wanted: string,
    look: (table: TableDescription | undefined) => T | undefined,
  ): Promise<T> {
    const { clock } = this.#connection.retry;
    const { timeoutMs = 300_000, abortSignal } = options;
    const deadlineAtMs = clock.nowMs() + timeoutMs;
    for (;;) {
      const seen = look(await this.#find(options));
      if (seen) return seen;
      const leftMs = deadlineAtMs - clock.nowMs();
      if (leftMs <= 0) throw new TimeoutError(`table ${this.name} is not ${wanted} after ${timeoutMs} ms`);
      await pause(clock, Math.min(pollMs, leftMs), abortSignal);
    }
  }

  async #find(options: CallOptions): Promise<TableDescription | undefined> {
    try {
      return await send(this.#connection, describeTableRequest(this.#entity), options);
    } catch (error) {
      if (error instanceof TableNotFoundError) return undefined;
      throw error;
    }
  }
}

const pollMs = 1_000;

function checkWait(call: string, options: WaitOptions): void {
  checkOptions(call, options, { abortSignal: true, timeoutMs: true });
  if (options.timeoutMs !== undefined) checkMilliseconds('timeoutMs', options.timeoutMs);
}

function isActive({ TableStatus, GlobalSecondaryIndexes = [] }: TableDescription): boolean {
  return TableStatus === 'ACTIVE' && GlobalSecondaryIndexes.every(({ IndexStatus }) => IndexStatus === 'ACTIVE');
}
