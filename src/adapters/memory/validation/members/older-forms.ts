import { enumerations } from '../../../../domain/api/enumerations.ts';
import type { OperationName } from '../../../../domain/dynamodb.ts';
import { describeWithValue, emptyBatchGet, returnValuesOfUpdates, rules } from '../../wording/member-errors.ts';
import {
  allMembers,
  type Check,
  firstOf,
  type Pass,
  reportBare,
  reportError,
  reportTogether,
  violationsOf,
  withText,
  withValue,
} from './member-passes.ts';

/**
 * The passes of operations whose members are all described in the older form (behaviour §0). Comments name the sections of
 * the fact sheets that have the order of an operation, which is recorded for requests that the older layer reads in every
 * Region; the others are inferred from UpdateItem.
 */
export const olderForms: { readonly [N in OperationName]?: readonly Pass[] } = {
  PutItem: [...write('Item'), reportBare(withText(returnValuesOfUpdates, 'ReturnValues')), rest()],
  DeleteItem: [...write('Key'), reportBare(withText(returnValuesOfUpdates, 'ReturnValues')), rest()],
  UpdateItem: [...write('Key'), rest()], // behaviour §17
  GetItem: [emptyNameAlone(), reportTogether(withValue('ReturnConsumedCapacity'), tableName, withValue('Key')), rest()],
  // behaviour §9
  Query: [
    emptyNameAlone(),
    reportTogether(
      withValue('Select'),
      withValue('ReturnConsumedCapacity'),
      tableName,
      firstOf(withValue('IndexName')),
      withValue('ConditionalOperator'),
      withValue('QueryFilter'),
      withValue('KeyConditions'),
      withValue('Limit'),
    ),
    rest(),
  ],
  // behaviour §10
  Scan: [
    emptyNameAlone(),
    reportTogether(
      withValue('Select'),
      withValue('TotalSegments'),
      withValue('ReturnConsumedCapacity'),
      tableName,
      firstOf(withValue('IndexName')),
      withValue('ConditionalOperator'),
      withValue('ScanFilter'),
      withValue('Segment'),
      withValue('Limit'),
    ),
    rest(),
  ],
  // behaviour §13 for an empty batch
  BatchGetItem: [reportError(emptyBatchGet, 'RequestItems', 'empty'), rest()],
};

function write(subject: 'Item' | 'Key'): readonly Pass[] {
  return [
    emptyNameAlone(),
    reportTogether(
      withValue('ReturnConsumedCapacity'),
      tableName,
      returnValues,
      withValue('ReturnValuesOnConditionCheckFailure'),
      withValue('ReturnItemCollectionMetrics'),
      withValue(subject, 'missing'),
    ),
  ];
}

/** behaviour §5, §17: an empty name is reported alone; the older layer has a minimum of one character. */
function emptyNameAlone(): Pass {
  return reportTogether((request) =>
    violationsOf(request, 'TableName', ['empty']).map(({ javaPath, found }) =>
      describeWithValue(javaPath, rules.minLength(1), found),
    ),
  );
}

/** A short name is no violation: no table has it. */
function tableName(request: Parameters<Check>[0]): readonly string[] {
  return withValue('TableName', ...(isShort(request) ? (['pattern'] as const) : []))(request);
}

function isShort(request: Parameters<Check>[0]): boolean {
  return violationsOf(request, 'TableName', ['length']).some(({ found = '' }) => found.length < 3);
}

/** PutItem and DeleteItem report the values of UpdateItem later. */
function returnValues(request: Parameters<Check>[0]): readonly string[] {
  const { values } = enumerations.ReturnValue;
  return violationsOf(request, 'ReturnValues', [])
    .filter(({ found }) => !values.some((value) => value === found))
    .map(({ javaPath, found }) => describeWithValue(javaPath, rules.oneOf(values), found));
}

function rest(): Pass {
  return reportTogether(allMembers(({ member }) => member === 'TableName'));
}
