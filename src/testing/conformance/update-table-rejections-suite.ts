import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectRejection, type Rejection } from './expect.ts';
import { rejectionTest, untyped } from './rejection-test.ts';
import { hashTable, indexedTable, keys, type TableShape } from './table-shapes.ts';
import {
  indexCreation,
  indexDeletion,
  indexUpdate,
  onDemandIndexedTable,
  provisionedIndexedTable,
  provisionedTable,
  type TableChange,
  units,
} from './table-update.ts';

/** A rejected update: what is wrong, the shape of its table, the update, and the message. */
type Rejected = readonly [name: string, table: TableShape, change: TableChange, message: Rejection['message']];

const invalid = 'One or more parameter values were invalid: ';
const stream = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } } as const;
const onDemand = { BillingMode: 'PAY_PER_REQUEST' } as const;
const throughput = { ProvisionedThroughput: units(7, 7) };
const encryption = { SSESpecification: { Enabled: true } };
const tableClass = { TableClass: 'STANDARD_INFREQUENT_ACCESS' } as const;
const isProtected = { DeletionProtectionEnabled: true };
const warm = { WarmThroughput: { ReadUnitsPerSecond: 13_000 } };
const maximum = { OnDemandThroughput: { MaxReadRequestUnits: 10 } };
const replicas = { ReplicaUpdates: [{ Create: { RegionName: 'us-west-2' } }] };
const witness = { GlobalTableWitnessUpdates: [{ Create: { RegionName: 'us-west-2' } }] };

const nothing =
  'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady, ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput, WarmThroughput or TableClass is required';

/** Members that a request can't combine (control-plane §1), and requests without any (api §1.2). */
const ofCombinations: readonly Rejected[] = [
  ['no change', hashTable, {}, nothing],
  ['attribute definitions alone', hashTable, { AttributeDefinitions: hashTable.AttributeDefinitions }, nothing],
  alone('Server-Side Encryption modification', { ...encryption, ...tableClass }),
  alone('Server-Side Encryption modification', { ...encryption, ...onDemand }),
  alone('TableClass modification', { ...tableClass, ...isProtected }),
  alone('TableClass modification', { ...tableClass, ...indexCreation() }),
  alone('DeletionProtection modification', { ...isProtected, ...throughput }),
  alone('DeletionProtection modification', { ...isProtected, ...stream }),
  alone('Replica modification', { ...replicas, ...onDemand }),
  alone('WarmThroughput', { ...warm, ...onDemand }),
  alone('WarmThroughput', { ...warm, ...maximum }),
  [
    'WarmThroughput with a deleted index',
    onDemandIndexedTable,
    { ...warm, ...indexDeletion('byTeam') },
    `${invalid}WarmThroughput must be the only operation in the request`,
  ],
  [
    'on-demand throughput with a stream specification',
    hashTable,
    { ...maximum, ...stream },
    `${invalid}OnDemandThroughput can only be combined with BillingMode in an UpdateTable request`,
  ],
  [
    'warm throughput with a new index',
    hashTable,
    { ...warm, ...indexCreation() },
    `${invalid}Create global secondary index cannot be specified when updating WarmThroughput`,
  ],
  [
    'throughput with a stream specification',
    provisionedTable,
    { ...throughput, ...stream },
    `${invalid}You cannot modify stream status while updating table IOPS`,
  ],
  [
    'throughput with a new index',
    provisionedTable,
    { ...throughput, ...indexCreation({ ProvisionedThroughput: units(1, 1) }) },
    `${invalid}You cannot create or delete index while updating table IOPS`,
  ],
  [
    'throughput with a deleted index',
    provisionedIndexedTable,
    { ...throughput, ...indexDeletion('byTeam') },
    `${invalid}You cannot create or delete index while updating table IOPS`,
  ],
  [
    'a stream specification with a new index',
    hashTable,
    { ...stream, ...indexCreation() },
    `${invalid}You cannot create or delete index while changing stream status`,
  ],
  [
    'a witness with a billing mode',
    hashTable,
    { ...witness, ...onDemand },
    `${invalid}Requests that modify replicas or witnesses must not also modify other fields`,
  ],
];

