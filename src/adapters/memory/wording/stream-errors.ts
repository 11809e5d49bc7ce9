import { ServiceError } from '../../../domain/errors.ts';
import { invalidParameter, notFound, stillInUse, validationError } from './validation-errors.ts';

/** The texts that the service reports for the stream settings of a table. Source: api §1.2, control-plane §1. */
export const streamSettingErrors = {
  CreateTable: {
    noViewType: (): ServiceError =>
      invalidParameter('Table is being created with a stream enabled, UpdateViewType is required'),
    viewTypeWithoutStream: (): ServiceError =>
      invalidParameter('Table is being created with a stream disabled, UpdateViewType should not be specified'),
  },
  UpdateTable: {
    noViewType: (): ServiceError => invalidParameter('If stream is being enabled then UpdateViewType is required'),
    viewTypeWithoutStream: (): ServiceError =>
      invalidParameter('If stream is being disabled, then UpdateViewType must not be specified'),
  },
  alreadyEnabled: (tableName: string): ServiceError =>
    validationError(`Table already has an enabled stream: TableName: ${tableName}`),
  notEnabled: (tableName: string): ServiceError =>
    validationError(`Table has no stream to disable: TableName: ${tableName}`),
  isChanging: ({ table, label, operation }: StreamChange): ServiceError =>
    stillInUse(
      `A stream status change is currently in progress. Table: ${table} Stream: ${label} Operation: ${operation}`,
    ),
  throughputDuringChange: ({ table, label, operation }: StreamChange): ServiceError =>
    stillInUse(
      `Can't change table IOPS when stream status is being updated. Table: ${table} Stream: ${label} Operation: ${operation}`,
    ),
  duringThroughputChange: (table: string): ServiceError =>
    stillInUse(`Can't enable or disable stream while table IOPS are being updated. Table: ${table}`),
  isChangingAtDeletion: (): ServiceError => stillInUse('Cannot delete table while stream is being enabled/disabled.'),
};

/**
 * The texts that the service reports for requests that read streams. Source: api §8.1, control-plane §5. For the rest the
 * service's text is not recorded, only that it is a ValidationException; they have that of DynamoDB Local 3.3.1 (Observed:
 * 2026-11-30), or are inferred if it says so.
 */
export const streamErrors = {
  noSuchStream: (arn: string): ServiceError => notFound(`Stream: ${arn} not found`),
  noSuchShard: (): ServiceError => notFound('Shard does not exist'),
  trimmed: (): ServiceError =>
    new ServiceError('TrimmedDataAccessException', 'The data you are trying to access has been trimmed'),
  expiredIterator: (): ServiceError => new ServiceError('ExpiredIteratorException', 'Shard iterator has expired'),
  // Not recorded.
  invalidArn: (): ServiceError => validationError('Invalid StreamArn'),
  invalidIterator: (): ServiceError => validationError('Invalid ShardIterator'),
  noSequenceNumber: (): ServiceError => invalidParameter('Invalid SequenceNumber'),
  surplusSequenceNumber: (): ServiceError =>
    invalidParameter('SequenceNumber should not be passed for this iterator type'),
  otherShard: (): ServiceError => validationError('Invalid SequenceNumber for the shard'),
  // Inferred: from the texts for sequence numbers.
  noTimestamp: (): ServiceError => invalidParameter('Invalid Timestamp'),
  futureTimestamp: (): ServiceError => invalidParameter('Timestamp should not be in the future'),
  surplusTimestamp: (): ServiceError => invalidParameter('Timestamp should not be passed for this iterator type'),
};

/** A change of the status of a table's stream. */
interface StreamChange {
  readonly table: string;
  readonly label: string;
  readonly operation: 'ENABLE' | 'DISABLE';
}
