import * as dynamodb from '@aws-sdk/client-dynamodb';
import type * as streams from '@aws-sdk/client-dynamodb-streams';
import type { Input, OperationName } from '../../domain/dynamodb.ts';
import { NotImplementedError } from '../../domain/errors.ts';

/** The operations of DynamoDB Streams. */
export type StreamsOperationName = 'DescribeStream' | 'GetRecords' | 'GetShardIterator' | 'ListStreams';

/** Every other operation. */
export type TableOperationName = Exclude<OperationName, StreamsOperationName>;

/** Creates the SDK's command for an operation. */
export type CommandClass<N extends OperationName> = new (input: Input<N>) => { readonly input: Input<N> };

/** Commands of one client by operation. */
export type CommandTable = { readonly [N in OperationName]?: CommandClass<N> };

/** The commands of `DynamoDBClient`. */
export const commands: { readonly [N in TableOperationName]: CommandClass<N> } = {
  BatchExecuteStatement: dynamodb.BatchExecuteStatementCommand,
  BatchGetItem: dynamodb.BatchGetItemCommand,
  BatchWriteItem: dynamodb.BatchWriteItemCommand,
  CancelBulkOperation: dynamodb.CancelBulkOperationCommand,
  CreateBackup: dynamodb.CreateBackupCommand,
  CreateGlobalTable: dynamodb.CreateGlobalTableCommand,
  CreateTable: dynamodb.CreateTableCommand,
  DeleteBackup: dynamodb.DeleteBackupCommand,
  DeleteItem: dynamodb.DeleteItemCommand,
  DeleteResourcePolicy: dynamodb.DeleteResourcePolicyCommand,
  DeleteTable: dynamodb.DeleteTableCommand,
  DescribeBackup: dynamodb.DescribeBackupCommand,
  DescribeBulkOperation: dynamodb.DescribeBulkOperationCommand,
  DescribeContinuousBackups: dynamodb.DescribeContinuousBackupsCommand,
  DescribeContributorInsights: dynamodb.DescribeContributorInsightsCommand,
  DescribeEndpoints: dynamodb.DescribeEndpointsCommand,
  DescribeExport: dynamodb.DescribeExportCommand,
  DescribeGlobalTable: dynamodb.DescribeGlobalTableCommand,
  DescribeGlobalTableSettings: dynamodb.DescribeGlobalTableSettingsCommand,
  DescribeImport: dynamodb.DescribeImportCommand,
  DescribeKinesisStreamingDestination: dynamodb.DescribeKinesisStreamingDestinationCommand,
  DescribeLimits: dynamodb.DescribeLimitsCommand,
  DescribeTable: dynamodb.DescribeTableCommand,
  DescribeTableReplicaAutoScaling: dynamodb.DescribeTableReplicaAutoScalingCommand,
  DescribeTimeToLive: dynamodb.DescribeTimeToLiveCommand,
  DisableKinesisStreamingDestination: dynamodb.DisableKinesisStreamingDestinationCommand,
  EnableKinesisStreamingDestination: dynamodb.EnableKinesisStreamingDestinationCommand,
  ExecuteStatement: dynamodb.ExecuteStatementCommand,
  ExecuteTransaction: dynamodb.ExecuteTransactionCommand,
  ExportTableToPointInTime: dynamodb.ExportTableToPointInTimeCommand,
  GetItem: dynamodb.GetItemCommand,
  GetResourcePolicy: dynamodb.GetResourcePolicyCommand,
  ImportTable: dynamodb.ImportTableCommand,
  ListBackups: dynamodb.ListBackupsCommand,
  ListBulkOperations: dynamodb.ListBulkOperationsCommand,
  ListContributorInsights: dynamodb.ListContributorInsightsCommand,
  ListExports: dynamodb.ListExportsCommand,
  ListGlobalTables: dynamodb.ListGlobalTablesCommand,
  ListImports: dynamodb.ListImportsCommand,
  ListTables: dynamodb.ListTablesCommand,
  ListTagsOfResource: dynamodb.ListTagsOfResourceCommand,
  PutItem: dynamodb.PutItemCommand,
  PutResourcePolicy: dynamodb.PutResourcePolicyCommand,
  Query: dynamodb.QueryCommand,
  RestoreTableFromBackup: dynamodb.RestoreTableFromBackupCommand,
  RestoreTableToPointInTime: dynamodb.RestoreTableToPointInTimeCommand,
  Scan: dynamodb.ScanCommand,
  SearchVectors: dynamodb.SearchVectorsCommand,
  StartBulkPutItems: dynamodb.StartBulkPutItemsCommand,
  TagResource: dynamodb.TagResourceCommand,
  TransactGetItems: dynamodb.TransactGetItemsCommand,
  TransactWriteItems: dynamodb.TransactWriteItemsCommand,
  UntagResource: dynamodb.UntagResourceCommand,
  UpdateContinuousBackups: dynamodb.UpdateContinuousBackupsCommand,
  UpdateContributorInsights: dynamodb.UpdateContributorInsightsCommand,
  UpdateGlobalTable: dynamodb.UpdateGlobalTableCommand,
  UpdateGlobalTableSettings: dynamodb.UpdateGlobalTableSettingsCommand,
  UpdateItem: dynamodb.UpdateItemCommand,
  UpdateKinesisStreamingDestination: dynamodb.UpdateKinesisStreamingDestinationCommand,
  UpdateTable: dynamodb.UpdateTableCommand,
  UpdateTableReplicaAutoScaling: dynamodb.UpdateTableReplicaAutoScalingCommand,
  UpdateTimeToLive: dynamodb.UpdateTimeToLiveCommand,
};

/** The first versions of `@aws-sdk/client-dynamodb` with the commands that the oldest supported version lacks. */
const firstVersions: { readonly [N in OperationName]?: string } = {
  SearchVectors: '3.1103.0',
  CancelBulkOperation: '3.1162.0',
  DescribeBulkOperation: '3.1162.0',
  ListBulkOperations: '3.1162.0',
  StartBulkPutItems: '3.1162.0',
};

/** Returns the error for an operation whose command the installed SDK lacks. */
export function commandMissing(operation: OperationName): NotImplementedError {
  const version = firstVersions[operation];
  if (version === undefined) return new NotImplementedError(operation);
  const message = `${operation} needs @aws-sdk/client-dynamodb ${version} or newer: npm install @aws-sdk/client-dynamodb@latest`;
  return new NotImplementedError(operation, { message });
}

/** Returns the commands of `DynamoDBStreamsClient`, from the package loaded on first use. */
export function streamsCommands(sdk: typeof streams): { readonly [N in StreamsOperationName]: CommandClass<N> } {
  return {
    DescribeStream: sdk.DescribeStreamCommand,
    GetRecords: sdk.GetRecordsCommand,
    // The SDK's types lack AT_TIMESTAMP; a version without it does not send the time, and the service rejects the request.
    GetShardIterator: sdk.GetShardIteratorCommand as unknown as CommandClass<'GetShardIterator'>,
    ListStreams: sdk.ListStreamsCommand,
  };
}

/** Returns whether a text is the name of an operation. */
export function isKnown(name: OperationName): boolean {
  return Object.hasOwn(commands, name) || isStreamsOperation(name);
}

/** Returns whether an operation belongs to DynamoDB Streams. */
export function isStreamsOperation(operation: OperationName): operation is StreamsOperationName {
  return streamsOperations.has(operation);
}

const streamsOperations: ReadonlySet<string> = new Set<StreamsOperationName>([
  'DescribeStream',
  'GetRecords',
  'GetShardIterator',
  'ListStreams',
]);
