import type { MemoryDynamoDbOptions } from '../adapters/memory/memory-dynamodb.ts';
import { isRecord } from '../domain/is-record.ts';
import { parseJson } from './record.ts';

/** The first line of a data file's log: what the requests after it depend on, and a snapshot does not have. */
export interface LogHeader {
  /** The Region of new ARNs. */
  readonly region: string;
  /** Settings of the database, if they are not the defaults. */
  readonly settings: ServedSettings;
  /** How far the clock is ahead of the system's, in milliseconds. */
  readonly clockOffsetMs: number;
}

/** The settings of a database that change what a replay of its requests gives. */
export type ServedSettings = Pick<MemoryDynamoDbOptions, 'streams' | 'sweepDelayMs' | 'tableDelayMs'>;

/** Returns a header as a line with its end. Settings that are `undefined` or 0 milliseconds of offset are left out. */
export function printLogHeader({ region, settings, clockOffsetMs }: LogHeader): string {
  const { sweepDelayMs, tableDelayMs, streams } = settings;
  return `${JSON.stringify({ region, tableDelayMs, sweepDelayMs, streams, clockOffsetMs: clockOffsetMs || undefined })}\n`;
}

/** Parses a header, whose settings the database validates; returns `undefined` if the line is something else. */
export function parseLogHeader(line: string): LogHeader | undefined {
  const members = parseJson(line);
  if (!isRecord(members) || typeof members.region !== 'string') return undefined;
  const { region, sweepDelayMs, tableDelayMs, streams, clockOffsetMs = 0 } = members;
  if (typeof clockOffsetMs !== 'number') return undefined;
  const settings = Object.fromEntries(
    Object.entries({ sweepDelayMs, tableDelayMs, streams }).filter(([, value]) => value !== undefined),
  );
  return { region, settings, clockOffsetMs };
}
