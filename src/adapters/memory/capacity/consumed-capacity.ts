import type { Input, Output } from '../../../domain/dynamodb.ts';
import { readUnitBytes, writeUnitBytes } from '../../../domain/limits.ts';
import { ownProperty } from '../../../domain/own-property.ts';

/** How much of the consumed capacity a request wants to be told. */
export type CapacityMode = Input<'PutItem'>['ReturnConsumedCapacity'];

/** Whether a request wants to be told anything of it. */
export function isCapacityTold(mode: CapacityMode): boolean {
  return mode !== undefined && mode !== 'NONE';
}

/** What an answer tells of the capacity consumed. */
export type ConsumedCapacity = NonNullable<Output<'PutItem'>['ConsumedCapacity']>;

/** Capacity units by where they were consumed. Indexes that were not touched are left out. */
export interface UnitsByPlace {
  readonly table: number;
  readonly globalIndexes?: Readonly<Record<string, number>> | undefined;
  readonly localIndexes?: Readonly<Record<string, number>> | undefined;
}

/** Read capacity units of so many bytes, and of an item that is not there; half where the read may be stale. */
export function readUnits(sizeBytes: number, consistent: boolean): number {
  const units = Math.max(1, Math.ceil(sizeBytes / readUnitBytes));
  return consistent ? units : units / 2;
}

/** Write capacity units of so many bytes, and of an item that is not there. */
export function writeUnits(sizeBytes: number): number {
  return Math.max(1, Math.ceil(sizeBytes / writeUnitBytes));
}

/**
 * What an answer tells of the capacity consumed; `undefined` where the request does not ask.
 *
 * @param tableName - as the request names the table, which may be by its ARN.
 */
export function consumedCapacity(
  mode: CapacityMode,
  tableName: string,
  { table, globalIndexes = {}, localIndexes = {} }: UnitsByPlace,
): ConsumedCapacity | undefined {
  if (!isCapacityTold(mode)) return undefined;
  const total: ConsumedCapacity = {
    TableName: tableName,
    CapacityUnits: table + sum(globalIndexes) + sum(localIndexes),
  };
  if (mode === 'TOTAL') return total;
  return {
    ...total,
    Table: { CapacityUnits: table },
    ...(isEmpty(globalIndexes) ? {} : { GlobalSecondaryIndexes: capacities(globalIndexes) }),
    ...(isEmpty(localIndexes) ? {} : { LocalSecondaryIndexes: capacities(localIndexes) }),
  };
}

/** The units of several requests together, as a batch tells them of each table. */
export function addUnits(left: UnitsByPlace, right: UnitsByPlace): UnitsByPlace {
  return {
    table: left.table + right.table,
    globalIndexes: addByName(left.globalIndexes, right.globalIndexes),
    localIndexes: addByName(left.localIndexes, right.localIndexes),
  };
}

type UnitsByName = Readonly<Record<string, number>>;

function addByName(left: UnitsByName = {}, right: UnitsByName = {}): UnitsByName {
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return Object.fromEntries([...names].map((name) => [name, unitsOf(left, name) + unitsOf(right, name)]));
}

function unitsOf(units: UnitsByName, name: string): number {
  return ownProperty(units, name) ?? 0;
}

function sum(units: UnitsByName): number {
  return Object.values(units).reduce((total, each) => total + each, 0);
}

function capacities(units: UnitsByName): Record<string, { CapacityUnits: number }> {
  return Object.fromEntries(Object.entries(units).map(([name, each]) => [name, { CapacityUnits: each }]));
}

function isEmpty(units: UnitsByName): boolean {
  return Object.keys(units).length === 0;
}
