import { enumerations } from './enumerations.ts';
import {
  arn,
  attributeMap,
  listOf,
  optional,
  positiveInteger,
  positiveLong,
  required,
  structure,
  tableName,
  text,
  timestamp,
} from './member-shapes.ts';
import type { Family, StringShape } from './shape.ts';

const sequenceNumber: StringShape = { kind: 'string', minLength: 21, maxLength: 40 };
const shardId: StringShape = { kind: 'string', minLength: 28, maxLength: 65 };
const shardIterator: StringShape = { kind: 'string', minLength: 1, maxLength: 2048 };

/** DynamoDB Streams, a separate service with its own client. */
export const streams: Family<'DescribeStream' | 'GetRecords' | 'GetShardIterator' | 'ListStreams'> = {
  operations: {
    ListStreams: {
      service: 'DynamoDBStreams',
      plane: 'streams',
      input: {
        TableName: optional(tableName),
        Limit: optional(positiveInteger),
        ExclusiveStartStreamArn: optional(arn),
      },
      output: {
        Streams: optional(listOf(structure('Stream'))),
        LastEvaluatedStreamArn: optional(arn),
      },
      errors: ['ResourceNotFoundException'],
    },
    DescribeStream: {
      service: 'DynamoDBStreams',
      plane: 'streams',
      input: {
        StreamArn: required(arn),
        Limit: optional(positiveInteger),
        ExclusiveStartShardId: optional(shardId),
        ShardFilter: optional(structure('ShardFilter')),
      },
      output: { StreamDescription: optional(structure('StreamDescription')) },
      errors: ['ResourceNotFoundException'],
    },
    GetShardIterator: {
      service: 'DynamoDBStreams',
      plane: 'streams',
      input: {
        StreamArn: required(arn),
        ShardId: required(shardId),
        ShardIteratorType: required(enumerations.ShardIteratorType),
        SequenceNumber: optional(sequenceNumber),
        Timestamp: optional(timestamp),
      },
      output: { ShardIterator: optional(shardIterator) },
      errors: ['ResourceNotFoundException', 'TrimmedDataAccessException'],
    },
    GetRecords: {
      service: 'DynamoDBStreams',
      plane: 'streams',
      input: {
        ShardIterator: required(shardIterator),
        Limit: optional(positiveInteger),
      },
      output: {
        Records: optional(listOf(structure('Record'))),
        NextShardIterator: optional(shardIterator),
      },
      errors: [
        'ResourceNotFoundException',
        'LimitExceededException',
        'ExpiredIteratorException',
        'TrimmedDataAccessException',
      ],
    },
  },
  structures: {
    Stream: {
      StreamArn: optional(arn),
      TableName: optional(tableName),
      StreamLabel: optional(text),
    },
    ShardFilter: {
      Type: optional(enumerations.ShardFilterType),
      ShardId: optional(shardId),
    },
    StreamDescription: {
      StreamArn: optional(arn),
      StreamLabel: optional(text),
      StreamStatus: optional(enumerations.StreamStatus),
      StreamViewType: optional(enumerations.StreamViewType),
      CreationRequestDateTime: optional(timestamp),
      TableName: optional(tableName),
      KeySchema: optional(listOf(structure('KeySchemaElement'), { minLength: 1 })),
      Shards: optional(listOf(structure('Shard'))),
      LastEvaluatedShardId: optional(shardId),
    },
    Shard: {
      ShardId: optional(shardId),
      SequenceNumberRange: optional(structure('SequenceNumberRange')),
      ParentShardId: optional(shardId),
    },
    SequenceNumberRange: {
      StartingSequenceNumber: optional(sequenceNumber),
      EndingSequenceNumber: optional(sequenceNumber),
    },
    Record: {
      eventID: optional(text),
      eventName: optional(enumerations.OperationType),
      eventVersion: optional(text),
      eventSource: optional(text),
      awsRegion: optional(text),
      dynamodb: optional(structure('StreamRecord')),
      userIdentity: optional(structure('Identity')),
    },
    StreamRecord: {
      ApproximateCreationDateTime: optional(timestamp),
      Keys: optional(attributeMap),
      NewImage: optional(attributeMap),
      OldImage: optional(attributeMap),
      SequenceNumber: optional(sequenceNumber),
      SizeBytes: optional(positiveLong),
      StreamViewType: optional(enumerations.StreamViewType),
    },
    Identity: {
      PrincipalId: optional(text),
      Type: optional(text),
    },
  },
};
