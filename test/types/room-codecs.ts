// Rooms of an account that do not compile without a codec. Compiled, never run.
import type { Account } from '../../src/adapters/memory/account/account.ts';
import type { RoomCodecs } from '../../src/adapters/memory/snapshot/room-codec.ts';
import { roomCodecs } from '../../src/adapters/memory/snapshot/room-codecs.ts';

type WithParties = Account & { readonly parties: readonly string[] };

/** The rooms that an account has. */
export const complete: RoomCodecs<Account> = roomCodecs;

// @ts-expect-error -- the new room has no codec
export const incomplete: RoomCodecs<WithParties> = roomCodecs;

type TextCounters = Omit<Account, 'counters'> & { readonly counters: { readonly requests: string } };

// @ts-expect-error -- the codec of the room is one of another type
export const outdated: RoomCodecs<TextCounters> = roomCodecs;
