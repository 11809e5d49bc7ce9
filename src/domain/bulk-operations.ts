// The shapes of the bulk operations, which @aws-sdk/client-dynamodb has from 3.1162.0 on: declared here so that the port
// compiles with an older one. test/types/sdk-types.ts keeps them equal to the SDK's.

/** Loads the objects of an S3 prefix into an existing table. */
export interface StartBulkPutItemsInput {
  ClientToken?: string | undefined;
  InputS3Configuration: InputS3Configuration | undefined;
  OutputS3Configuration: OutputS3Configuration | undefined;
  /** Name or ARN. */
  TableName: string | undefined;
  /** Write request units a second, at least 1024. */
  MaxWriteRequestUnits?: number | undefined;
  PerformanceTier?: 'ACCELERATED' | 'STANDARD' | undefined;
}

/** Names a bulk operation. */
export interface BulkOperationInput {
  BulkOperationArn: string | undefined;
}

/** Describes a bulk operation. */
export interface BulkOperationOutput {
  BulkOperationDescription: BulkOperationDescription | undefined;
}

/** The state of a bulk operation after a request to cancel it. */
export interface CancelBulkOperationOutput {
  BulkOperationArn: string | undefined;
  BulkOperationStatus: BulkOperationStatus | undefined;
}

/** A page of the list of bulk operations. */
export interface ListBulkOperationsInput {
  /** 1 to 25. */
  MaxResults?: number | undefined;
  NextToken?: string | undefined;
}

/** A page of the list of bulk operations. */
export interface ListBulkOperationsOutput {
  BulkOperationsSummaryList?: BulkOperationSummary[] | undefined;
  NextToken?: string | undefined;
}

type BulkOperationStatus =
  | 'CANCELLED'
  | 'CANCELLING'
  | 'COMPLETED'
  | 'COMPLETED_WITH_ERRORS'
  | 'FAILED'
  | 'IN_PROGRESS';

interface InputS3Configuration {
  S3BucketOwner?: string | undefined;
  S3Bucket: string | undefined;
  S3KeyPrefix?: string | undefined;
  InputFormat: 'DYNAMODB_JSON' | 'ION' | undefined;
  InputCompressionType?: 'GZIP' | 'NONE' | 'ZSTD' | undefined;
}

interface OutputS3Configuration {
  S3BucketOwner?: string | undefined;
  S3Bucket?: string | undefined;
  S3KeyPrefix?: string | undefined;
  S3SseAlgorithm?: 'AES256' | 'KMS' | undefined;
  S3SseKmsKeyId?: string | undefined;
  OutputType: ('CONDITION_CHECK_FAILURE' | 'ERROR')[] | undefined;
}

interface BulkOperationDescription {
  BulkOperationArn?: string | undefined;
  BulkOperationStatus?: BulkOperationStatus | undefined;
  TableDetails?: { TableName?: string | undefined; TableId?: string | undefined }[] | undefined;
  ClientToken?: string | undefined;
  InputS3Configuration?: InputS3Configuration | undefined;
  OutputS3Configuration?: OutputS3Configuration | undefined;
  StartTime?: Date | undefined;
  EndTime?: Date | undefined;
  ProcessedItemCount?: number | undefined;
  ProcessedInputBytes?: number | undefined;
  TotalInputBytes?: number | undefined;
  BulkOperationUsage?: BulkOperationUsage[] | undefined;
  FailedItemCount?: number | undefined;
  FailureCode?: string | undefined;
  FailureMessage?: string | undefined;
  MaxWriteRequestUnits?: number | undefined;
  PerformanceTier?: 'ACCELERATED' | 'STANDARD' | undefined;
}

interface BulkOperationUsage {
  TableName?: string | undefined;
  BulkPutBytes?: number | undefined;
  Table?: BulkPutBytes | undefined;
  LocalSecondaryIndexes?: Record<string, BulkPutBytes> | undefined;
  GlobalSecondaryIndexes?: Record<string, BulkPutBytes> | undefined;
  VectorIndexes?: Record<string, { BulkPutVectorBytes?: number | undefined }> | undefined;
}

interface BulkPutBytes {
  BulkPutBytes?: number | undefined;
}

interface BulkOperationSummary {
  BulkOperationArn: string | undefined;
  BulkOperationStatus: BulkOperationStatus | undefined;
  StartTime: Date | undefined;
  EndTime?: Date | undefined;
}
