import { enumerations } from '../../../../domain/api/enumerations.ts';
import type { OperationName } from '../../../../domain/dynamodb.ts';
import type { ServiceError } from '../../../../domain/errors.ts';
import {
  emptyBatchWrite,
  noReturnValues,
  noTableName,
  returnValuesOfOthers,
  tableNameLength,
} from '../../wording/members.ts';
import {
  bare,
  type CheckedMembers,
  emptyTableName,
  everything,
  first,
  firstProblem,
  type Part,
  type Stage,
  saying,
  together,
  told,
  toldByName,
} from './member-passes.ts';

/**
 * What the service tells of members that do not keep the rules of the model. Each operation looks at them in stages and
 * words of its own. `Select` of Query and Scan is left to them, as they look at it only after expressions.
 *
 * Observed: October 2026; control operations earlier.
 */
export function memberProblem(operation: OperationName, request: CheckedMembers): ServiceError | undefined {
  return request.violations.size === 0 ? undefined : firstProblem(stagesOf(operation, request), request);
}

function stagesOf(operation: OperationName, request: CheckedMembers): readonly Stage[] {
  switch (operation) {
    case 'PutItem':
      return [...singleWrite('Item'), together(everything())];
    case 'DeleteItem':
      return [...singleWrite('Key'), together(everything())];
    case 'UpdateItem':
      return [...(lacks(request, 'TableName', 'Key') ? olderUpdate : update), together(everything())];
    case 'GetItem':
      return [...read, together(everything())];
    case 'Query':
      return [...(isReadByOlderLayer(request) ? olderQuery : query), together(everything('Select'))];
    case 'Scan':
      return [...(isReadByOlderLayer(request) ? olderScan : scan), together(everything('Select'))];
    case 'BatchGetItem':
      return [...batchGet, together(everything())];
    case 'BatchWriteItem':
      return [...batchWrite, together(everything())];
    case 'CreateTable':
      return [...tableName('TableName'), together(everything('LocalSecondaryIndexes'), told('LocalSecondaryIndexes'))];
    case 'ListTables':
      return [...tableName('ExclusiveStartTableName'), together(everything())];
    default:
      return [...tableName('TableName'), together(everything())];
  }
}

const oneOfTableName = first(told('TableName', 'length', 'pattern'));

function singleWrite(subject: 'Item' | 'Key'): readonly Stage[] {
  return [
    together(emptyTableName),
    together(told('TableName', 'missing'), told(subject, 'missing')),
    together(
      told('ReturnConsumedCapacity'),
      oneOfTableName,
      returnValues,
      told('ReturnItemCollectionMetrics'),
      told('ReturnValuesOnConditionCheckFailure'),
    ),
  ];
}

const update: readonly Stage[] = [
  together(emptyTableName),
  together(told('TableName', 'pattern'), told('TableName', 'length')),
  together(({ violations }) => (violations.has('ReturnValues') ? [noReturnValues] : [])),
  bare(told('ReturnValuesOnConditionCheckFailure')),
  together(told('ReturnItemCollectionMetrics')),
  bare(told('ReturnConsumedCapacity')),
];

const olderUpdate: readonly Stage[] = [
  together(emptyTableName),
  together(
    told('ReturnConsumedCapacity'),
    told('TableName', 'missing'),
    told('ReturnValues'),
    told('ReturnValuesOnConditionCheckFailure'),
    told('ReturnItemCollectionMetrics'),
    told('Key', 'missing'),
  ),
];

const read: readonly Stage[] = [
  together(emptyTableName),
  together(told('TableName', 'missing'), told('Key', 'missing')),
  together(told('ReturnConsumedCapacity'), oneOfTableName),
];

const namesAndCapacity = together(told('ReturnConsumedCapacity'), oneOfTableName, first(told('IndexName')));

const query: readonly Stage[] = [together(toldByName('Limit'), emptyTableName), namesAndCapacity];

const olderQuery: readonly Stage[] = [
  together(told('Select'), told('ReturnConsumedCapacity'), told('TableName'), first(told('IndexName')), told('Limit')),
];

const scan: readonly Stage[] = [
  together(toldByName('Limit'), toldByName('Segment'), toldByName('TotalSegments'), emptyTableName),
  namesAndCapacity,
];

const olderScan: readonly Stage[] = [
  together(
    told('Select'),
    told('TotalSegments'),
    told('ReturnConsumedCapacity'),
    told('TableName'),
    first(told('IndexName')),
    told('Segment'),
    told('Limit'),
  ),
];

const batchGet: readonly Stage[] = [
  together(toldByName('RequestItems', 'empty')),
  together(told('ReturnConsumedCapacity'), told('RequestItems', 'names')),
  together(toldByName('RequestItems', 'length')),
];

const batchWrite: readonly Stage[] = [
  saying(emptyBatchWrite, 'RequestItems', 'empty'),
  together(
    told('RequestItems', 'length', 'values'),
    told('ReturnConsumedCapacity'),
    told('ReturnItemCollectionMetrics'),
  ),
  together(told('RequestItems', 'names')),
];

/** Operations on tables tell of a name that is missing or too short or long before and unlike everything else. */
function tableName(member: 'TableName' | 'ExclusiveStartTableName'): readonly Stage[] {
  return [saying(noTableName, member, 'missing'), saying(() => tableNameLength(member), member, 'empty', 'length')];
}

/** What stands for no value at all is told unlike one that only UpdateItem can return. */
const returnValues: Part = ({ members, violations }) => {
  if (!violations.has('ReturnValues')) return [];
  const isKnown = enumerations.ReturnValue.values.some((value) => value === members.ReturnValues);
  return [isKnown ? returnValuesOfOthers : noReturnValues];
};

function lacks({ members }: CheckedMembers, ...names: readonly string[]): boolean {
  return names.some((name) => members[name] === undefined);
}

/** The older layer, which tells everything at once, still reads some requests whole. */
function isReadByOlderLayer(request: CheckedMembers): boolean {
  return request.isRounded || lacks(request, 'TableName');
}
