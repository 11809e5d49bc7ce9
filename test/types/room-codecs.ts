// Accounts whose rooms the codecs do not fit: each expectation fails the type check when they do. Compiled, never run.
import type { Account } from '../../src/adapters/memory/account/account.ts';
import type { RoomCodecs } from '../../src/adapters/memory/snapshot/room-codec.ts';
import { roomCodecs } from '../../src/adapters/memory/snapshot/room-codecs.ts';

type WithParties = Account & { readonly parties: readonly string[] };
type WithTextCounters = Omit<Account, 'counters'> & { readonly counters: { readonly requests: string } };

/** A room without a codec, and a room with a codec of another type. */
export function unfitCodecs(): readonly unknown[] {
  const fit: RoomCodecs<Account> = roomCodecs;
  // @ts-expect-error -- the new room has no codec
  const incomplete: RoomCodecs<WithParties> = roomCodecs;
  // @ts-expect-error -- the room has a codec of another type
  const outdated: RoomCodecs<WithTextCounters> = roomCodecs;
  return [fit, incomplete, outdated];
}
