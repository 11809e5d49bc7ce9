import { enumerations } from './enumerations.ts';
import {
  indexName,
  listOf,
  nonNegativeLong,
  optional,
  positiveInteger,
  positiveLong,
  required,
  structure,
  tableName,
  text,
  timestamp,
} from './member-shapes.ts';
import type { Family } from './shape.ts';

/** Global tables, version 2017.11.29. */
export const globalTables: Family<
  | 'CreateGlobalTable'
  | 'DescribeGlobalTable'
  | 'DescribeGlobalTableSettings'
  | 'ListGlobalTables'
  | 'UpdateGlobalTable'
  | 'UpdateGlobalTableSettings'
> = {
  operations: {
    CreateGlobalTable: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        GlobalTableName: required(tableName),
        ReplicationGroup: required(listOf(structure('Replica'))),
      },
      output: { GlobalTableDescription: optional(structure('GlobalTableDescription')) },
      errors: ['LimitExceededException', 'GlobalTableAlreadyExistsException', 'TableNotFoundException'],
    },
    DescribeGlobalTable: {
      service: 'DynamoDB',
      plane: 'control',
      input: { GlobalTableName: required(tableName) },
      output: { GlobalTableDescription: optional(structure('GlobalTableDescription')) },
      errors: ['GlobalTableNotFoundException'],
    },
    UpdateGlobalTable: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        GlobalTableName: required(tableName),
        ReplicaUpdates: required(listOf(structure('ReplicaUpdate'))),
      },
      output: { GlobalTableDescription: optional(structure('GlobalTableDescription')) },
      errors: [
        'GlobalTableNotFoundException',
        'ReplicaAlreadyExistsException',
        'ReplicaNotFoundException',
        'TableNotFoundException',
      ],
    },
    ListGlobalTables: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        ExclusiveStartGlobalTableName: optional(tableName),
        Limit: optional(positiveInteger),
        RegionName: optional(text),
      },
      output: {
        GlobalTables: optional(listOf(structure('GlobalTable'))),
        LastEvaluatedGlobalTableName: optional(tableName),
      },
      errors: [],
    },
    UpdateGlobalTableSettings: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        GlobalTableName: required(tableName),
        GlobalTableBillingMode: optional(enumerations.BillingMode),
        GlobalTableProvisionedWriteCapacityUnits: optional(positiveLong),
        GlobalTableProvisionedWriteCapacityAutoScalingSettingsUpdate: optional(structure('AutoScalingSettingsUpdate')),
        GlobalTableGlobalSecondaryIndexSettingsUpdate: optional(
          listOf(structure('GlobalTableGlobalSecondaryIndexSettingsUpdate'), { minLength: 1, maxLength: 20 }),
        ),
        ReplicaSettingsUpdate: optional(listOf(structure('ReplicaSettingsUpdate'), { minLength: 1, maxLength: 50 })),
      },
      output: {
        GlobalTableName: optional(tableName),
        ReplicaSettings: optional(listOf(structure('ReplicaSettingsDescription'))),
      },
      errors: [
        'GlobalTableNotFoundException',
        'ReplicaNotFoundException',
        'IndexNotFoundException',
        'LimitExceededException',
        'ResourceInUseException',
      ],
    },
    DescribeGlobalTableSettings: {
      service: 'DynamoDB',
      plane: 'control',
      input: { GlobalTableName: required(tableName) },
      output: {
        GlobalTableName: optional(tableName),
        ReplicaSettings: optional(listOf(structure('ReplicaSettingsDescription'))),
      },
      errors: ['GlobalTableNotFoundException'],
    },
  },
  structures: {
    Replica: { RegionName: optional(text) },
    GlobalTableDescription: {
      ReplicationGroup: optional(listOf(structure('ReplicaDescription'))),
      GlobalTableArn: optional(text),
      CreationDateTime: optional(timestamp),
      GlobalTableStatus: optional(enumerations.GlobalTableStatus),
      GlobalTableName: optional(tableName),
    },
    ReplicaUpdate: {
      Create: optional(structure('CreateReplicaAction')),
      Delete: optional(structure('DeleteReplicaAction')),
    },
    CreateReplicaAction: { RegionName: required(text) },
    DeleteReplicaAction: { RegionName: required(text) },
    GlobalTable: {
      GlobalTableName: optional(tableName),
      ReplicationGroup: optional(listOf(structure('Replica'))),
    },
    GlobalTableGlobalSecondaryIndexSettingsUpdate: {
      IndexName: required(indexName),
      ProvisionedWriteCapacityUnits: optional(positiveLong),
      ProvisionedWriteCapacityAutoScalingSettingsUpdate: optional(structure('AutoScalingSettingsUpdate')),
    },
    ReplicaSettingsUpdate: {
      RegionName: required(text),
      ReplicaProvisionedReadCapacityUnits: optional(positiveLong),
      ReplicaProvisionedReadCapacityAutoScalingSettingsUpdate: optional(structure('AutoScalingSettingsUpdate')),
      ReplicaGlobalSecondaryIndexSettingsUpdate: optional(
        listOf(structure('ReplicaGlobalSecondaryIndexSettingsUpdate'), { minLength: 1, maxLength: 20 }),
      ),
      ReplicaTableClass: optional(enumerations.TableClass),
    },
    ReplicaGlobalSecondaryIndexSettingsUpdate: {
      IndexName: required(indexName),
      ProvisionedReadCapacityUnits: optional(positiveLong),
      ProvisionedReadCapacityAutoScalingSettingsUpdate: optional(structure('AutoScalingSettingsUpdate')),
    },
    ReplicaSettingsDescription: {
      RegionName: required(text),
      ReplicaStatus: optional(enumerations.ReplicaStatus),
      ReplicaBillingModeSummary: optional(structure('BillingModeSummary')),
      ReplicaProvisionedReadCapacityUnits: optional(nonNegativeLong),
      ReplicaProvisionedReadCapacityAutoScalingSettings: optional(structure('AutoScalingSettingsDescription')),
      ReplicaProvisionedWriteCapacityUnits: optional(nonNegativeLong),
      ReplicaProvisionedWriteCapacityAutoScalingSettings: optional(structure('AutoScalingSettingsDescription')),
      ReplicaGlobalSecondaryIndexSettings: optional(
        listOf(structure('ReplicaGlobalSecondaryIndexSettingsDescription')),
      ),
      ReplicaTableClassSummary: optional(structure('TableClassSummary')),
    },
    ReplicaGlobalSecondaryIndexSettingsDescription: {
      IndexName: required(indexName),
      IndexStatus: optional(enumerations.IndexStatus),
      ProvisionedReadCapacityUnits: optional(positiveLong),
      ProvisionedReadCapacityAutoScalingSettings: optional(structure('AutoScalingSettingsDescription')),
      ProvisionedWriteCapacityUnits: optional(positiveLong),
      ProvisionedWriteCapacityAutoScalingSettings: optional(structure('AutoScalingSettingsDescription')),
    },
  },
};
