import { ServiceError } from '../../../domain/errors.ts';
import { longTime } from './long-time.ts';
import { invalidParameter, limitExceeded, validationError } from './validation-errors.ts';

/** The texts that the service reports for settings of a table: deletion protection, table class, encryption. */

/** Deletion protection was set within the last 15 seconds. */
export const protectionChangedTooSoon = (table: string, nextMs: number): ServiceError =>
  new ServiceError(
    'ThrottlingException',
    `Deletion protection setting for table ${table} modified within the previous 15000 milliseconds. Please try again after ${new Date(nextMs).toISOString()}`,
  );

/** The table class was changed twice within 30 days. */
export const tooManyTableClassUpdates = (): ServiceError =>
  limitExceeded('Updates to TableClass are limited to 2 times in 30 day(s).');

/** A table class that doesn't exist. */
export const unknownTableClass = (): ServiceError =>
  validationError(
    'Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS].',
  );

/** Inferred from the text of 2019, when the service allowed one switch a day (seen in clients' reports). */
export const tooManyOnDemandSwitches = (lastMs: number, nextMs: number): ServiceError =>
  limitExceeded(
    'Update to PayPerRequest mode are limited to 4 times in 1 day(s). ' +
      `Last update at ${longTime(lastMs)}. Next update can be made at ${longTime(nextMs)}`,
  );

/** Server-side encryption. */
export const encryptionErrors = {
  typeOfDefault: (): ServiceError => invalidParameter('SSEType can not be specified if Enabled is false'),
  keyOfDefault: (): ServiceError => invalidParameter('KMSMasterKeyId can not be specified if Enabled is false'),
  keyWithoutType: (): ServiceError => invalidParameter('SSEType KMS is required if KMSMasterKeyId is specified'),
  unsupportedType: (type: 'AES256'): ServiceError => invalidParameter(`SSEType ${type} is not supported`),
  unchangedDefault: (): ServiceError => invalidParameter('Table is already encrypted by default'),
  unchangedKey: (): ServiceError =>
    invalidParameter(
      'Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key',
    ),
  // Inferred: the form of the times, and that the window ends now.
  tooManyChanges: (
    count: number,
    { nowMs, lastMs, nextMs }: { readonly nowMs: number; readonly lastMs: number; readonly nextMs: number },
  ): ServiceError =>
    limitExceeded(
      `Encryption mode changes are limited in the 24h window ending at ${longTime(nowMs)}. ` +
        'After the first 4 change, each subsequent change in the same window can be performed at most once every 21600 seconds. ' +
        `Number of updates today: ${count}. Last change at ${longTime(lastMs)}. Next changes can be made at ${longTime(nextMs)}.`,
    ),
};
