import { enumerations } from './enumerations.ts';
import {
  attributeMap,
  attributeName,
  attributeValue,
  expressionAttributeNames,
  listOf,
  mapOf,
  optional,
  required,
  structure,
  tableNameOrArn,
  text,
  trueOrFalse,
} from './member-shapes.ts';
import type { Family, Structure } from './shape.ts';

const written: Structure = {
  Attributes: optional(attributeMap),
  ConsumedCapacity: optional(structure('ConsumedCapacity')),
  ItemCollectionMetrics: optional(structure('ItemCollectionMetrics')),
};

const writeErrors: readonly string[] = [
  'ConditionalCheckFailedException',
  'ProvisionedThroughputExceededException',
  'ResourceNotFoundException',
  'ItemCollectionSizeLimitExceededException',
  'TransactionConflictException',
  'RequestLimitExceeded',
  'ReplicatedWriteConflictException',
  'ThrottlingException',
];

/** Operations on a single item. */
export const items: Family<'DeleteItem' | 'GetItem' | 'PutItem' | 'UpdateItem'> = {
  operations: {
    PutItem: {
      service: 'DynamoDB',
      plane: 'data',
      input: {
        TableName: required(tableNameOrArn),
        Item: required(attributeMap),
        Expected: optional(mapOf(structure('ExpectedAttributeValue'))),
        ReturnValues: optional(enumerations.ReturnValue),
        ReturnConsumedCapacity: optional(enumerations.ReturnConsumedCapacity),
        ReturnItemCollectionMetrics: optional(enumerations.ReturnItemCollectionMetrics),
        ConditionalOperator: optional(enumerations.ConditionalOperator),
        ConditionExpression: optional(text),
        ExpressionAttributeNames: optional(expressionAttributeNames),
        ExpressionAttributeValues: optional(attributeMap),
        ReturnValuesOnConditionCheckFailure: optional(enumerations.ReturnValuesOnConditionCheckFailure),
      },
      output: written,
      errors: writeErrors,
    },
    GetItem: {
      service: 'DynamoDB',
      plane: 'data',
      input: {
        TableName: required(tableNameOrArn),
        Key: required(attributeMap),
        AttributesToGet: optional(listOf(attributeName, { minLength: 1 })),
        ConsistentRead: optional(trueOrFalse),
        ReturnConsumedCapacity: optional(enumerations.ReturnConsumedCapacity),
        ProjectionExpression: optional(text),
        ExpressionAttributeNames: optional(expressionAttributeNames),
      },
      output: {
        Item: optional(attributeMap),
        ConsumedCapacity: optional(structure('ConsumedCapacity')),
      },
      errors: [
        'ProvisionedThroughputExceededException',
        'ResourceNotFoundException',
        'RequestLimitExceeded',
        'ThrottlingException',
      ],
    },
    UpdateItem: {
      service: 'DynamoDB',
      plane: 'data',
      input: {
        TableName: required(tableNameOrArn),
        Key: required(attributeMap),
        AttributeUpdates: optional(mapOf(structure('AttributeValueUpdate'))),
        Expected: optional(mapOf(structure('ExpectedAttributeValue'))),
        ConditionalOperator: optional(enumerations.ConditionalOperator),
        ReturnValues: optional(enumerations.ReturnValue),
        ReturnConsumedCapacity: optional(enumerations.ReturnConsumedCapacity),
        ReturnItemCollectionMetrics: optional(enumerations.ReturnItemCollectionMetrics),
        UpdateExpression: optional(text),
        ConditionExpression: optional(text),
        ExpressionAttributeNames: optional(expressionAttributeNames),
        ExpressionAttributeValues: optional(attributeMap),
        ReturnValuesOnConditionCheckFailure: optional(enumerations.ReturnValuesOnConditionCheckFailure),
      },
      output: written,
      errors: writeErrors,
    },
    DeleteItem: {
      service: 'DynamoDB',
      plane: 'data',
      input: {
        TableName: required(tableNameOrArn),
        Key: required(attributeMap),
        Expected: optional(mapOf(structure('ExpectedAttributeValue'))),
        ConditionalOperator: optional(enumerations.ConditionalOperator),
        ReturnValues: optional(enumerations.ReturnValue),
        ReturnConsumedCapacity: optional(enumerations.ReturnConsumedCapacity),
        ReturnItemCollectionMetrics: optional(enumerations.ReturnItemCollectionMetrics),
        ConditionExpression: optional(text),
        ExpressionAttributeNames: optional(expressionAttributeNames),
        ExpressionAttributeValues: optional(attributeMap),
        ReturnValuesOnConditionCheckFailure: optional(enumerations.ReturnValuesOnConditionCheckFailure),
      },
      output: written,
      errors: writeErrors,
    },
  },
  structures: {
    ExpectedAttributeValue: {
      Value: optional(attributeValue),
      Exists: optional(trueOrFalse),
      ComparisonOperator: optional(enumerations.ComparisonOperator),
      AttributeValueList: optional(listOf(attributeValue)),
    },
    AttributeValueUpdate: {
      Value: optional(attributeValue),
      Action: optional(enumerations.AttributeAction),
    },
  },
};
