import type { Account } from '../account/account.ts';
import { formatVersion, headerKind } from './line-reader.ts';
import { encodeRoom, roomNames } from './room-codecs.ts';
import { fromSnapshot, type Snapshot } from './snapshot.ts';

/**
 * Encodes a snapshot as lines of JSON, without line ends, each when it is taken; `decodeSnapshot` is the reverse. Equal
 * snapshots give equal lines. They hold everything: tables with ids, ARNs and times, items, and the events that are due
 * later. Later versions of dynarepo can decode them; other programs shouldn't.
 *
 * @throws DynarepoError - BAD_INPUT: it is no snapshot.
 * @example
 * import { encodeSnapshot, MemoryDynamoDb } from 'dynarepo/memory';
 *
 * const db = new MemoryDynamoDb();
 * const text = [...encodeSnapshot(db.snapshot())].join('\n');
 */
export function encodeSnapshot(snapshot: Snapshot): Iterable<string> {
  return linesOf(fromSnapshot(snapshot));
}

function* linesOf(account: Account): Generator<string> {
  yield JSON.stringify({ [headerKind]: formatVersion });
  let count = 1;
  for (const room of roomNames) {
    yield JSON.stringify({ room });
    count += 1;
    for (const { kind, content } of encodeRoom(account, room)) {
      yield JSON.stringify({ [kind]: content });
      count += 1;
    }
  }
  yield JSON.stringify({ end: count });
}
