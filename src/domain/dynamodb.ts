import type * as dynamodb from '@aws-sdk/client-dynamodb';
import type * as streams from '@aws-sdk/client-dynamodb-streams';
import type {
  BulkOperationInput,
  BulkOperationOutput,
  CancelBulkOperationOutput,
  ListBulkOperationsInput,
  ListBulkOperationsOutput,
  StartBulkPutItemsInput,
} from './bulk-operations.ts';

/** An attribute value in DynamoDB's format: an object with exactly one member, named after its data type. */
export type AttributeValue = dynamodb.AttributeValue;

/** An item in DynamoDB's format: attribute values by attribute name. A primary key has the same type. */
export type Item = Record<string, AttributeValue>;

/**
 * The port: executes the operations of DynamoDB; each adapter implements it.
 *
 * Repositories add retries, paging, batching and optimistic locking, so an implementation only executes one request. Add
 * logging, metering or recording with a function `DynamoDb → DynamoDb`.
 */
export interface DynamoDb {
  /**
   * Executes one operation.
   *
   * @throws ServiceError - DynamoDB returned an error; `name` and `message` are DynamoDB's.
   * @throws AbortedError - `options.abortSignal` was aborted before the response.
   * @throws NotImplementedError - this implementation does not support the operation.
   */
  execute<N extends OperationName>(operation: N, input: Input<N>, options?: ExecuteOptions): Promise<Output<N>>;
}

/** A table as DescribeTable reports it. */
export type TableDescription = NonNullable<Output<'DescribeTable'>['Table']>;

/** Options of `execute` that are not part of the request. */
export interface ExecuteOptions {
  /** Ends the call with an `AbortedError`; a write that was sent may have been executed. */
  readonly abortSignal?: AbortSignal | undefined;
  /** The call of a repository that sends the request, for decorators of the port; adapters ignore it. */
  readonly call?: RepositoryCall | undefined;
}

/** What decorators of the port know of the call of a repository that sends a request. */
export interface RepositoryCall {
  /**
   * The entities of the items in the request: one for each item, in the order of the input (of a batch, table by table); for a
   * query or scan, those of its results; none for requests about tables. Items that hold unique values come last, without one.
   */
  readonly entities: readonly CalledEntity[];
  /** 1 for the first attempt; each retry of the same request adds 1. */
  readonly attempt: number;
}

/** The entity of an item in a request. Plain items have one that is named after their table. */
export interface CalledEntity {
  /** The entity's name. */
  readonly name: string;
  /** The table's name. */
  readonly table: string;
}

/** The names of all operations: 62 of DynamoDB and 4 of DynamoDB Streams. */
export type OperationName = keyof Operations;

/** The input of an operation, as the newest AWS SDK types it. */
export type Input<N extends OperationName> = Operations[N]['input'];

/** The output of an operation, as the newest AWS SDK types it, without the SDK's `$metadata`. */
export type Output<N extends OperationName> = Omit<Operations[N]['output'], '$metadata'> & {
  /** The service's id of the request, if it sent one. */
  readonly requestId?: string | undefined;
};

