import type { Input, Output } from '../../../domain/dynamodb.ts';
import type { Cost } from './cost.ts';
import { type CapacityUnits, type UnitsByName, unitsOf } from './units.ts';

/** What a request consumes of one table and its indexes. */
export interface Charge {
  /** The name or ARN of the table, as in the request. */
  readonly tableName: string;
  readonly units: CapacityUnits;
}

/** The table that is charged, and how much detail the output reports. */
export interface ChargeOptions {
  /** The name or ARN of the table, as in the request. */
  readonly tableName: string;
  readonly mode: CapacityMode;
  /** A throughput model; without one, units that the output doesn't report are never computed. */
  readonly throughput: ((charge: Charge) => void) | undefined;
}

/** How much detail of the consumed capacity a request asks for. */
export type CapacityMode = Input<'PutItem'>['ReturnConsumedCapacity'];

/** The `ConsumedCapacity` of an output. */
export type ConsumedCapacity = NonNullable<Output<'PutItem'>['ConsumedCapacity']>;

/** Returns whether the output reports consumed capacity. */
export function reportsCapacity(mode: CapacityMode): boolean {
  return mode !== undefined && mode !== 'NONE';
}

/**
 * Charges a cost to a table: the one place where capacity units are computed. Operations call it once for each table of a
 * request, before they change anything.
 *
 * @returns the `ConsumedCapacity` that the request asks for; `undefined` if it asks for none.
 * @throws ServiceError - from the throughput model, which throttles the request.
 */
export function charge(cost: Cost, { tableName, mode, throughput }: ChargeOptions): ConsumedCapacity | undefined {
  if (!reportsCapacity(mode) && throughput === undefined) return undefined;
  const units = unitsOf(cost);
  throughput?.({ tableName, units });
  return consumedCapacity(mode, { tableName, units }, capacityFor(cost));
}

type Capacity = NonNullable<ConsumedCapacity['Table']>;

/**
 * Returns the `ConsumedCapacity` for a charge, in the detail that the request asks for.
 *
 * @param capacityOf - converts units to the output. Default: only `CapacityUnits`.
 */
export function consumedCapacity(
  mode: CapacityMode,
  { tableName, units }: Charge,
  capacityOf: (units: number) => Capacity = plainCapacity,
): ConsumedCapacity | undefined {
  if (!reportsCapacity(mode)) return undefined;
  const { table, globalIndexes = {}, localIndexes = {} } = units;
  const capacities = (byName: UnitsByName): Record<string, Capacity> =>
    Object.fromEntries(Object.entries(byName).map(([name, each]) => [name, capacityOf(each)]));
  const total = { TableName: tableName, ...capacityOf(table + sum(globalIndexes) + sum(localIndexes)) };
  if (mode !== 'INDEXES') return total;
  return {
    ...total,
    Table: capacityOf(table),
    ...(isEmpty(globalIndexes) ? {} : { GlobalSecondaryIndexes: capacities(globalIndexes) }),
    ...(isEmpty(localIndexes) ? {} : { LocalSecondaryIndexes: capacities(localIndexes) }),
  };
}

function plainCapacity(units: number): Capacity {
  return { CapacityUnits: units };
}

/** Transactions also report whether the units are for reads or for writes, on every level; other requests don't. */
function capacityFor(cost: Cost): (units: number) => Capacity {
  if (cost.kind === 'page read' || !cost.isTransactional) return plainCapacity;
  return cost.kind === 'item reads'
    ? (units) => ({ CapacityUnits: units, ReadCapacityUnits: units })
    : (units) => ({ CapacityUnits: units, WriteCapacityUnits: units });
}

function sum(units: UnitsByName): number {
  return Object.values(units).reduce((total, each) => total + each, 0);
}

function isEmpty(units: UnitsByName): boolean {
  return Object.keys(units).length === 0;
}
