import type { Input } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectRejection } from './expect.ts';
import { rejectionTest, untyped } from './rejection-test.ts';
import { hashTable, keys, type TableShape } from './table-shapes.ts';

type Definitions = NonNullable<TableShape['AttributeDefinitions']>;
type GlobalIndex = NonNullable<TableShape['GlobalSecondaryIndexes']>[number];
type LocalIndex = NonNullable<TableShape['LocalSecondaryIndexes']>[number];

/** An invalid table: its description, its changes to a valid definition, and the error message. */
type RejectedTable = readonly [name: string, changes: Partial<Input<'CreateTable'>>, message: string | RegExp];

const invalid = 'One or more parameter values were invalid: ';

/** Returns definitions of string attributes. */
function defined(...names: readonly string[]): Definitions {
  return names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));
}

function local(IndexName: string, KeySchema: LocalIndex['KeySchema'], more: Partial<LocalIndex> = {}): LocalIndex {
  return { IndexName, KeySchema, Projection: { ProjectionType: 'ALL' }, ...more };
}

function global(IndexName: string, KeySchema: GlobalIndex['KeySchema'], more: Partial<GlobalIndex> = {}): GlobalIndex {
  return { IndexName, KeySchema, Projection: { ProjectionType: 'ALL' }, ...more };
}

const ofKeys: readonly RejectedTable[] = [
  [
    'an attribute definition that no key uses',
    { AttributeDefinitions: defined('pk', 'a') },
    `${invalid}Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions`,
  ],
  [
    'a key attribute without a definition',
    { AttributeDefinitions: defined('a') },
    `${invalid}Some index key attributes are not defined in AttributeDefinitions. Keys: [pk], AttributeDefinitions: [a]`,
  ],
  [
    'fewer attribute definitions than key attributes',
    { KeySchema: keys('pk', 'sk'), AttributeDefinitions: defined('pk') },
    'Invalid KeySchema: Some index key attribute have no definition',
  ],
  [
    'two attribute definitions of one attribute',
    { AttributeDefinitions: defined('pk', 'pk') },
    `${invalid}Attribute Name is duplicated: pk`,
  ],
  [
    'the same attribute as partition key and sort key',
    { KeySchema: keys('pk', 'pk'), AttributeDefinitions: defined('pk', 'a') },
    'Both the Hash Key and the Range Key element in the KeySchema have the same name',
  ],
  [
    'a key schema that begins with a sort key',
    { KeySchema: [{ AttributeName: 'pk', KeyType: 'RANGE' }] },
    'Invalid KeySchema: The first KeySchemaElement is not a HASH key type',
  ],
  [
    'a second partition key attribute',
    {
      KeySchema: [...keys('pk'), ...keys('sk')],
      AttributeDefinitions: defined('pk', 'sk'),
    },
    'Invalid KeySchema: The second KeySchemaElement is not a RANGE key type',
  ],
  [
    'three key attributes',
    {
      KeySchema: [...keys('pk', 'sk'), { AttributeName: 'a', KeyType: 'RANGE' }],
      AttributeDefinitions: defined('pk', 'sk', 'a'),
    },
    /^1 validation error detected: Value '.*' at 'keySchema' failed to satisfy constraint: Member must have length less than or equal to 2$/s,
  ],
  [
    'an empty key schema',
    { KeySchema: [] },
    /at 'keySchema' failed to satisfy constraint: Member must have length greater than or equal to 1$/,
  ],
];

const ofBilling: readonly RejectedTable[] = [
  [
    'provisioned throughput with on-demand billing',
    { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } },
    `${invalid}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST`,
  ],
  [
    'provisioned billing without throughput',
    { BillingMode: undefined },
    `${invalid}ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED`,
  ],
  [
    'provisioned throughput of an index with on-demand billing',
    {
      AttributeDefinitions: defined('pk', 'a'),
      GlobalSecondaryIndexes: [
        global('i-1', keys('a'), { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }),
      ],
    },
    `${invalid}ProvisionedThroughput should not be specified for index: i-1 when BillingMode is PAY_PER_REQUEST`,
  ],
  [
    'an unknown billing mode',
    { BillingMode: untyped('FREE') },
    "1 validation error detected: Value 'FREE' at 'billingMode' failed to satisfy constraint: Member must satisfy enum value set: [PROVISIONED, PAY_PER_REQUEST]",
  ],
];

const sorted = { KeySchema: keys('pk', 'sk'), AttributeDefinitions: defined('pk', 'sk', 'a') };

