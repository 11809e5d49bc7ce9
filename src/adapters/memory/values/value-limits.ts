import { batchLimitBytes } from '../../../domain/limits.ts';

/**
 * Maximum number of values in one request: even `{"S":""}` takes eight bytes. It limits the work on inputs that
 * contain the same object many times.
 */
export const maxValues: number = batchLimitBytes / 8;
