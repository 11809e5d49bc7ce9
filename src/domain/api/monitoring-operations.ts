import { enumerations } from './enumerations.ts';
import {
  arn,
  indexName,
  listOf,
  optional,
  required,
  structure,
  tableName,
  tableNameOrArn,
  text,
  timestamp,
} from './member-shapes.ts';
import type { Family, Structure } from './shape.ts';

const streaming: Structure = {
  TableName: required(tableNameOrArn),
  StreamArn: required(arn),
  EnableKinesisStreamingConfiguration: optional(structure('EnableKinesisStreamingConfiguration')),
};

const streamed: Structure = {
  TableName: optional(tableName),
  StreamArn: optional(arn),
  DestinationStatus: optional(enumerations.DestinationStatus),
  EnableKinesisStreamingConfiguration: optional(structure('EnableKinesisStreamingConfiguration')),
};

const streamingErrors: readonly string[] = [
  'LimitExceededException',
  'ResourceInUseException',
  'ResourceNotFoundException',
];

/** Contributor Insights, and Kinesis streams of the changes of a table. */
export const monitoring: Family<
  | 'DescribeContributorInsights'
  | 'DescribeKinesisStreamingDestination'
  | 'DisableKinesisStreamingDestination'
  | 'EnableKinesisStreamingDestination'
  | 'ListContributorInsights'
  | 'UpdateContributorInsights'
  | 'UpdateKinesisStreamingDestination'
> = {
  operations: {
    UpdateContributorInsights: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        TableName: required(tableNameOrArn),
        IndexName: optional(indexName),
        ContributorInsightsAction: required(enumerations.ContributorInsightsAction),
        ContributorInsightsMode: optional(enumerations.ContributorInsightsMode),
      },
      output: {
        TableName: optional(tableName),
        IndexName: optional(indexName),
        ContributorInsightsStatus: optional(enumerations.ContributorInsightsStatus),
        ContributorInsightsMode: optional(enumerations.ContributorInsightsMode),
      },
      errors: ['ResourceNotFoundException'],
    },
    DescribeContributorInsights: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        TableName: required(tableNameOrArn),
        IndexName: optional(indexName),
      },
      output: {
        TableName: optional(tableName),
        IndexName: optional(indexName),
        ContributorInsightsRuleList: optional(listOf(text)),
        ContributorInsightsStatus: optional(enumerations.ContributorInsightsStatus),
        LastUpdateDateTime: optional(timestamp),
        FailureException: optional(structure('FailureException')),
        ContributorInsightsMode: optional(enumerations.ContributorInsightsMode),
      },
      errors: ['ResourceNotFoundException'],
    },
    ListContributorInsights: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        TableName: optional(tableNameOrArn),
        NextToken: optional(text),
        MaxResults: optional({ kind: 'integer', max: 100 }),
      },
      output: {
        ContributorInsightsSummaries: optional(listOf(structure('ContributorInsightsSummary'))),
        NextToken: optional(text),
      },
      errors: ['ResourceNotFoundException'],
    },
    EnableKinesisStreamingDestination: {
      service: 'DynamoDB',
      plane: 'control',
      input: streaming,
      output: streamed,
      errors: streamingErrors,
    },
    UpdateKinesisStreamingDestination: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        TableName: required(tableNameOrArn),
        StreamArn: required(arn),
        UpdateKinesisStreamingConfiguration: optional(structure('UpdateKinesisStreamingConfiguration')),
      },
      output: {
        TableName: optional(tableName),
        StreamArn: optional(arn),
        DestinationStatus: optional(enumerations.DestinationStatus),
        UpdateKinesisStreamingConfiguration: optional(structure('UpdateKinesisStreamingConfiguration')),
      },
      errors: streamingErrors,
    },
    DisableKinesisStreamingDestination: {
      service: 'DynamoDB',
      plane: 'control',
      input: streaming,
      output: streamed,
      errors: streamingErrors,
    },
    DescribeKinesisStreamingDestination: {
      service: 'DynamoDB',
      plane: 'control',
      input: { TableName: required(tableNameOrArn) },
      output: {
        TableName: optional(tableName),
        KinesisDataStreamDestinations: optional(listOf(structure('KinesisDataStreamDestination'))),
      },
      errors: ['ResourceNotFoundException'],
    },
  },
  structures: {
    FailureException: {
      ExceptionName: optional(text),
      ExceptionDescription: optional(text),
    },
    ContributorInsightsSummary: {
      TableName: optional(tableName),
      IndexName: optional(indexName),
      ContributorInsightsStatus: optional(enumerations.ContributorInsightsStatus),
      ContributorInsightsMode: optional(enumerations.ContributorInsightsMode),
    },
    EnableKinesisStreamingConfiguration: {
      ApproximateCreationDateTimePrecision: optional(enumerations.ApproximateCreationDateTimePrecision),
    },
    UpdateKinesisStreamingConfiguration: {
      ApproximateCreationDateTimePrecision: optional(enumerations.ApproximateCreationDateTimePrecision),
    },
    KinesisDataStreamDestination: {
      StreamArn: optional(arn),
      DestinationStatus: optional(enumerations.DestinationStatus),
      DestinationStatusDescription: optional(text),
      ApproximateCreationDateTimePrecision: optional(enumerations.ApproximateCreationDateTimePrecision),
    },
  },
};