/** Throughput and billing mode (control-plane §1, api §1.2). */
const ofThroughput: readonly Rejected[] = [
  [
    'throughput with on-demand billing',
    provisionedTable,
    { ...onDemand, ...throughput },
    `${invalid}ProvisionedThroughput cannot be specified when BillingMode is PAY_PER_REQUEST`,
  ],
  [
    'provisioned billing without throughput',
    hashTable,
    { BillingMode: 'PROVISIONED' },
    `${invalid}ProvisionedThroughput must be specified when BillingMode is PROVISIONED`,
  ],
  [
    'provisioned billing without throughput of an index',
    onDemandIndexedTable,
    { BillingMode: 'PROVISIONED', ...throughput },
    `${invalid}ProvisionedThroughput must be specified for index: byTeam`,
  ],
  [
    'throughput of an index in a switch to on-demand billing',
    provisionedIndexedTable,
    { ...onDemand, ...indexUpdate('byTeam', throughput) },
    `${invalid}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: byTeam when BillingMode is PAY_PER_REQUEST`,
  ],
  [
    'throughput of an index of an on-demand table',
    onDemandIndexedTable,
    indexUpdate('byTeam', throughput),
    `${invalid}The only Updates for index: byTeam when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput`,
  ],
  [
    'throughput of a new index of an on-demand table',
    hashTable,
    indexCreation(throughput),
    `${invalid}Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: byColour when BillingMode is PAY_PER_REQUEST`,
  ],
  [
    'no throughput of a new index of a provisioned table',
    provisionedTable,
    indexCreation(),
    `${invalid}Both ReadCapacityUnits and WriteCapacityUnits must be specified for index: byColour`,
  ],
  ['the throughput that a table has', provisionedTable, { ProvisionedThroughput: units(5, 5) }, unchanged('the table')],
  [
    'the throughput that an index has',
    provisionedIndexedTable,
    indexUpdate('byTeam', { ProvisionedThroughput: units(5, 5) }),
    unchanged('the index byTeam', 'index byTeam'),
  ],
];

