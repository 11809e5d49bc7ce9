import { enumerations } from './enumerations.ts';
import {
  declaredAttributeName,
  listOf,
  optional,
  required,
  resourceArn,
  structure,
  tableNameOrArn,
  text,
  trueOrFalse,
} from './member-shapes.ts';
import type { Family, StringShape } from './shape.ts';

const policyRevisionId: StringShape = { kind: 'string', minLength: 1, maxLength: 255 };
const tagKey: StringShape = { kind: 'string', minLength: 1, maxLength: 128 };

/** Settings of a table other than its definition: time to live, tags, resource policies. */
export const tableSettings: Family<
  | 'DeleteResourcePolicy'
  | 'DescribeTimeToLive'
  | 'GetResourcePolicy'
  | 'ListTagsOfResource'
  | 'PutResourcePolicy'
  | 'TagResource'
  | 'UntagResource'
  | 'UpdateTimeToLive'
> = {
  operations: {
    UpdateTimeToLive: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        TableName: required(tableNameOrArn),
        TimeToLiveSpecification: required(structure('TimeToLiveSpecification')),
      },
      output: { TimeToLiveSpecification: optional(structure('TimeToLiveSpecification')) },
      errors: ['ResourceInUseException', 'ResourceNotFoundException', 'LimitExceededException'],
    },
    DescribeTimeToLive: {
      service: 'DynamoDB',
      plane: 'control',
      input: { TableName: required(tableNameOrArn) },
      output: { TimeToLiveDescription: optional(structure('TimeToLiveDescription')) },
      errors: ['ResourceNotFoundException'],
    },
    TagResource: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        ResourceArn: required(resourceArn),
        Tags: required(listOf(structure('Tag'))),
      },
      output: {},
      errors: ['LimitExceededException', 'ResourceNotFoundException', 'ResourceInUseException'],
    },
    UntagResource: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        ResourceArn: required(resourceArn),
        TagKeys: required(listOf(tagKey)),
      },
      output: {},
      errors: ['LimitExceededException', 'ResourceNotFoundException', 'ResourceInUseException'],
    },
    ListTagsOfResource: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        ResourceArn: required(resourceArn),
        NextToken: optional(text),
      },
      output: {
        Tags: optional(listOf(structure('Tag'))),
        NextToken: optional(text),
      },
      errors: ['ResourceNotFoundException'],
    },
    PutResourcePolicy: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        ResourceArn: required(resourceArn),
        Policy: required(text),
        ExpectedRevisionId: optional(policyRevisionId),
        ConfirmRemoveSelfResourceAccess: optional(trueOrFalse),
      },
      output: { RevisionId: optional(policyRevisionId) },
      errors: [
        'ResourceNotFoundException',
        'LimitExceededException',
        'PolicyNotFoundException',
        'ResourceInUseException',
      ],
    },
    GetResourcePolicy: {
      service: 'DynamoDB',
      plane: 'control',
      input: { ResourceArn: required(resourceArn) },
      output: {
        Policy: optional(text),
        RevisionId: optional(policyRevisionId),
      },
      errors: ['ResourceNotFoundException', 'PolicyNotFoundException'],
    },
    DeleteResourcePolicy: {
      service: 'DynamoDB',
      plane: 'control',
      input: {
        ResourceArn: required(resourceArn),
        ExpectedRevisionId: optional(policyRevisionId),
      },
      output: { RevisionId: optional(policyRevisionId) },
      errors: [
        'ResourceNotFoundException',
        'PolicyNotFoundException',
        'ResourceInUseException',
        'LimitExceededException',
      ],
    },
  },
  structures: {
    Tag: {
      Key: required(tagKey),
      Value: required({ kind: 'string', minLength: 0, maxLength: 256 }),
    },
    TimeToLiveSpecification: {
      Enabled: required(trueOrFalse),
      AttributeName: required(declaredAttributeName),
    },
    TimeToLiveDescription: {
      TimeToLiveStatus: optional(enumerations.TimeToLiveStatus),
      AttributeName: optional(declaredAttributeName),
    },
  },
};
