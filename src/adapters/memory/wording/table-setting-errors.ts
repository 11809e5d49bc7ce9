import { ServiceError } from '../../../domain/errors.ts';

/** The texts that the service reports for settings of a table: deletion protection, table class, encryption. */

/** Deletion protection was set within the last 15 seconds. */
export const protectionChangedTooSoon = (table: string, nextMs: number): ServiceError =>
  new ServiceError(
    'ThrottlingException',
    `Deletion protection setting for table ${table} modified within the previous 15000 milliseconds. Please try again after ${new Date(nextMs).toISOString()}`,
  );
