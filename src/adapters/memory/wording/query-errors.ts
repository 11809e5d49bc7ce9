import type { ServiceError } from '../../../domain/errors.ts';
import { javaSet } from './java-set.ts';
import { memberError } from './member-errors.ts';
import { invalidParameter, validationError, type Wording } from './validation-errors.ts';

/**
 * The texts that the service reports for queries and scans: key conditions, start keys, segments, indexes and
 * `Select`.
 */

/** Errors about the key condition of a query. */
export const keyConditionErrors = {
  none: (): ServiceError =>
    validationError('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.'),
  /** The older layer has a text for more than two conditions, and reports two as unsupported (behaviour §9, api §10). */
  tooMany(count: number, limit: number, { layer }: Wording): ServiceError {
    if (layer === 'older') {
      return count > 2 && limit <= 2
        ? validationError('Conditions can be of length 1 or 2 only')
        : keyConditionErrors.unsupported();
    }
    return validationError(
      `The number of query conditions (${count}) exceeds the number of key attributes defined in the schema (${limit})`,
    );
  },
  missing: (name: string): ServiceError => validationError(`Query condition missed key schema element: ${name}`),
  /** `KeyConditions` without any condition. Observed: DynamoDB Local 3.3.1, 2026-11-30. */
  empty: (): ServiceError => validationError('Conditions must be at least length 1'),
  /** `KeyConditions` with an operator that only filters support. */
  notIndexable: (): ServiceError => validationError('Attempted conditional constraint is not an indexable operation'),
  /** The condition on the partition key is not an equality. */
  unsupported: (): ServiceError => validationError('Query key condition not supported'),
  /** For an index with several partition key attributes, or several sort key attributes. */
  partitionKeysNotEqual: (names: readonly string[]): ServiceError =>
    validationError(`HASH key attributes ${names.join(', ')} must have equality conditions specified in the query`),
  /** A condition on a sort key attribute needs an equality on each earlier sort key attribute. */
  sortKeyNotEqual: (name: string, later: string): ServiceError =>
    validationError(
      `RANGE key attributes ${name} must have equality conditions specified in the query because a condition is present on key attribute ${later}`,
    ),
  wrongType: (): ServiceError => invalidParameter('Condition parameter type does not match schema type'),
};

/** An operation with a start key; the two report different errors for an invalid one. */
export interface PagedOperation {
  readonly operation: 'Query' | 'Scan';
  readonly wording: Wording;
}

/** Errors about `ExclusiveStartKey`. */
export const startKeyErrors = {
  invalid: (detail?: string): ServiceError =>
    validationError(`The provided starting key is invalid${detail === undefined ? '' : `: ${detail}`}`),
  /** The older layer reports a start key of Scan that does not fit the key with the reason (behaviour §9). */
  mismatch: ({ operation, wording }: PagedOperation): ServiceError =>
    startKeyErrors.invalid(
      operation === 'Scan' && wording.layer === 'older'
        ? 'The provided key element does not match the schema'
        : undefined,
    ),
  /** The start key is in another segment. */
  wrongSegment: (segment: number, totalSegments: number): ServiceError =>
    startKeyErrors.invalid(
      `Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${totalSegments} Segment: ${segment}`,
    ),
  otherPartition: (): ServiceError =>
    validationError('The provided starting key is outside query boundaries based on provided conditions'),
  /** For a table without a sort key, whose partitions have one item. For a start key that meets the condition: inferred. */
  otherItem: (): ServiceError => validationError('The provided exclusive start key is invalid'),
  outOfRange: (): ServiceError => validationError('The provided starting key does not match the range key predicate'),
  oneRow: (): ServiceError => validationError('The query can return at most one row and cannot be restarted'),
};

/** Errors about `Segment` and `TotalSegments`. */
export const segmentErrors = {
  noTotal: (): ServiceError =>
    validationError(
      'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
    ),
  noSegment: (): ServiceError =>
    validationError(
      'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
    ),
  /** The older layer also reports the two numbers (behaviour §10). */
  beyondTotal(segment: number, total: number, { layer }: Wording): ServiceError {
    const detail = layer === 'older' ? `: Segment: ${segment} is not less than TotalSegments: ${total}` : '';
    return validationError(
      `The Segment parameter is zero-based and must be less than parameter TotalSegments${detail}`,
    );
  },
};

/** Errors about reads that an index does not support. */
export const indexReadErrors = {
  noSuchIndex: (name: string): ServiceError => validationError(`The table does not have the specified index: ${name}`),
  /** Seen in clients' reports. */
  backfilling: (name: string): ServiceError =>
    validationError(`Cannot read from backfilling global secondary index: ${name}`),
  consistent: (): ServiceError => validationError('Consistent reads are not supported on global secondary indexes'),
  allAttributes: (index: string): ServiceError =>
    invalidParameter(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index} because its projection type is not ALL`,
    ),
  notProjected: (index: string, names: readonly string[]): ServiceError =>
    invalidParameter(`Global secondary index ${index} does not project ${javaSet(names)}`),
  /** The same text for global and local indexes. Observed: DynamoDB Local 3.3.1. */
  filterNotProjected: (index: string, names: readonly string[]): ServiceError =>
    invalidParameter(
      `Secondary index ${index} does not project one or more filter attributes: [${[...new Set(names)].toSorted().join(', ')}]`,
    ),
};

/** The two forms of a query's filter, as the errors name them. */
export type FilterForm = 'Filter Expression' | 'QueryFilter';

/** The filter of a query names a key attribute of the table or index that it reads. */
export const filterOnKey = (name: string, form: FilterForm): ServiceError =>
  validationError(`${form} can only contain non-primary key attributes: Primary key attribute: ${name}`);

/** The two forms of a projection. */
export type ProjectionForm = 'ProjectionExpression' | 'AttributesToGet';

/** The values of `Select` that can't be combined with a projection. */
export type WholeSelection = 'ALL_ATTRIBUTES' | 'ALL_PROJECTED_ATTRIBUTES' | 'COUNT';

/** Errors about `Select`. They are errors of a member in the current layer only (behaviour §9). */
export const selectErrors = {
  projectionMissing: (wording: Wording): ServiceError =>
    selectError(
      'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES',
      wording,
    ),
  projectionGiven: (form: ProjectionForm, select: WholeSelection, wording: Wording): ServiceError =>
    selectError(
      `Cannot specify the ${form} when choosing to get ${select === 'COUNT' ? 'only the Count' : select}`,
      wording,
    ),
  noIndex: (wording: Wording): ServiceError =>
    selectError('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName', wording),
};

function selectError(text: string, { layer }: Wording): ServiceError {
  return layer === 'older' ? validationError(text) : memberError([text]);
}
