import type { OperationName } from '../../../../domain/dynamodb.ts';
import type { ServiceError } from '../../../../domain/errors.ts';
import {
  emptyBatchWrite,
  missingTableName,
  tableNameLength,
  unknownReturnValues,
} from '../../wording/member-errors.ts';
import { unknownTableClass } from '../../wording/table-setting-errors.ts';
import type { WordingProfile } from '../../wording/wording-profile.ts';
import { actionCountViolation } from './action-count.ts';
import {
  allMembers,
  emptyTableName,
  firstOf,
  type Pass,
  reportBare,
  reportError,
  reportTogether,
  returnValuesOfPutAndDelete,
  withoutValue,
  withText,
  withValue,
} from './member-passes.ts';
import { olderForms } from './older-forms.ts';
import type { ParsedMembers } from './parse-members.ts';
import type { Violation } from './parse-report.ts';

/**
 * Returns the error that the service reports for the members of a request, or `undefined` if they keep the rules of the
 * model. The first pass of the operation that finds a violation hides those that follow. A wrong `Select` is left to
 * Query and Scan, which check it after expressions.
 */
export function memberViolationError(
  operation: OperationName,
  request: ParsedMembers,
  profile: WordingProfile,
): ServiceError | undefined {
  if (request.violations.length === 0) return undefined;
  for (const pass of passesFor(operation, request, profile)) {
    const error = pass(request);
    if (error !== undefined) return error;
  }
  return undefined;
}

function passesFor(operation: OperationName, request: ParsedMembers, profile: WordingProfile): readonly Pass[] {
  const always = profile.membersInOlderForm ? olderForms[operation] : undefined;
  if (always !== undefined) return always;
  const older = olderLayer[operation];
  return older?.reads(request) ? older.passes : (currentLayer[operation] ?? otherOperations);
}

const emptyTableNameAlone = reportTogether(emptyTableName);
const oneOfTableName = firstOf(withValue('TableName', 'length', 'pattern'));
const oneOfIndexName = firstOf(withValue('IndexName'));
const namesAndCapacityMode = reportTogether(withValue('ReturnConsumedCapacity'), oneOfTableName, oneOfIndexName);
/** Members that no pass before has checked. Inferred: that they come last, in the order of the model. */
const rest = reportTogether(allMembers(isLegacyEnumeration));
const restButSelect = reportTogether(
  allMembers((violation) => violation.member === 'Select' || isLegacyEnumeration(violation)),
);

const restButTags = reportTogether(allMembers(isInsideTags));
/** behaviour §14, step 1; inferred: for a missing list */
const lengthOfTransactItems = reportTogether(allMembers(({ path }) => path !== 'TransactItems'));

/**
 * The passes of each operation in order; `otherOperations` has those of operations without a row. Comments name the
 * sections of the fact sheets `dynamodb-behaviour` and `dynamodb-api`, which are recordings of the service (Observed:
 * October 2026, for CreateTable earlier), or what is inferred. Nothing comes from DynamoDB Local, whose texts for members
 * are its own.
 */
const currentLayer: { readonly [N in OperationName]?: readonly Pass[] } = {
  PutItem: passesOfPutAndDelete('Item'),
  DeleteItem: passesOfPutAndDelete('Key'),
  // behaviour §17
  UpdateItem: [
    emptyTableNameAlone,
    reportTogether(withValue('TableName', 'pattern'), withValue('TableName', 'length')),
    reportTogether(withText(unknownReturnValues, 'ReturnValues')),
    reportBare(withValue('ReturnValuesOnConditionCheckFailure')),
    reportTogether(withValue('ReturnItemCollectionMetrics')),
    reportBare(withValue('ReturnConsumedCapacity')),
    rest,
  ],
  GetItem: [
    emptyTableNameAlone, // behaviour §17
    reportTogether(withValue('TableName', 'missing'), withValue('Key', 'missing')), // inferred from DeleteItem
    // behaviour §17 for the name; inferred from Query and Scan: together with the capacity mode
    reportTogether(withValue('ReturnConsumedCapacity'), oneOfTableName),
    rest,
  ],
  Query: [
    reportTogether(withoutValue('Limit'), emptyTableName), // behaviour §9
    namesAndCapacityMode, // behaviour §9; inferred: the index name
    restButSelect,
  ],
  Scan: [
    // behaviour §10
    reportTogether(withoutValue('Limit'), withoutValue('Segment'), withoutValue('TotalSegments'), emptyTableName),
    namesAndCapacityMode, // behaviour §10; inferred: the index name
    restButSelect,
  ],
  BatchGetItem: [
    reportTogether(withoutValue('RequestItems', 'empty')), // behaviour §13
    reportTogether(withValue('ReturnConsumedCapacity'), withValue('RequestItems', 'names')), // behaviour §13
    reportTogether(withoutValue('RequestItems', 'length')), // behaviour §13 for keys; inferred: for tables
    rest,
  ],
  BatchWriteItem: [
    reportError(emptyBatchWrite, 'RequestItems', 'empty'), // behaviour §13
    // behaviour §13 for the writes of a table; inferred: for the number of tables
    reportTogether(
      withValue('RequestItems', 'length', 'values'),
      withValue('ReturnConsumedCapacity'),
      withValue('ReturnItemCollectionMetrics'),
    ),
    reportTogether(withValue('RequestItems', 'names')), // behaviour §13
    rest,
  ],
  // behaviour §14
  TransactGetItems: [
    lengthOfTransactItems,
    reportTogether(
      allMembers((violation) => !(isInTransaction(violation) && violation.path.endsWith('.Get'))),
      withValue('ReturnConsumedCapacity'),
    ),
    rest, // the table names; inferred: together with what is missing
  ],
  // behaviour §14, steps 1 to 4
  TransactWriteItems: [
    lengthOfTransactItems,
    reportTogether(
      allMembers((violation) => !(isInTransaction(violation) && violation.constraint.kind === 'enumeration')),
      withValue('ClientRequestToken'),
      withValue('ReturnConsumedCapacity'),
      withValue('ReturnItemCollectionMetrics'),
    ),
    ({ members }) => actionCountViolation(members.TransactItems),
    rest, // the table names; inferred: together with what is missing
  ],
  CreateTable: [
    ...tableName(), // api §1.2
    // behaviour §17; CreateTable itself checks its tags
    reportTogether(
      allMembers(
        (violation) => ['LocalSecondaryIndexes', 'TableClass'].includes(violation.member) || isInsideTags(violation),
      ),
      withValue('LocalSecondaryIndexes'),
    ),
    reportError(unknownTableClass, 'TableClass'), // control-plane §1; inferred: comes last
  ],
  UpdateTable: [
    ...tableName(), // inferred from CreateTable
    reportTogether(allMembers(({ member }) => member === 'TableClass')),
    reportError(unknownTableClass, 'TableClass'), // control-plane §1; inferred: comes last
  ],
  ListTables: [tableNameLengthOf('ExclusiveStartTableName'), rest], // inferred from CreateTable
  // inferred: another service, which has never had texts of its own for table names
  ListStreams: [rest],
  DescribeStream: [rest],
  GetShardIterator: [rest],
  GetRecords: [rest],
  // control plane §2: both check their tags themselves
  TagResource: [restButTags],
  UntagResource: [restButTags],
};