/** Input and output of each operation. */
export interface Operations {
  BatchExecuteStatement: {
    input: dynamodb.BatchExecuteStatementCommandInput;
    output: dynamodb.BatchExecuteStatementCommandOutput;
  };
  BatchGetItem: { input: dynamodb.BatchGetItemCommandInput; output: dynamodb.BatchGetItemCommandOutput };
  BatchWriteItem: { input: dynamodb.BatchWriteItemCommandInput; output: dynamodb.BatchWriteItemCommandOutput };
  CancelBulkOperation: { input: BulkOperationInput; output: CancelBulkOperationOutput & Metadata };
  CreateBackup: { input: dynamodb.CreateBackupCommandInput; output: dynamodb.CreateBackupCommandOutput };
  CreateGlobalTable: { input: dynamodb.CreateGlobalTableCommandInput; output: dynamodb.CreateGlobalTableCommandOutput };
  CreateTable: { input: dynamodb.CreateTableCommandInput; output: dynamodb.CreateTableCommandOutput };
  DeleteBackup: { input: dynamodb.DeleteBackupCommandInput; output: dynamodb.DeleteBackupCommandOutput };
  DeleteItem: { input: dynamodb.DeleteItemCommandInput; output: dynamodb.DeleteItemCommandOutput };
  DeleteResourcePolicy: {
    input: dynamodb.DeleteResourcePolicyCommandInput;
    output: dynamodb.DeleteResourcePolicyCommandOutput;
  };
  DeleteTable: { input: dynamodb.DeleteTableCommandInput; output: dynamodb.DeleteTableCommandOutput };
  DescribeBackup: { input: dynamodb.DescribeBackupCommandInput; output: dynamodb.DescribeBackupCommandOutput };
  DescribeBulkOperation: { input: BulkOperationInput; output: BulkOperationOutput & Metadata };
  DescribeContinuousBackups: {
    input: dynamodb.DescribeContinuousBackupsCommandInput;
    output: dynamodb.DescribeContinuousBackupsCommandOutput;
  };
  DescribeContributorInsights: {
    input: dynamodb.DescribeContributorInsightsCommandInput;
    output: dynamodb.DescribeContributorInsightsCommandOutput;
  };
  DescribeEndpoints: { input: dynamodb.DescribeEndpointsCommandInput; output: dynamodb.DescribeEndpointsCommandOutput };
  DescribeExport: { input: dynamodb.DescribeExportCommandInput; output: dynamodb.DescribeExportCommandOutput };
  DescribeGlobalTable: {
    input: dynamodb.DescribeGlobalTableCommandInput;
    output: dynamodb.DescribeGlobalTableCommandOutput;
  };
  DescribeGlobalTableSettings: {
    input: dynamodb.DescribeGlobalTableSettingsCommandInput;
    output: dynamodb.DescribeGlobalTableSettingsCommandOutput;
  };
  DescribeImport: { input: dynamodb.DescribeImportCommandInput; output: dynamodb.DescribeImportCommandOutput };
  DescribeKinesisStreamingDestination: {
    input: dynamodb.DescribeKinesisStreamingDestinationCommandInput;
    output: dynamodb.DescribeKinesisStreamingDestinationCommandOutput;
  };
  DescribeLimits: { input: dynamodb.DescribeLimitsCommandInput; output: dynamodb.DescribeLimitsCommandOutput };
  DescribeTable: { input: dynamodb.DescribeTableCommandInput; output: dynamodb.DescribeTableCommandOutput };
  DescribeTableReplicaAutoScaling: {
    input: dynamodb.DescribeTableReplicaAutoScalingCommandInput;
    output: dynamodb.DescribeTableReplicaAutoScalingCommandOutput;
  };
  DescribeTimeToLive: {
    input: dynamodb.DescribeTimeToLiveCommandInput;
    output: dynamodb.DescribeTimeToLiveCommandOutput;
  };
  DisableKinesisStreamingDestination: {
    input: dynamodb.DisableKinesisStreamingDestinationCommandInput;
    output: dynamodb.DisableKinesisStreamingDestinationCommandOutput;
  };
  EnableKinesisStreamingDestination: {
    input: dynamodb.EnableKinesisStreamingDestinationCommandInput;
    output: dynamodb.EnableKinesisStreamingDestinationCommandOutput;
  };
  ExecuteStatement: { input: dynamodb.ExecuteStatementCommandInput; output: dynamodb.ExecuteStatementCommandOutput };
  ExecuteTransaction: {
    input: dynamodb.ExecuteTransactionCommandInput;
    output: dynamodb.ExecuteTransactionCommandOutput;
  };
  ExportTableToPointInTime: {
    input: dynamodb.ExportTableToPointInTimeCommandInput;
    output: dynamodb.ExportTableToPointInTimeCommandOutput;
  };
  GetItem: { input: dynamodb.GetItemCommandInput; output: dynamodb.GetItemCommandOutput };
  GetResourcePolicy: { input: dynamodb.GetResourcePolicyCommandInput; output: dynamodb.GetResourcePolicyCommandOutput };
  ImportTable: { input: dynamodb.ImportTableCommandInput; output: dynamodb.ImportTableCommandOutput };
  ListBackups: { input: dynamodb.ListBackupsCommandInput; output: dynamodb.ListBackupsCommandOutput };
  ListBulkOperations: { input: ListBulkOperationsInput; output: ListBulkOperationsOutput & Metadata };
  ListContributorInsights: {
    input: dynamodb.ListContributorInsightsCommandInput;
    output: dynamodb.ListContributorInsightsCommandOutput;
  };
  ListExports: { input: dynamodb.ListExportsCommandInput; output: dynamodb.ListExportsCommandOutput };
  ListGlobalTables: { input: dynamodb.ListGlobalTablesCommandInput; output: dynamodb.ListGlobalTablesCommandOutput };
  ListImports: { input: dynamodb.ListImportsCommandInput; output: dynamodb.ListImportsCommandOutput };
  ListTables: { input: dynamodb.ListTablesCommandInput; output: dynamodb.ListTablesCommandOutput };
  ListTagsOfResource: {
    input: dynamodb.ListTagsOfResourceCommandInput;
    output: dynamodb.ListTagsOfResourceCommandOutput;
  };
  PutItem: { input: dynamodb.PutItemCommandInput; output: dynamodb.PutItemCommandOutput };
  PutResourcePolicy: { input: dynamodb.PutResourcePolicyCommandInput; output: dynamodb.PutResourcePolicyCommandOutput };
  Query: { input: dynamodb.QueryCommandInput; output: dynamodb.QueryCommandOutput };
  RestoreTableFromBackup: {
    input: dynamodb.RestoreTableFromBackupCommandInput;
    output: dynamodb.RestoreTableFromBackupCommandOutput;
  };
  RestoreTableToPointInTime: {
    input: dynamodb.RestoreTableToPointInTimeCommandInput;
    output: dynamodb.RestoreTableToPointInTimeCommandOutput;
  };
  Scan: { input: dynamodb.ScanCommandInput; output: dynamodb.ScanCommandOutput };
  SearchVectors: { input: SearchVectorsInput; output: SearchVectorsOutput & Metadata };
  StartBulkPutItems: { input: StartBulkPutItemsInput; output: BulkOperationOutput & Metadata };
  TagResource: { input: dynamodb.TagResourceCommandInput; output: dynamodb.TagResourceCommandOutput };
  TransactGetItems: { input: dynamodb.TransactGetItemsCommandInput; output: dynamodb.TransactGetItemsCommandOutput };
  TransactWriteItems: {
    input: dynamodb.TransactWriteItemsCommandInput;
    output: dynamodb.TransactWriteItemsCommandOutput;
  };
  UntagResource: { input: dynamodb.UntagResourceCommandInput; output: dynamodb.UntagResourceCommandOutput };
  UpdateContinuousBackups: {
    input: dynamodb.UpdateContinuousBackupsCommandInput;
    output: dynamodb.UpdateContinuousBackupsCommandOutput;
  };
  UpdateContributorInsights: {
    input: dynamodb.UpdateContributorInsightsCommandInput;
    output: dynamodb.UpdateContributorInsightsCommandOutput;
  };
  UpdateGlobalTable: { input: dynamodb.UpdateGlobalTableCommandInput; output: dynamodb.UpdateGlobalTableCommandOutput };
  UpdateGlobalTableSettings: {
    input: dynamodb.UpdateGlobalTableSettingsCommandInput;
    output: dynamodb.UpdateGlobalTableSettingsCommandOutput;
  };
  UpdateItem: { input: dynamodb.UpdateItemCommandInput; output: dynamodb.UpdateItemCommandOutput };
  UpdateKinesisStreamingDestination: {
    input: dynamodb.UpdateKinesisStreamingDestinationCommandInput;
    output: dynamodb.UpdateKinesisStreamingDestinationCommandOutput;
  };
  UpdateTable: { input: dynamodb.UpdateTableCommandInput; output: dynamodb.UpdateTableCommandOutput };
  UpdateTableReplicaAutoScaling: {
    input: dynamodb.UpdateTableReplicaAutoScalingCommandInput;
    output: dynamodb.UpdateTableReplicaAutoScalingCommandOutput;
  };
  UpdateTimeToLive: { input: dynamodb.UpdateTimeToLiveCommandInput; output: dynamodb.UpdateTimeToLiveCommandOutput };
  DescribeStream: { input: streams.DescribeStreamCommandInput; output: streams.DescribeStreamCommandOutput };
  GetRecords: { input: streams.GetRecordsCommandInput; output: streams.GetRecordsCommandOutput };
  GetShardIterator: { input: GetShardIteratorInput; output: streams.GetShardIteratorCommandOutput };
  ListStreams: { input: streams.ListStreamsCommandInput; output: streams.ListStreamsCommandOutput };
}

