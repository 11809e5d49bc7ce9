import type { ServiceError } from '../../../domain/errors.ts';
import { invalidParameter, limitExceeded, notFound, validationError } from './validation-errors.ts';

/** The texts that UpdateTable reports for global secondary indexes. */
export const indexUpdateErrors = {
  noAction: (): ServiceError =>
    invalidParameter(
      'One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null',
    ),
  severalActions: (): ServiceError =>
    invalidParameter('Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object'),
  twice: (index: string): ServiceError =>
    invalidParameter(`Only one global secondary index update per index is allowed simultaneously. Index: ${index}`),
  emptyWarmThroughput: (index: string): ServiceError =>
    invalidParameter(
      `WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond specified for index: ${index}`,
    ),
  noDefinitions: (index: string): ServiceError =>
    invalidParameter(`AttributeDefinitions is not specified for index: ${index}`),
  exists: (): ServiceError => invalidParameter('Attempting to create an index which already exists'),
  notGlobal: (action: 'delete' | 'update', index: string): ServiceError =>
    validationError(`Cannot ${action} an index that is not a GlobalSecondaryIndex: ${index}`),
  noSuchIndex: (index: string, table: string): ServiceError => notFound(`Index ${index} for table ${table}`),
  tooMany: (limit: number): ServiceError =>
    limitExceeded(`Number of global secondary indexes exceeds per-table limit of ${limit}`),
};

/** One index is created or deleted at a time. */
export const onlineIndexLimit = (): ServiceError =>
  limitExceeded('Only 1 online index can be created or deleted simultaneously per table');
