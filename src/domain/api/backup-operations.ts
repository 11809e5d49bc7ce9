import { enumerations } from './enumerations.ts';
import {
  arn,
  indexName,
  listOf,
  long,
  nonNegativeLong,
  optional,
  required,
  structure,
  tableArn,
  tableId,
  tableName,
  tableNameOrArn,
  timestamp,
  trueOrFalse,
} from './member-shapes.ts';
import type { Family, StringShape, Structure } from './shape.ts';

const backupName: StringShape = { kind: 'string', minLength: 3, maxLength: 255, pattern: '[a-zA-Z0-9_.-]+' };

/** The settings that a restore may override. */
const overrides: Structure = {
  BillingModeOverride: optional(enumerations.BillingMode),
  GlobalSecondaryIndexOverride: optional(listOf(structure('GlobalSecondaryIndex'))),
  LocalSecondaryIndexOverride: optional(listOf(structure('LocalSecondaryIndex'))),
  ProvisionedThroughputOverride: optional(structure('ProvisionedThroughput')),
  OnDemandThroughputOverride: optional(structure('OnDemandThroughput')),
  SSESpecificationOverride: optional(structure('SSESpecification')),
  VectorIndexOverride: optional(listOf(structure('VectorIndex'))),
};

/** On-demand and continuous backups, and restores from them. */
export const backups: Family<
  | 'CreateBackup'
  | 'DeleteBackup'
  | 'DescribeBackup'
  | 'DescribeContinuousBackups'
  | 'ListBackups'
  | 'RestoreTableFromBackup'
  | 'RestoreTableToPointInTime'
  | 'UpdateContinuousBackups'
