import { readUnitBytes, writeUnitBytes } from '../limits.ts';

/** Returns the read capacity units for a size in bytes, 0 for an absent item; half for an eventually consistent read. */
export function readUnits(sizeBytes: number, isConsistent: boolean): number {
  const units = Math.max(1, Math.ceil(sizeBytes / readUnitBytes));
  return isConsistent ? units : units / 2;
}

/** Returns the write capacity units for a size in bytes, 0 for an absent item. */
export function writeUnits(sizeBytes: number): number {
  return Math.max(1, Math.ceil(sizeBytes / writeUnitBytes));
}