/** Global indexes (api §1.2, control-plane §1, behaviour §12). */
const ofIndexes: readonly Rejected[] = [
  [
    'no index updates',
    hashTable,
    { GlobalSecondaryIndexUpdates: [] },
    `${invalid}List of GlobalSecondaryIndexUpdates is empty`,
  ],
  [
    'an index update without an action',
    hashTable,
    { GlobalSecondaryIndexUpdates: [{}] },
    `${invalid}One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null`,
  ],
  [
    'two actions in one index update',
    onDemandIndexedTable,
    {
      GlobalSecondaryIndexUpdates: [
        { ...indexCreation().GlobalSecondaryIndexUpdates?.[0], Delete: { IndexName: 'byTeam' } },
      ],
      AttributeDefinitions: indexCreation().AttributeDefinitions,
    },
    `${invalid}Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object`,
  ],
  [
    'two updates of one index',
    provisionedIndexedTable,
    {
      GlobalSecondaryIndexUpdates: [
        { Update: { IndexName: 'byTeam', ...throughput } },
        { Update: { IndexName: 'byTeam', ProvisionedThroughput: units(9, 9) } },
      ],
    },
    `${invalid}Only one global secondary index update per index is allowed simultaneously. Index: byTeam`,
  ],
  [
    'a new index without attribute definitions',
    hashTable,
    { ...indexCreation(), AttributeDefinitions: undefined },
    `${invalid}AttributeDefinitions is not specified for index: byColour`,
  ],
  [
    'a new index whose key attribute has no definition',
    hashTable,
    { ...indexCreation(), AttributeDefinitions: [{ AttributeName: 'other', AttributeType: 'S' }] },
    `${invalid}Some index key attributes are not defined in AttributeDefinitions. Keys: [colour], AttributeDefinitions: [other]`,
  ],
  [
    'a new index whose key attribute only the table defines',
    onDemandIndexedTable,
    indexCreation({ KeySchema: keys('team') }),
    `${invalid}Some index key attributes are not defined in AttributeDefinitions. Keys: [team], AttributeDefinitions: [colour]`,
  ],
  [
    'a new index with fewer attribute definitions than key attributes',
    hashTable,
    indexCreation({ KeySchema: keys('colour', 'size') }),
    'Invalid KeySchema: Some index key attribute have no definition',
  ],
  [
    'a new index that begins with a sort key',
    hashTable,
    indexCreation({ KeySchema: [{ AttributeName: 'colour', KeyType: 'RANGE' }] }),
    'Invalid KeySchema: The first KeySchemaElement is not a HASH key type',
  ],
  [
    'a new index without a projection type',
    hashTable,
    indexCreation({ Projection: {} }),
    `${invalid}Unknown ProjectionType: null`,
  ],
  [
    'a new index that includes no attributes',
    hashTable,
    indexCreation({ Projection: { ProjectionType: 'INCLUDE' } }),
    `${invalid}ProjectionType is INCLUDE, but NonKeyAttributes is not specified`,
  ],
  [
    'a new index with the name of another',
    onDemandIndexedTable,
    indexCreation({ IndexName: 'byTeam' }),
    `${invalid}Attempting to create an index which already exists`,
  ],
  [
    'deletion of a local index',
    indexedTable,
    indexDeletion('localAll'),
    'Cannot delete an index that is not a GlobalSecondaryIndex: localAll',
  ],
  [
    'an update of a local index',
    indexedTable,
    indexUpdate('localAll', maximum),
    'Cannot update an index that is not a GlobalSecondaryIndex: localAll',
  ],
  [
    'warm throughput of an index without a value',
    onDemandIndexedTable,
    indexUpdate('noSuchIndex', { WarmThroughput: {} }),
    `${invalid}WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond specified for index: noSuchIndex`,
  ],
];

