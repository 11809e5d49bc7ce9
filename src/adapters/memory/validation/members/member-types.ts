import { requestTooLarge } from '../../../../domain/api/request-too-large.ts';
import type { MapShape, NumberShape, Shape, Structure } from '../../../../domain/api/shape.ts';
import { structureOf } from '../../../../domain/api/structures.ts';
import { isBytes, isDate } from '../../../../domain/brands.ts';
import { setOwnProperty } from '../../../../domain/entity/own-property.ts';
import { isRecord } from '../../../../domain/is-record.ts';
import { batchLimitBytes } from '../../../../domain/limits.ts';
import { readBoolean } from '../../values/read-boolean.ts';
import { UnreadableRequest } from '../../values/unreadable-request.ts';

/** Members of a request by name: those of the model that are there. */
export type Members = Readonly<Record<string, unknown>>;

/** What reading the members of a request gave. */
export interface ReadMembers {
  readonly members: Members;
  /** An integer had more than 32 bits or a fraction, so it is not as it was sent. */
  readonly isRounded: boolean;
}

/**
 * Reads the members of a request: leaves out those that the model does not have, takes `null` for absent, and makes
 * whole numbers of 32 bits of integers. Attribute values, which have rules of their own, are handed on as they came.
 *
 * @throws UnreadableRequest
 */
export function readMembers(input: unknown, structure: Structure): ReadMembers {
  if (!isRecord(input)) throw new UnreadableRequest();
  const reading: Reading = { isRounded: false };
  return { members: readStructure(input, structure, reading), isRounded: reading.isRounded };
}

interface Reading {
  isRounded: boolean;
}

function readStructure(input: Readonly<Record<string, unknown>>, structure: Structure, reading: Reading): Members {
  const members: Record<string, unknown> = {};
  for (const name of Object.keys(input)) {
    const member = Object.hasOwn(structure, name) ? structure[name] : undefined;
    const raw = member && input[name];
    if (member !== undefined && isPresent(raw)) members[name] = read(raw, member.shape, reading);
  }
  return members;
}

function read(raw: unknown, shape: Shape, reading: Reading): unknown {
  switch (shape.kind) {
    case 'string':
      if (typeof raw !== 'string') throw new UnreadableRequest();
      return raw;
    case 'boolean': {
      const value = readBoolean(raw);
      if (value === undefined) throw new UnreadableRequest();
      return value;
    }
    case 'integer':
    case 'long':
    case 'double':
      return readNumber(raw, shape, reading);
    case 'blob':
      if (!isBytes(raw)) throw new UnreadableRequest();
      return raw;
    case 'timestamp':
      if (!isDate(raw) || Number.isNaN(raw.getTime())) throw new UnreadableRequest();
      return raw;
    case 'list':
      if (!Array.isArray(raw)) throw new UnreadableRequest();
      return elementsOf(raw).map((element) => read(element, shape.element, reading));
    case 'map':
      if (!isRecord(raw)) throw new UnreadableRequest();
      return readMap(raw, shape, reading);
    case 'structure':
      if (!isRecord(raw)) throw new UnreadableRequest();
      return readStructure(raw, structureOf(shape.name), reading);
    case 'attribute value':
      return raw;
    default:
      return shape satisfies never;
  }
}

function readNumber(raw: unknown, { kind }: NumberShape, reading: Reading): number {
  if (typeof raw !== 'number' || !Number.isFinite(raw)) throw new UnreadableRequest();
  if (kind === 'double') return raw;
  const whole = Math.trunc(raw) + 0; // makes 0 of -0
  const value = kind === 'integer' ? Math.min(Math.max(whole, -(2 ** 31)), 2 ** 31 - 1) : whole;
  if (value !== raw) reading.isRounded = true;
  return value;
}

function readMap(raw: Readonly<Record<string, unknown>>, shape: MapShape, reading: Reading): Members {
  if (shape.value.kind === 'attribute value') return raw;
  const entries: Record<string, unknown> = {};
  for (const name of Object.keys(raw)) {
    const value = raw[name];
    if (isPresent(value)) setOwnProperty(entries, name, read(value, shape.value, reading));
  }
  return entries;
}

function elementsOf(raw: readonly unknown[]): readonly unknown[] {
  // An element takes a byte at least, so such a list would not have come over the wire.
  if (raw.length > batchLimitBytes) throw requestTooLarge();
  return raw.filter(isPresent);
}

function isPresent(raw: unknown): boolean {
  return raw !== undefined && raw !== null;
}
