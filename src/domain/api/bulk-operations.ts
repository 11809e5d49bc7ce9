import { enumerations } from './enumerations.ts';
import {
  arn,
  clientToken,
  listOf,
  mapOf,
  nonNegativeLong,
  optional,
  required,
  s3Bucket,
  s3BucketOwner,
  s3Prefix,
  s3SseKmsKeyId,
  structure,
  tableId,
  tableNameOrArn,
  text,
  timestamp,
} from './member-shapes.ts';
import type { Family, StringShape } from './shape.ts';

const nextToken: StringShape = { kind: 'string', minLength: 1, maxLength: 1024, pattern: '([0-9a-f]{16})+' };

/** Operations that load files in S3 into an existing table. */
export const bulk: Family<
  'CancelBulkOperation' | 'DescribeBulkOperation' | 'ListBulkOperations' | 'StartBulkPutItems'
> = {
  operations: {
    StartBulkPutItems: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        ClientToken: optional(clientToken),
        InputS3Configuration: required(structure('InputS3Configuration')),
        OutputS3Configuration: required(structure('OutputS3Configuration')),
        TableName: required(tableNameOrArn),
        MaxWriteRequestUnits: optional({ kind: 'long', min: 1024 }),
        PerformanceTier: optional(enumerations.BulkOperationPerformanceTier),
      },
      output: { BulkOperationDescription: required(structure('BulkOperationDescription')) },
      errors: [
        'LimitExceededException',
        'ResourceInUseException',
        'IdempotentParameterMismatchException',
        'ResourceNotFoundException',
      ],
    },
    DescribeBulkOperation: {
      service: 'DynamoDB',
      plane: 'control',
      input: { BulkOperationArn: required(arn) },
      output: { BulkOperationDescription: required(structure('BulkOperationDescription')) },
      errors: ['ResourceNotFoundException'],
    },
    ListBulkOperations: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        MaxResults: optional({ kind: 'integer', min: 1, max: 25 }),
        NextToken: optional(nextToken),
      },
      output: {
        BulkOperationsSummaryList: optional(listOf(structure('BulkOperationSummary'))),
        NextToken: optional(nextToken),
      },
      errors: [],
    },
    CancelBulkOperation: {
      service: 'DynamoDB',
      plane: 'control',
      input: { BulkOperationArn: required(arn) },
      output: {
        BulkOperationArn: required(arn),
        BulkOperationStatus: required(enumerations.BulkOperationStatus),
      },
      errors: ['ResourceNotFoundException'],
    },
  },
  structures: {
    InputS3Configuration: {
      S3BucketOwner: optional(s3BucketOwner),
      S3Bucket: required(s3Bucket),
      S3KeyPrefix: optional(s3Prefix),
      InputFormat: required(enumerations.BulkOperationInputFormat),
      InputCompressionType: optional(enumerations.InputCompressionType),
    },
    OutputS3Configuration: {
      S3BucketOwner: optional(s3BucketOwner),
      S3Bucket: optional(s3Bucket),
      S3KeyPrefix: optional(s3Prefix),
      S3SseAlgorithm: optional(enumerations.S3SseAlgorithm),
      S3SseKmsKeyId: optional(s3SseKmsKeyId),
      OutputType: required(listOf(enumerations.OutputTypeEnum)),
    },
    BulkOperationDescription: {
      BulkOperationArn: optional(arn),
      BulkOperationStatus: optional(enumerations.BulkOperationStatus),
      TableDetails: optional(listOf(structure('BulkOperationTableDetail'))),
      ClientToken: optional(clientToken),
      InputS3Configuration: optional(structure('InputS3Configuration')),
      OutputS3Configuration: optional(structure('OutputS3Configuration')),
      StartTime: optional(timestamp),
      EndTime: optional(timestamp),
      ProcessedItemCount: optional(nonNegativeLong),
      ProcessedInputBytes: optional(nonNegativeLong),
      TotalInputBytes: optional(nonNegativeLong),
      BulkOperationUsage: optional(listOf(structure('BulkOperationUsage'))),
      FailedItemCount: optional(nonNegativeLong),
      FailureCode: optional(text),
      FailureMessage: optional(text),
      MaxWriteRequestUnits: optional({ kind: 'long', min: 1024 }),
      PerformanceTier: optional(enumerations.BulkOperationPerformanceTier),
    },
    BulkOperationTableDetail: {
      TableName: optional(tableNameOrArn),
      TableId: optional(tableId),
    },
    BulkOperationUsage: {
      TableName: optional(tableNameOrArn),
      BulkPutBytes: optional(nonNegativeLong),
      Table: optional(structure('BulkOperationBytes')),
      LocalSecondaryIndexes: optional(mapOf(structure('BulkOperationBytes'))),
      GlobalSecondaryIndexes: optional(mapOf(structure('BulkOperationBytes'))),
      VectorIndexes: optional(mapOf(structure('BulkOperationVectorBytes'))),
    },
    BulkOperationBytes: { BulkPutBytes: optional(nonNegativeLong) },
    BulkOperationVectorBytes: { BulkPutVectorBytes: optional(nonNegativeLong) },
    BulkOperationSummary: {
      BulkOperationArn: required(arn),
      BulkOperationStatus: required(enumerations.BulkOperationStatus),
      StartTime: required(timestamp),
      EndTime: optional(timestamp),
    },
  },
};