> = {
  operations: {
    CreateBackup: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        TableName: required(tableNameOrArn),
        BackupName: required(backupName),
      },
      output: { BackupDetails: optional(structure('BackupDetails')) },
      errors: [
        'TableNotFoundException',
        'TableInUseException',
        'ContinuousBackupsUnavailableException',
        'BackupInUseException',
        'LimitExceededException',
      ],
    },
    DescribeBackup: {
      service: 'DynamoDB',
      plane: 'control',
      input: { BackupArn: required(arn) },
      output: { BackupDescription: optional(structure('BackupDescription')) },
      errors: ['BackupNotFoundException'],
    },
    ListBackups: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        TableName: optional(tableNameOrArn),
        Limit: optional({ kind: 'integer', min: 1, max: 100 }),
        TimeRangeLowerBound: optional(timestamp),
        TimeRangeUpperBound: optional(timestamp),
        ExclusiveStartBackupArn: optional(arn),
        BackupType: optional(enumerations.BackupTypeFilter),
      },
      output: {
        BackupSummaries: optional(listOf(structure('BackupSummary'))),
        LastEvaluatedBackupArn: optional(arn),
      },
      errors: [],
    },
    DeleteBackup: {
      service: 'DynamoDB',
      plane: 'control',
      input: { BackupArn: required(arn) },
      output: { BackupDescription: optional(structure('BackupDescription')) },
      errors: ['BackupNotFoundException', 'BackupInUseException', 'LimitExceededException'],
    },
    RestoreTableFromBackup: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        TargetTableName: required(tableName),
        BackupArn: required(arn),
        ...overrides,
      },
      output: { TableDescription: optional(structure('TableDescription')) },
      errors: [
        'TableAlreadyExistsException',
        'TableInUseException',
        'BackupNotFoundException',
        'BackupInUseException',
        'LimitExceededException',
      ],
    },
    UpdateContinuousBackups: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        TableName: required(tableNameOrArn),
        PointInTimeRecoverySpecification: required(structure('PointInTimeRecoverySpecification')),
      },
      output: {
        ContinuousBackupsDescription: optional(structure('ContinuousBackupsDescription')),
      },
      errors: ['TableNotFoundException', 'ContinuousBackupsUnavailableException'],
    },
    DescribeContinuousBackups: {
      service: 'DynamoDB',
      plane: 'control',
      input: { TableName: required(tableNameOrArn) },
      output: {
        ContinuousBackupsDescription: optional(structure('ContinuousBackupsDescription')),
      },
      errors: ['TableNotFoundException'],
    },
    RestoreTableToPointInTime: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        SourceTableArn: optional(tableArn),
        SourceTableName: optional(tableName),
        TargetTableName: required(tableName),
        UseLatestRestorableTime: optional(trueOrFalse),
        RestoreDateTime: optional(timestamp),
        ...overrides,
      },
      output: { TableDescription: optional(structure('TableDescription')) },
      errors: [
        'TableAlreadyExistsException',
        'TableNotFoundException',
        'TableInUseException',
        'LimitExceededException',
        'InvalidRestoreTimeException',
        'PointInTimeRecoveryUnavailableException',
      ],
    },
  },
  structures: {
    BackupDetails: {
      BackupArn: required(arn),
      BackupName: required(backupName),
      BackupSizeBytes: optional(nonNegativeLong),
      BackupStatus: required(enumerations.BackupStatus),
      BackupType: required(enumerations.BackupType),
      BackupCreationDateTime: required(timestamp),
      BackupExpiryDateTime: optional(timestamp),
    },
    BackupDescription: {
      BackupDetails: optional(structure('BackupDetails')),
      SourceTableDetails: optional(structure('SourceTableDetails')),
      SourceTableFeatureDetails: optional(structure('SourceTableFeatureDetails')),
    },
    SourceTableDetails: {
      TableName: required(tableName),
      TableId: required(tableId),
      TableArn: optional(tableArn),
      TableSizeBytes: optional(long),
      KeySchema: required(listOf(structure('KeySchemaElement'), { minLength: 1 })),
      TableCreationDateTime: required(timestamp),
      ProvisionedThroughput: required(structure('ProvisionedThroughput')),
      OnDemandThroughput: optional(structure('OnDemandThroughput')),
      ItemCount: optional(nonNegativeLong),
      BillingMode: optional(enumerations.BillingMode),
    },
    SourceTableFeatureDetails: {
      LocalSecondaryIndexes: optional(listOf(structure('LocalSecondaryIndexInfo'))),
      GlobalSecondaryIndexes: optional(listOf(structure('GlobalSecondaryIndexInfo'))),
      StreamDescription: optional(structure('StreamSpecification')),
      TimeToLiveDescription: optional(structure('TimeToLiveDescription')),
      SSEDescription: optional(structure('SSEDescription')),
      VectorIndexes: optional(listOf(structure('VectorIndexInfo'))),
    },
    LocalSecondaryIndexInfo: {
      IndexName: optional(indexName),
      KeySchema: optional(listOf(structure('KeySchemaElement'), { minLength: 1 })),
      Projection: optional(structure('Projection')),
    },
    GlobalSecondaryIndexInfo: {
      IndexName: optional(indexName),
      KeySchema: optional(listOf(structure('KeySchemaElement'), { minLength: 1 })),
      Projection: optional(structure('Projection')),
      ProvisionedThroughput: optional(structure('ProvisionedThroughput')),
      OnDemandThroughput: optional(structure('OnDemandThroughput')),
    },
    BackupSummary: {
      TableName: optional(tableName),
      TableId: optional(tableId),
      TableArn: optional(tableArn),
      BackupArn: optional(arn),
      BackupName: optional(backupName),
      BackupCreationDateTime: optional(timestamp),
      BackupExpiryDateTime: optional(timestamp),
      BackupStatus: optional(enumerations.BackupStatus),
      BackupType: optional(enumerations.BackupType),
      BackupSizeBytes: optional(nonNegativeLong),
    },
    PointInTimeRecoverySpecification: {
      PointInTimeRecoveryEnabled: required(trueOrFalse),
      RecoveryPeriodInDays: optional({ kind: 'integer', min: 1, max: 35 }),
    },
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: required(enumerations.ContinuousBackupsStatus),
      PointInTimeRecoveryDescription: optional(structure('PointInTimeRecoveryDescription')),
    },
    PointInTimeRecoveryDescription: {
      PointInTimeRecoveryStatus: optional(enumerations.PointInTimeRecoveryStatus),
      RecoveryPeriodInDays: optional({ kind: 'integer', min: 1, max: 35 }),
      EarliestRestorableDateTime: optional(timestamp),
      LatestRestorableDateTime: optional(timestamp),
    },
  },
};
