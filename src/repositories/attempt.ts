import { ConflictError, TransactionError } from '../domain/errors.ts';

/** The outcome of a write or transaction: its value, or the conflict that stopped it. */
export type Attempted<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** The conflict; of a transaction, that of the first request that has one. */
      readonly conflict: ConflictError;
      /** The error of the transaction, with the reason of each request; absent for a single write. */
      readonly transaction?: TransactionError;
    };

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
    const conflict = error instanceof TransactionError && error.reasons.map((reason) => reason.error).find(isConflict);
    if (conflict) return { ok: false, conflict, transaction: error };
    throw error;
  }
}

function isConflict(error: unknown): error is ConflictError {
  return error instanceof ConflictError;
}
