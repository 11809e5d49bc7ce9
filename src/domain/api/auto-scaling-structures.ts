import { enumerations } from './enumerations.ts';
import {
  double,
  indexName,
  integer,
  listOf,
  optional,
  positiveLong,
  required,
  structure,
  tableName,
  tableNameOrArn,
  text,
  trueOrFalse,
} from './member-shapes.ts';
import type { Family } from './shape.ts';

/** Auto scaling of global tables. */
export const autoScaling: Family<'DescribeTableReplicaAutoScaling' | 'UpdateTableReplicaAutoScaling'> = {
  operations: {
    UpdateTableReplicaAutoScaling: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        GlobalSecondaryIndexUpdates: optional(
          listOf(structure('GlobalSecondaryIndexAutoScalingUpdate'), { minLength: 1 }),
        ),
        TableName: required(tableNameOrArn),
        ProvisionedWriteCapacityAutoScalingUpdate: optional(structure('AutoScalingSettingsUpdate')),
        ReplicaUpdates: optional(listOf(structure('ReplicaAutoScalingUpdate'), { minLength: 1 })),
      },
      output: {
        TableAutoScalingDescription: optional(structure('TableAutoScalingDescription')),
      },
      errors: ['ResourceNotFoundException', 'ResourceInUseException', 'LimitExceededException'],
    },
    DescribeTableReplicaAutoScaling: {
      service: 'DynamoDB',
      plane: 'control',
      input: { TableName: required(tableNameOrArn) },
      output: {
        TableAutoScalingDescription: optional(structure('TableAutoScalingDescription')),
      },
      errors: ['ResourceNotFoundException'],
    },
  },
  structures: {
    GlobalSecondaryIndexAutoScalingUpdate: {
      IndexName: optional(indexName),
      ProvisionedWriteCapacityAutoScalingUpdate: optional(structure('AutoScalingSettingsUpdate')),
    },
    AutoScalingSettingsUpdate: {
      MinimumUnits: optional(positiveLong),
      MaximumUnits: optional(positiveLong),
      AutoScalingDisabled: optional(trueOrFalse),
      AutoScalingRoleArn: optional({ kind: 'string', minLength: 1, maxLength: 1600 }),
      ScalingPolicyUpdate: optional(structure('AutoScalingPolicyUpdate')),
    },
    AutoScalingPolicyUpdate: {
      PolicyName: optional({ kind: 'string', minLength: 1, maxLength: 256 }),
      TargetTrackingScalingPolicyConfiguration: required(
        structure('AutoScalingTargetTrackingScalingPolicyConfigurationUpdate'),
      ),
    },
    AutoScalingTargetTrackingScalingPolicyConfigurationUpdate: {
      DisableScaleIn: optional(trueOrFalse),
      ScaleInCooldown: optional(integer),
      ScaleOutCooldown: optional(integer),
      TargetValue: required(double),
    },
    ReplicaAutoScalingUpdate: {
      RegionName: required(text),
      ReplicaGlobalSecondaryIndexUpdates: optional(listOf(structure('ReplicaGlobalSecondaryIndexAutoScalingUpdate'))),
      ReplicaProvisionedReadCapacityAutoScalingUpdate: optional(structure('AutoScalingSettingsUpdate')),
    },
    ReplicaGlobalSecondaryIndexAutoScalingUpdate: {
      IndexName: optional(indexName),
      ProvisionedReadCapacityAutoScalingUpdate: optional(structure('AutoScalingSettingsUpdate')),
    },
    TableAutoScalingDescription: {
      TableName: optional(tableName),
      TableStatus: optional(enumerations.TableStatus),
      Replicas: optional(listOf(structure('ReplicaAutoScalingDescription'))),
    },
    ReplicaAutoScalingDescription: {
      RegionName: optional(text),
      GlobalSecondaryIndexes: optional(listOf(structure('ReplicaGlobalSecondaryIndexAutoScalingDescription'))),
      ReplicaProvisionedReadCapacityAutoScalingSettings: optional(structure('AutoScalingSettingsDescription')),
      ReplicaProvisionedWriteCapacityAutoScalingSettings: optional(structure('AutoScalingSettingsDescription')),
      ReplicaStatus: optional(enumerations.ReplicaStatus),
    },
    ReplicaGlobalSecondaryIndexAutoScalingDescription: {
      IndexName: optional(indexName),
      IndexStatus: optional(enumerations.IndexStatus),
      ProvisionedReadCapacityAutoScalingSettings: optional(structure('AutoScalingSettingsDescription')),
      ProvisionedWriteCapacityAutoScalingSettings: optional(structure('AutoScalingSettingsDescription')),
    },
    AutoScalingSettingsDescription: {
      MinimumUnits: optional(positiveLong),
      MaximumUnits: optional(positiveLong),
      AutoScalingDisabled: optional(trueOrFalse),
      AutoScalingRoleArn: optional(text),
      ScalingPolicies: optional(listOf(structure('AutoScalingPolicyDescription'))),
    },
    AutoScalingPolicyDescription: {
      PolicyName: optional({ kind: 'string', minLength: 1, maxLength: 256 }),
      TargetTrackingScalingPolicyConfiguration: optional(
        structure('AutoScalingTargetTrackingScalingPolicyConfigurationDescription'),
      ),
    },
    AutoScalingTargetTrackingScalingPolicyConfigurationDescription: {
      DisableScaleIn: optional(trueOrFalse),
      ScaleInCooldown: optional(integer),
      ScaleOutCooldown: optional(integer),
      TargetValue: required(double),
    },
  },
};
