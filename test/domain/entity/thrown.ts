import { DynarepoError, type ErrorCode } from '../../../src/domain/errors.ts';

/** Returns the message of the `DynarepoError` with a code that a call must throw. */
export function messageThrown(code: ErrorCode, call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof DynarepoError && error.code === code) return error.message;
    throw error;
  }
  throw new Error(`expected an error with code ${code}, but nothing was thrown`);
}
