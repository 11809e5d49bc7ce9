import { ConflictError } from '../domain/errors.ts';

/** The outcome of a write: its value, or the conflict that stopped it. */
export type Attempted<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly conflict: ConflictError };

/**
 * Returns a conflict as a value, so that the caller can branch instead of catch: `{ ok: true, value }` or
 * `{ ok: false, conflict }`. Other errors are thrown.
 *
 * ```ts
 * const result = await attempt(users.create(user));
 * if (!result.ok) console.log('exists already:', result.conflict.found);
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