/** Members that break the model's rules (api §1.2, control-plane §1). */
const ofMembers: readonly Rejected[] = [
  [
    'an unknown table class',
    hashTable,
    { TableClass: untyped('GLACIER') },
    'Invalid table-class parameter provided. Please try again with a valid table-class value: [STANDARD, STANDARD_INFREQUENT_ACCESS].',
  ],
  [
    'an unknown billing mode',
    hashTable,
    { BillingMode: untyped('FREE') },
    /^1 validation error detected: Value 'FREE' at 'billingMode' failed to satisfy constraint: Member must satisfy enum value set: \[/,
  ],
  [
    'invalid names of a global index and of a vector index together',
    hashTable,
    {
      ...indexDeletion('a'),
      VectorIndexUpdates: [{ Delete: { IndexName: 'b' } }],
    },
    /^2 validation errors detected: Value 'a' at 'globalSecondaryIndexUpdates.1.member.delete.indexName' failed to satisfy constraint: [^;]*; Value 'b' at 'vectorIndexUpdates.1.member.delete.indexName' failed /,
  ],
];

/** Requests that UpdateTable rejects. */
export const updateTableRejectionsSuite: ConformanceSuite = {
  name: 'update-table-rejections',
  tests: [
    ...[...ofCombinations, ...ofThroughput, ...ofIndexes, ...ofMembers].map(rejectsUpdate),
    rejectionTest('UpdateTable rejects a table that does not exist', {
      operation: 'UpdateTable',
      input: () => ({ TableName: 'no-such-table', ...onDemand }),
      error: 'ResourceNotFoundException',
      message: 'Requested resource not found: Table: no-such-table not found',
    }),
    rejectionTest('UpdateTable rejects warm throughput of an index without a value before it looks for the table', {
      operation: 'UpdateTable',
      input: () => ({ TableName: 'no-such-table', ...indexUpdate('byTeam', { WarmThroughput: {} }) }),
      message: `${invalid}WarmThroughput must have at least one of ReadUnitsPerSecond or WriteUnitsPerSecond specified for index: byTeam`,
    }),
    rejectionTest('UpdateTable rejects a missing table name', {
      operation: 'UpdateTable',
      input: () => ({ TableName: undefined, ...onDemand }),
      message: "The parameter 'TableName' is required but was not present in the request",
    }),
    rejectsForTable('UpdateTable rejects deletion of an index that does not exist', onDemandIndexedTable, {
      change: indexDeletion('noSuchIndex'),
      error: 'ResourceNotFoundException',
      message: (table) => `Requested resource not found: Index noSuchIndex for table ${table}`,
    }),
    rejectsForTable('UpdateTable rejects an update of an index that does not exist', onDemandIndexedTable, {
      change: indexUpdate('noSuchIndex', maximum),
      error: 'ResourceNotFoundException',
      message: (table) => `Requested resource not found: Index noSuchIndex for table ${table}`,
    }),
    rejectsForTable('UpdateTable rejects two new indexes', hashTable, {
      change: {
        ...indexCreation(),
        GlobalSecondaryIndexUpdates: [
          ...(indexCreation().GlobalSecondaryIndexUpdates ?? []),
          ...(indexCreation({ IndexName: 'byColourToo' }).GlobalSecondaryIndexUpdates ?? []),
        ],
      },
      error: 'LimitExceededException',
      message: () =>
        'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
    }),
    rejectsForTable('UpdateTable rejects a 21st global index', twentyIndexes(), {
      change: indexCreation(),
      error: 'LimitExceededException',
      message: () => 'Subscriber limit exceeded: Number of global secondary indexes exceeds per-table limit of 20',
    }),
  ],
};

function alone(modification: string, change: TableChange): Rejected {
  return [
    `${modification} with ${Object.keys(change).at(-1)}`,
    hashTable,
    change,
    `${invalid}${modification} must be the only operation in the request`,
  ];
}

function unchanged(the: string, subject = the): string {
  return (
    `The provisioned throughput for ${the} will not change. The requested value equals the current value. ` +
    `Current ReadCapacityUnits provisioned for ${subject}: 5. Requested ReadCapacityUnits: 5. ` +
    `Current WriteCapacityUnits provisioned for ${subject}: 5. Requested WriteCapacityUnits: 5. ` +
    'Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.'
  );
}

function twentyIndexes(): TableShape {
  const index = (number: number) => ({
    IndexName: `index-${number}`,
    KeySchema: keys('team'),
    Projection: { ProjectionType: 'KEYS_ONLY' as const },
  });
  return { ...onDemandIndexedTable, GlobalSecondaryIndexes: Array.from({ length: 20 }, (_, number) => index(number)) };
}

function rejectsUpdate([name, shape, change, message]: Rejected): ConformanceTest {
  return {
    name: `UpdateTable rejects ${name}`,
    async run({ db, ownTable }) {
      const TableName = await ownTable(shape);
      await expectRejection(db.execute('UpdateTable', { TableName, ...change }), { message });
    },
  };
}

interface RejectedForTable {
  readonly change: TableChange;
  readonly error: string;
  readonly message: (table: string) => string;
}

function rejectsForTable(
  name: string,
  shape: TableShape,
  { change, error, message }: RejectedForTable,
): ConformanceTest {
  return {
    name,
    async run({ db, ownTable }) {
      const TableName = await ownTable(shape);
      await expectRejection(db.execute('UpdateTable', { TableName, ...change }), {
        error,
        message: message(TableName),
      });
    },
  };
}
