import type { Input } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { rejectionTest } from './rejection-test.ts';
import { indexedTable, sortedTable, type TableShape } from './table-shapes.ts';
import { withSource } from './with-source.ts';

const filterOnKey = (name: string) =>
  `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${name}`;
const scalars = (what: string) =>
  `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${what}`;
const oneRow = 'The query can return at most one row and cannot be restarted';
const outOfRange = 'The provided starting key does not match the range key predicate';

const ofTable = { KeyConditionExpression: 'pk = :v' };
const ofIndex = { IndexName: 'all', KeyConditionExpression: 'team = :v' };

/** Filters with a path into a key attribute, and how Query and Scan report them. */
const pathsIntoKeys: readonly ConformanceTest[] = [
  queryTest('a filter path into the partition key as a filter on it', sortedTable, {
    ...ofTable,
    FilterExpression: 'pk.a = :v',
    message: filterOnKey('pk'),
  }),
  queryTest('a filter path into the sort key as a filter on it', sortedTable, {
    ...ofTable,
    FilterExpression: 'attribute_exists(a) OR contains(sk[0], :v)',
    message: filterOnKey('sk'),
  }),
  queryTest('a filter path into the key of the index that it reads as a filter on it', indexedTable, {
    ...ofIndex,
    FilterExpression: 'score.a = :v',
    message: filterOnKey('score'),
  }),
  queryTest('a filter path into the key of an index that it does not read', indexedTable, {
    ...ofTable,
    FilterExpression: 'label.a = :v',
    message: scalars('IndexKey: label'),
  }),
  queryTest('a filter path into the key of the table when it reads an index', indexedTable, {
    ...ofIndex,
    FilterExpression: 'sk.a = :v',
    message: scalars('Key: sk'),
  }),
  queryTest('a projection path into the key', sortedTable, {
    ...ofTable,
    ProjectionExpression: 'sk.a',
    message: scalars('Key: sk'),
  }),
  rejectionTest('Scan reports a filter path into the key', {
    operation: 'Scan',
    table: sortedTable,
    input: (TableName) => ({
      TableName,
      FilterExpression: 'pk.a = :v',
      ExpressionAttributeValues: { ':v': { S: 'a' } },
    }),
    message: scalars('Key: pk'),
  }),
];

/** Start keys of another partition, and how Query reports them. */
const startKeys: readonly ConformanceTest[] = [
  startTest('does not meet the sort condition either', { condition: 'sk > :v', sk: 'A', message: outOfRange }),
  startTest('does not have the one sort key either', { condition: 'sk = :v', sk: 'b', message: outOfRange }),
  startTest('meets the sort condition', { condition: 'sk > :v', sk: 'b', message: oneRow }),
  startTest('has the one sort key', { condition: 'sk = :v', sk: 'a', message: oneRow }),
];

/** What Query reports of paths into keys and of start keys that violate two conditions. */
export const queryPathsSuite: ConformanceSuite = {
  name: 'query-paths',
  tests: withSource('behaviour §23, Query', [...pathsIntoKeys, ...startKeys]),
};

type RejectedQuery = Partial<Input<'Query'>> & { readonly message: string };

function queryTest(what: string, table: TableShape, { message, ...members }: RejectedQuery): ConformanceTest {
  return rejectionTest(`Query reports ${what}`, {
    operation: 'Query',
    table,
    input: (TableName) => ({ TableName, ExpressionAttributeValues: { ':v': { S: 'a' } }, ...members }),
    message,
  });
}

interface RejectedStart {
  readonly condition: string;
  readonly sk: string;
  readonly message: string;
}

function startTest(what: string, { condition, sk, message }: RejectedStart): ConformanceTest {
  return queryTest(`a start key of another partition that ${what}`, sortedTable, {
    KeyConditionExpression: `pk = :v AND ${condition}`,
    ExclusiveStartKey: { pk: { S: 'z' }, sk: { S: sk } },
    message,
  });
}
