import { ConflictError } from '../domain/errors.ts';

/** What a write came to: its value, or the conflict that stopped it. */
export type Attempted<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly conflict: ConflictError };

/**
 * Turns a conflict into a value, for those who would rather branch than catch; every other error is still thrown.
 *
 * ```ts
 * const result = await attempt(users.create(user));
 * if (!result.ok) console.log('taken by', result.conflict.found);
 * ```
 */
export async function attempt<T>(write: Promise<T>): Promise<Attempted<T>> {
  try {
    return { ok: true, value: await write };
  } catch (error) {
    if (error instanceof ConflictError) return { ok: false, conflict: error };
    throw error;
  }
}