/** What the SDK adds to each answer. */
type Metadata = Pick<dynamodb.GetItemCommandOutput, '$metadata'>;

/** What the SDK has, and `AT_TIMESTAMP`, which the service has had since October 2026. */
interface GetShardIteratorInput extends Omit<streams.GetShardIteratorCommandInput, 'ShardIteratorType'> {
  ShardIteratorType: streams.GetShardIteratorCommandInput['ShardIteratorType'] | 'AT_TIMESTAMP';
  /** The iterator starts at the first record at or after this time. Only with `AT_TIMESTAMP`. */
  Timestamp?: Date | undefined;
}

// Declared here because the SDK has them from 3.1103.0 on only; test/types/sdk-types.ts keeps them equal to the SDK's.
interface SearchVectorsInput {
  /** Name or ARN. */
  TableName: string | undefined;
  IndexName: string | undefined;
  ReturnConsumedCapacity?: dynamodb.ReturnConsumedCapacity | undefined;
  ExpressionAttributeNames?: Record<string, string> | undefined;
  ExpressionAttributeValues?: Item | undefined;
  ProjectionExpression?: string | undefined;
  SearchVector: AttributeValue[] | undefined;
  SearchConditionExpression?: string | undefined;
  TopK: number | undefined;
}

interface SearchVectorsOutput {
  ConsumedCapacity?:
    | { VectorSearchRequestBytes?: number | undefined; VectorWriteRequestBytes?: number | undefined }
    | undefined;
  SearchResults?: { Item?: Item | undefined; Score?: number | undefined }[] | undefined;
}
