// Types of the attributes that dynarepo sets or acts on. Compiled, never run.
import {
  type ChangesOf,
  createdAt,
  type EntityOf,
  entity,
  epochMilliseconds,
  type IndexQueryKeyOf,
  type NewOf,
  number,
  type PathsOf,
  string,
  ttl,
  updatedAt,
  version,
} from 'dynarepo';
import type { Equal, Expect } from './equal.ts';

const Session = entity('Session', {
  table: 'sessions',
  attributes: {
    id: string(),
    user: string(),
    made: createdAt(),
    changed: updatedAt(epochMilliseconds()).storedAs('c'),
    expires: ttl().optional(),
    version: version(),
  },
  key: { partition: 'id' },
  indexes: { byUser: { partition: 'user', sort: 'changed' } },
});

/** Read values, values to write, and changes. */
export type Cases = [
  Expect<
    Equal<
      EntityOf<typeof Session>,
      { id: string; user: string; made: Date; changed: Date; version: number; expires?: Date }
    >
  >,
  Expect<Equal<NewOf<typeof Session>, { id: string; user: string; expires?: Date | number | undefined }>>,
  Expect<Equal<ChangesOf<typeof Session>, { user?: string | undefined; expires?: Date | number | undefined }>>,
];

/** Conditions and keys. */
export function conditions(u: PathsOf<typeof Session>, at: Date): unknown {
  const key: IndexQueryKeyOf<typeof Session, 'byUser'> = { user: 'a', changed: at };
  return [u.made.lt(at), u.expires.gt(5), u.expires.set(at), u.version.eq(1), key];
}

/** Invalid uses. */
export function invalid(u: PathsOf<typeof Session>, at: Date): void {
  // @ts-expect-error only dynarepo sets it
  u.made.set(at);
  // @ts-expect-error a timestamp is a date
  u.changed.gt(5);
  // @ts-expect-error the time of a creation has no optional form
  createdAt(epochMilliseconds().optional());
  // @ts-expect-error a number is no form of dates
  updatedAt(number());
  // @ts-expect-error dynarepo sets it
  const whole: NewOf<typeof Session> = { id: '1', user: 'a', made: at };
  entity('Session', {
    table: 'sessions',
    attributes: { id: string(), made: createdAt() },
    // @ts-expect-error a key cannot be set by dynarepo
    key: { partition: 'id', sort: 'made' },
  });
  void whole;
}
