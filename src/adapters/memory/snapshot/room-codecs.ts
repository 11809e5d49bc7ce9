import type { Account, Counters } from '../account/account.ts';
import type {
  AccountEvent,
  EncryptionUpdated,
  IndexBackfilled,
  StreamExpired,
  StreamRolledOver,
  SweepDue,
  TableCreated,
  TableDeleted,
  TableUpdated,
  TimeToLiveChanged,
  TokenExpired,
} from '../account/account-event.ts';
import type { EventTime } from '../account/agenda.ts';
import type { RememberedTransaction } from '../account/remembered-transaction.ts';
import { count, list, object, oneOf, text, variant, withDefault } from './json-codec.ts';
import { type Line, mapRoom, type RoomCodec, type RoomCodecs, type RoomEntry, valueRoom } from './room-codec.ts';
import { streamsRoom } from './streams-room.ts';
import { eventTime } from './table-codecs.ts';
import { tablesRoom } from './tables-room.ts';

const event = variant<'kind', AccountEvent>('kind', {
  'encryption updated': object<EncryptionUpdated>({
    kind: oneOf('encryption updated'),
    tableName: text,
    tableId: text,
  }),
  'sweep due': object<SweepDue>({ kind: oneOf('sweep due'), tableName: text, tableId: text }),
  'time to live changed': object<TimeToLiveChanged>({
    kind: oneOf('time to live changed'),
    tableName: text,
    tableId: text,
  }),
  'index backfilled': object<IndexBackfilled>({
    kind: oneOf('index backfilled'),
    tableName: text,
    tableId: text,
    indexName: text,
  }),
  'stream expired': object<StreamExpired>({ kind: oneOf('stream expired'), arn: text }),
  'stream rolled over': object<StreamRolledOver>({ kind: oneOf('stream rolled over'), arn: text }),
  'table created': object<TableCreated>({ kind: oneOf('table created'), tableName: text, tableId: text }),
  'table deleted': object<TableDeleted>({ kind: oneOf('table deleted'), tableName: text, tableId: text }),
  'table updated': object<TableUpdated>({ kind: oneOf('table updated'), tableName: text, tableId: text }),
  'token expired': object<TokenExpired>({ kind: oneOf('token expired'), token: text }),
});

/** How each room of an account is stored, in the order of the lines. */
export const roomCodecs: RoomCodecs = {
  counters: valueRoom(
    'counters',
    object<Counters>({
      requests: count,
      tablesCreated: count,
      eventsScheduled: count,
      streamsCreated: withDefault(count, 0),
    }),
  ),
  agenda: mapRoom(
    'event',
    object<RoomEntry<EventTime, AccountEvent>>({
      key: eventTime,
      value: event,
    }),
  ),
  tables: tablesRoom,
  streams: streamsRoom,
  tokens: mapRoom(
    'token',
    object<RoomEntry<string, RememberedTransaction>>({
      key: text,
      value: object<RememberedTransaction>({ fingerprint: text, sizesBytes: list(count) }),
    }),
  ),
};

/** The names of the rooms that are stored, in the order of the lines. */
export const roomNames = Object.keys(roomCodecs) as readonly (keyof RoomCodecs)[]; // a table of codecs has no others

/** Returns the lines of one room of an account. */
export function encodeRoom<Room extends keyof RoomCodecs>(account: Account, room: Room): Iterable<Line> {
  return codecOf(room).encode(account[room]);
}

/**
 * Returns the account with one room decoded from its lines.
 *
 * @throws DamageError - a line is wrong.
 */
export function decodeRoom<Room extends keyof RoomCodecs>(
  account: Account,
  room: Room,
  lines: Iterable<Line>,
): Account {
  return { ...account, [room]: codecOf(room).decode(lines, account[room], account.owner) };
}

function codecOf<Room extends keyof RoomCodecs>(room: Room): RoomCodec<Account[Room]> {
  return roomCodecs[room];
}
