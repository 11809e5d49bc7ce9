import type { Account } from '../account/account.ts';
import { entriesOf, type OrderedMap, type Owner, setEntry } from '../storage/ordered-map.ts';
import { DamageError, type JsonCodec } from './json-codec.ts';

/** A line of an encoded room. */
export interface Line {
  readonly kind: string;
  /** JSON. */
  readonly content: unknown;
}

/** Converts a room of an account to lines and back. */
export interface RoomCodec<Room> {
  readonly encode: (room: Room) => Iterable<Line>;
  /**
   * @param empty - the room of an empty account; also the result if there are no lines, so that an account encoded before
   *   the room existed can be decoded.
   * @param owner - owns the nodes of the result.
   * @throws DamageError - a line isn't one of the room's, or contradicts those before it.
   */
  readonly decode: (lines: Iterable<Line>, empty: Room, owner: Owner) => Room;
}

/** A codec for each room of an account. The owner isn't stored: it is an identity within one process. */
export type RoomCodecs<Rooms = Account> = {
  readonly [Room in keyof Omit<Rooms, 'owner'>]: RoomCodec<Rooms[Room]>;
};

/** A room that is one value: one line. */
export function valueRoom<Room>(kind: string, codec: JsonCodec<Room>): RoomCodec<Room> {
  return {
    encode: (room) => [{ kind, content: codec.encode(room) }],
    decode(lines, empty) {
      let room: Room | undefined;
      for (const line of lines) {
        if (room !== undefined) throw outOfOrder(line);
        room = contentOf(line, kind, codec);
      }
      return room ?? empty;
    },
  };
}

/** An entry of a room that is an ordered map. */
export interface RoomEntry<Key, Value> {
  readonly key: Key;
  readonly value: Value;
}

/** A room that is an ordered map: a line for each entry. */
export function mapRoom<Key, Value>(
  kind: string,
  codec: JsonCodec<RoomEntry<Key, Value>>,
): RoomCodec<OrderedMap<Key, Value>> {
  return {
    *encode(room) {
      for (const [key, value] of entriesOf(room)) yield { kind, content: codec.encode({ key, value }) };
    },
    decode(lines, empty, owner) {
      let room = empty;
      let last: RoomEntry<Key, Value> | undefined;
      for (const line of lines) {
        const entry = contentOf(line, kind, codec);
        if (last !== undefined && room.compare(last.key, entry.key) >= 0) throw outOfOrder(line);
        room = setEntry(room, [entry.key, entry.value], owner);
        last = entry;
      }
      return room;
    },
  };
}

/** The error for a line that repeats an earlier one, or comes after one that it should precede. */
export function outOfOrder({ kind }: Line): DamageError {
  return new DamageError(`${kind} is out of order or repeated`);
}

/** The error for a line of a kind that the room doesn't have. */
export function unknownKind({ kind }: Line): DamageError {
  return new DamageError(`unknown kind of line: ${kind}`);
}

function contentOf<Content>(line: Line, kind: string, { decode }: JsonCodec<Content>): Content {
  if (line.kind !== kind) throw unknownKind(line);
  return decode(line.content, kind);
}
