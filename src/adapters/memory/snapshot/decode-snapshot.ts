import { DynarepoError } from '../../../domain/errors.ts';
import { excerpt } from '../../../domain/excerpt.ts';
import { type Account, emptyAccount } from '../account/account.ts';
import { DamageError } from './json-codec.ts';
import { formatVersion, headerKind, LineReader } from './line-reader.ts';
import { decodeRoom, roomNames } from './room-codecs.ts';
import { type Snapshot, toSnapshot } from './snapshot.ts';

/**
 * Decodes a snapshot from the lines that `encodeSnapshot` returned, with or without line ends. Lines after the last one of
 * the snapshot are left in the iterator.
 *
 * @throws DynarepoError - BAD_INPUT: a line is damaged or missing, or was written by a later version of dynarepo; the
 *   message names the line.
 * @example
 * import { decodeSnapshot, encodeSnapshot, MemoryDynamoDb } from 'dynarepo/memory';
 *
 * const text = [...encodeSnapshot(new MemoryDynamoDb().snapshot())].join('\n');
 * const db = new MemoryDynamoDb();
 * db.restore(decodeSnapshot(text.split('\n')));
 */
export function decodeSnapshot(lines: Iterable<string>): Snapshot {
  const reader = new LineReader(lines);
  try {
    return toSnapshot(decodeAccount(reader));
  } catch (error) {
    if (!(error instanceof DamageError)) throw error;
    throw new DynarepoError('BAD_INPUT', `line ${reader.number} of the snapshot: ${excerpt(error.message, 200)}`);
  }
}

function decodeAccount(reader: LineReader): Account {
  checkHeader(reader);
  reader.next();
  let account = emptyAccount();
  for (const room of roomNames) {
    const { kind, content } = reader.line;
    if (kind === 'room' && content === room) account = decodeRoom(account, room, reader.roomLines());
  }
  const { kind, content } = reader.line;
  if (kind !== 'end') throw new DamageError(`unknown ${kind}: ${JSON.stringify(content)}`);
  const count = reader.number - 1;
  if (content !== count) throw new DamageError(`it counts ${JSON.stringify(content)} lines before it, not ${count}`);
  return account;
}

function checkHeader(reader: LineReader): void {
  const { kind, content } = reader.next();
  if (kind !== headerKind) throw new DamageError(`no snapshot begins with it`);
  if (content !== formatVersion) throw new DamageError(`it was written by a later dynarepo, in format ${content}`);
}
