import type { OperationName, Output } from '../domain/dynamodb.ts';
import { ownProperty, setOwnProperty } from '../domain/own-property.ts';

/** Read and write capacity units. */
export interface CapacityUnits {
  /** Read capacity units. */
  readonly read: number;
  /** Write capacity units. */
  readonly write: number;
}

/** The capacity units of a table itself, and those of each index by its name in the table. */
export interface TableCapacity extends CapacityUnits {
  /** The units of each index, by its name in the table. */
  readonly indexes: Readonly<Record<string, CapacityUnits>>;
}

/** Capacity units: all together, and those of each table by its name. */
export interface Capacity extends CapacityUnits {
  /** The units of each table, by its name. */
  readonly tables: Readonly<Record<string, TableCapacity>>;
}

/** Capacity units of one kind. */
export interface Units {
  readonly kind: keyof CapacityUnits;
  readonly units: number;
  readonly table: string;
  /** The index's name in the table. Default: the table itself. */
  readonly index?: string | undefined;
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

interface CountedTable extends Mutable<CapacityUnits> {
  readonly indexes: Record<string, Mutable<CapacityUnits>>;
}

/**
 * Adds up the capacity that calls consume: pass it to them as the option `capacity`, or to a repository for all of its calls.
 *
 * ```ts
 * const capacity = new CapacityCounter();
 * await users.query({ lastName: 'Smith' }, { capacity }).all();
 * console.log(capacity.read, capacity.tables);
 * ```
 *
 * It counts what DynamoDB reports. DynamoDB reports nothing in errors: a write whose condition is not met consumes capacity that
 * is not counted.
 */
export class CapacityCounter implements Capacity {
  /** Read capacity units. */
  read = 0;
  /** Write capacity units. */
  write = 0;
  /** The units of each table, by its name. */
  readonly tables: Record<string, CountedTable> = {};
  #total: CapacityCounter | undefined;

  /** Returns a counter of a part: this one counts what that one counts. */
  part(): CapacityCounter {
    const part = new CapacityCounter();
    part.#total = this;
    return part;
  }

  /** Adds units. */
  add(added: Units): void {
    const { kind, units, table, index } = added;
    this.#total?.add(added);
    this[kind] += units;
    const counted = entryOf(this.tables, table, () => ({ read: 0, write: 0, indexes: {} }));
    const target = index === undefined ? counted : entryOf(counted.indexes, index, () => ({ read: 0, write: 0 }));
    target[kind] += units;
  }

  /** Adds the units that an output reports. */
  record(operation: OperationName, output: object): void {
    // Every output that has the member has one of these types.
    const { ConsumedCapacity = [] } = output as { readonly ConsumedCapacity?: Reported | readonly Reported[] };
    for (const reported of [ConsumedCapacity].flat()) {
      const { TableName: table = '', GlobalSecondaryIndexes, LocalSecondaryIndexes } = reported;
      const indexes = Object.entries({ ...GlobalSecondaryIndexes, ...LocalSecondaryIndexes });
      const ofTable = reported.Table ?? (indexes.length === 0 ? reported : {});
      this.#record(operation, { ...ofTable, table });
      for (const [index, ofIndex] of indexes) this.#record(operation, { ...ofIndex, table, index });
    }
  }

  /** Returns whether what this one counts is counted by the other too. */
  countsFor(other: CapacityCounter): boolean {
    return this === other || this.#total?.countsFor(other) === true;
  }

  #record(operation: OperationName, { table, index, ...reported }: Pick<Units, 'table' | 'index'> & Arm): void {
    const { CapacityUnits: units = 0, ReadCapacityUnits: read, WriteCapacityUnits: write } = reported;
    // Only transactions report the kind; a repeated one has written nothing and reports reads.
    const isRead = read === write ? /Get|Query|Scan/.test(operation) : (write ?? 0) === 0;
    if (units > 0) this.add({ kind: isRead ? 'read' : 'write', units, table, index });
  }
}

/** The capacity of a table in an output. */
type Reported = NonNullable<Output<'PutItem'>['ConsumedCapacity']>;

/** The capacity of a table itself or of an index in an output. */
type Arm = NonNullable<Reported['Table']>;

function entryOf<T>(entries: Record<string, T>, name: string, create: () => T): T {
  const entry = ownProperty(entries, name) ?? create();
  setOwnProperty(entries, name, entry);
  return entry;
}
