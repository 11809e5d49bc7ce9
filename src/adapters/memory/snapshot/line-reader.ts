import { DamageError, objectIn } from './json-codec.ts';
import type { Line } from './room-codec.ts';

/** The kind of the first line; its content is the version of the format. */
export const headerKind = 'dynarepo snapshot';
/** The version of the format that is written, and the latest that can be read. */
export const formatVersion = 1;

/** Reads the lines of an encoded snapshot one after the other. */
export class LineReader {
  readonly #lines: Iterator<string>;
  /** The number of the latest line, from 1. */
  number = 0;
  /** The latest line. */
  line: Line = { kind: '', content: undefined };

  constructor(lines: Iterable<string>) {
    this.#lines = lines[Symbol.iterator]();
  }

  /**
   * Reads the next line.
   *
   * @throws DamageError - there is none, or it isn't an object with one member.
   */
  next(): Line {
    const next = this.#lines.next();
    this.number += 1;
    if (next.done) throw new DamageError('the line is missing');
    const [member, ...others] = Object.entries(objectIn(parse(next.value), 'the line'));
    if (member === undefined || others.length > 0) throw new DamageError('the line has not exactly one member');
    this.line = { kind: member[0], content: member[1] };
    return this.line;
  }

  /** Reads the lines of a room, up to the first line that isn't one. */
  *roomLines(): Generator<Line> {
    while (this.next().kind !== 'room' && this.line.kind !== 'end') yield this.line;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DamageError('the line is not JSON');
  }
}
