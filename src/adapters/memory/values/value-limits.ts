import { batchLimitBytes } from '../../../domain/limits.ts';

/** Values that fit into one request, as even `{"S":""}` takes eight bytes; it bounds the work on values that hold others twice. */
export const mostValues: number = batchLimitBytes / 8;
