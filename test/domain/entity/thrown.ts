import { DynarepoError, type ErrorCode } from '../../../src/domain/errors.ts';

/** The message of the error that a call throws, which must be one of ours with this code. */
export function messageThrown(code: ErrorCode, call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof DynarepoError && error.code === code) return error.message;
    throw error;
  }
  throw new Error(`nothing is thrown, where ${code} is expected`);
}