/** Inferred from CreateTable. */
const otherOperations: readonly Pass[] = [...tableName(), rest];

/** The requests that the service's older layer of validation still reads whole, and its passes. */
const olderLayer: { readonly [N in OperationName]?: OlderLayer } = {
  // behaviour §0 for a missing key, §17 for a missing table name and the passes
  UpdateItem: {
    reads: (request) => lacks(request, 'TableName', 'Key'),
    passes: [
      emptyTableNameAlone,
      reportTogether(
        withValue('ReturnConsumedCapacity'),
        withValue('TableName', 'missing'),
        withValue('ReturnValues'),
        withValue('ReturnValuesOnConditionCheckFailure'),
        withValue('ReturnItemCollectionMetrics'),
        withValue('Key', 'missing'),
      ),
      rest,
    ],
  },
  // behaviour §0 for the requests, §9 for a missing table name; inferred: the index name, and for a rounded integer
  Query: {
    reads: (request) => request.isRounded || lacks(request, 'TableName'),
    passes: [
      reportTogether(
        withValue('Select'),
        withValue('ReturnConsumedCapacity'),
        withValue('TableName'),
        oneOfIndexName,
        withValue('Limit'),
      ),
      restButSelect,
    ],
  },
  // behaviour §0 for the requests, §10 for the passes; inferred: the index name, and unknown operators
  Scan: {
    reads: (request) => request.isRounded || lacks(request, 'TableName') || lacksOperator(request),
    passes: [
      reportTogether(
        withValue('Select'),
        withValue('TotalSegments'),
        withValue('ReturnConsumedCapacity'),
        withValue('TableName'),
        oneOfIndexName,
        withValue('ConditionalOperator'),
        withValue('ScanFilter'),
        withValue('Segment'),
        withValue('Limit'),
      ),
      restButSelect,
    ],
  },
};

interface OlderLayer {
  readonly reads: (request: ParsedMembers) => boolean;
  readonly passes: readonly Pass[];
}

/** Whether a rule is broken inside an action of a transaction. */
function isInTransaction({ member, path }: Violation): boolean {
  return member === 'TransactItems' && path !== member;
}

function passesOfPutAndDelete(subject: 'Item' | 'Key'): readonly Pass[] {
  return [
    emptyTableNameAlone, // behaviour §17
    // behaviour §11 for DeleteItem's key; inferred: for PutItem's item, and together with the table name
    reportTogether(withValue('TableName', 'missing'), withValue(subject, 'missing')),
    // behaviour §17; inferred: the order, except for the last
    reportTogether(
      withValue('ReturnConsumedCapacity'),
      oneOfTableName,
      returnValuesOfPutAndDelete,
      withValue('ReturnItemCollectionMetrics'),
      withValue('ReturnValuesOnConditionCheckFailure'),
    ),
    rest,
  ];
}

function tableName(): readonly Pass[] {
  return [reportError(missingTableName, 'TableName', 'missing'), tableNameLengthOf('TableName')];
}

function tableNameLengthOf(member: string): Pass {
  return reportError(() => tableNameLength(member), member, 'empty', 'length');
}

/** The service reports unknown words in legacy parameters later, with texts of their own. */
function isLegacyEnumeration({ member, constraint }: Violation): boolean {
  return constraint.kind === 'enumeration' && legacyMembers.has(member);
}

/** The service reports tags and keys of tags that break a rule with texts of their own. */
function isInsideTags({ member, path, constraint }: Violation): boolean {
  return (member === 'Tags' || member === 'TagKeys') && !(path === member && constraint.kind === 'missing');
}

const legacyMembers: ReadonlySet<string> = new Set([
  'AttributeUpdates',
  'Expected',
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
  'ConditionalOperator',
]);

/** Whether a condition of `ScanFilter` has no operator. */
function lacksOperator({ violations }: ParsedMembers): boolean {
  return violations.some(({ member, constraint }) => member === 'ScanFilter' && constraint.kind === 'missing');
}

function lacks({ members }: ParsedMembers, ...names: readonly string[]): boolean {
  return names.some((name) => members[name] === undefined);
}