const ofIndexes: readonly RejectedTable[] = [
  [
    'a local index of a table without a sort key',
    { AttributeDefinitions: defined('pk', 'a'), LocalSecondaryIndexes: [local('i-1', keys('pk', 'a'))] },
    `${invalid}Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex`,
  ],
  [
    'a local index without a sort key',
    { ...sorted, LocalSecondaryIndexes: [local('i-1', keys('pk'))] },
    `${invalid}Index KeySchema does not have a range key for index: i-1`,
  ],
  [
    'a local index with a different partition key than the table',
    { ...sorted, LocalSecondaryIndexes: [local('i-1', keys('a', 'sk'))] },
    `${invalid}Index KeySchema does not have the same leading hash key as table KeySchema for index: i-1. index hash key: a, table hash key: pk`,
  ],
  [
    'two indexes with the same name',
    {
      ...sorted,
      LocalSecondaryIndexes: [local('i-1', keys('pk', 'a'))],
      GlobalSecondaryIndexes: [global('i-1', keys('a'))],
    },
    `${invalid}Duplicate index name: i-1`,
  ],
  ['an empty list of local indexes', { LocalSecondaryIndexes: [] }, `${invalid}List of LocalSecondaryIndexes is empty`],
  [
    'an empty list of global indexes',
    { GlobalSecondaryIndexes: [] },
    `${invalid}List of GlobalSecondaryIndexes is empty`,
  ],
  [
    'six local indexes',
    {
      ...sorted,
      LocalSecondaryIndexes: Array.from({ length: 6 }, (_, index) => local(`index-${index}`, keys('pk', 'a'))),
    },
    `${invalid}Number of LocalSecondaryIndexes exceeds per-table limit of 5`,
  ],
  [
    'twenty-one global indexes',
    {
      AttributeDefinitions: defined('pk', 'a'),
      GlobalSecondaryIndexes: Array.from({ length: 21 }, (_, index) => global(`index-${index}`, keys('a'))),
    },
    `${invalid}GlobalSecondaryIndex count exceeds the per-table limit of 20`,
  ],
  [
    'an index without a projection type',
    {
      AttributeDefinitions: defined('pk', 'a'),
      GlobalSecondaryIndexes: [global('i-1', keys('a'), { Projection: {} })],
    },
    `${invalid}Unknown ProjectionType: null`,
  ],
  [
    'included attributes with the projection ALL',
    {
      AttributeDefinitions: defined('pk', 'a'),
      GlobalSecondaryIndexes: [
        global('i-1', keys('a'), { Projection: { ProjectionType: 'ALL', NonKeyAttributes: ['b'] } }),
      ],
    },
    `${invalid}ProjectionType is ALL, but NonKeyAttributes is specified`,
  ],
  [
    'the projection INCLUDE without attributes',
    {
      AttributeDefinitions: defined('pk', 'a'),
      GlobalSecondaryIndexes: [global('i-1', keys('a'), { Projection: { ProjectionType: 'INCLUDE' } })],
    },
    `${invalid}ProjectionType is INCLUDE, but NonKeyAttributes is not specified`,
  ],
  [
    'a duplicate included attribute',
    {
      AttributeDefinitions: defined('pk', 'a'),
      GlobalSecondaryIndexes: [
        global('i-1', keys('a'), { Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['b', 'c', 'b'] } }),
      ],
    },
    `${invalid}Duplicate element in NonKeyAttributes: b`,
  ],
  [
    'an attribute definition that neither a key nor an index uses',
    { AttributeDefinitions: defined('pk', 'a', 'b'), GlobalSecondaryIndexes: [global('i-1', keys('a'))] },
    /^One or more parameter values were invalid: Some AttributeDefinitions are not used\. AttributeDefinitions: \[.*\], keys used: \[.*\]$/,
  ],
];

/** Invalid requests of CreateTable, DescribeTable, DeleteTable and ListTables. */
export const tableRejectionsSuite: ConformanceSuite = {
  name: 'table-rejections',
  tests: [
    ...[...ofKeys, ...ofBilling, ...ofIndexes].map(rejectsTable),
    {
      name: 'CreateTable rejects the name of an existing table',
      async run({ db, table }) {
        const TableName = await table(hashTable);
        await expectRejection(db.execute('CreateTable', { TableName, ...hashTable }), {
          error: 'ResourceInUseException',
          message: `Table already exists: ${TableName}`,
        });
      },
    },
    rejectionTest('CreateTable rejects a short name', {
      operation: 'CreateTable',
      input: () => ({ TableName: 'ab', ...hashTable }),
      message: 'TableName must be at least 3 characters long and at most 255 characters long',
    }),
    rejectionTest('CreateTable rejects a long name', {
      operation: 'CreateTable',
      input: () => ({ TableName: 'n'.repeat(256), ...hashTable }),
      message: 'TableName must be at least 3 characters long and at most 255 characters long',
    }),
    rejectionTest('CreateTable rejects a request without a name', {
      operation: 'CreateTable',
      input: () => ({ TableName: undefined, ...hashTable }),
      message: "The parameter 'TableName' is required but was not present in the request",
    }),
    ...(['DescribeTable', 'DeleteTable'] as const).map((operation) => ({
      name: `${operation} reports the name of a table that does not exist`,
      async run({ db, tableName }: Parameters<ConformanceTest['run']>[0]) {
        const TableName = tableName('conformance-absent');
        await expectRejection(db.execute(operation, { TableName }), {
          error: 'ResourceNotFoundException',
          message: `Requested resource not found: Table: ${TableName} not found`,
        });
      },
    })),
    rejectionTest('ListTables rejects a limit of 0', {
      operation: 'ListTables',
      input: () => ({ Limit: 0 }),
      message:
        "1 validation error detected: Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
    }),
    rejectionTest('ListTables rejects a limit of more than 100', {
      operation: 'ListTables',
      input: () => ({ Limit: 101 }),
      message:
        "1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100",
    }),
  ],
};

function rejectsTable([name, changes, message]: RejectedTable): ConformanceTest {
  return {
    name: `CreateTable rejects ${name}`,
    async run({ db, tableName }) {
      const TableName = tableName('conformance-rejected');
      await expectRejection(db.execute('CreateTable', { TableName, ...hashTable, ...changes }), { message });
    },
  };
}
