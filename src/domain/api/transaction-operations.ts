import { enumerations } from './enumerations.ts';
import {
  attributeMap,
  clientRequestToken,
  expressionAttributeNames,
  listOf,
  mapOf,
  optional,
  required,
  structure,
  tableNameOrArn,
  text,
} from './member-shapes.ts';
import type { Family } from './shape.ts';

/** Operations on several items in one request, all or nothing. */
export const transactions: Family<'TransactGetItems' | 'TransactWriteItems'> = {
  operations: {
    TransactGetItems: {
      service: 'DynamoDB',
      plane: 'data',
      input: {
        TransactItems: required(listOf(structure('TransactGetItem'), { minLength: 1, maxLength: 100 })),
        ReturnConsumedCapacity: optional(enumerations.ReturnConsumedCapacity),
      },
      output: {
        ConsumedCapacity: optional(listOf(structure('ConsumedCapacity'))),
        Responses: optional(listOf(structure('ItemResponse'), { minLength: 1, maxLength: 100 })),
      },
      errors: [
        'ResourceNotFoundException',
        'TransactionCanceledException',
        'ProvisionedThroughputExceededException',
        'RequestLimitExceeded',
        'ThrottlingException',
      ],
    },
    TransactWriteItems: {
      service: 'DynamoDB',
      plane: 'data',
      input: {
        TransactItems: required(listOf(structure('TransactWriteItem'), { minLength: 1, maxLength: 100 })),
        ReturnConsumedCapacity: optional(enumerations.ReturnConsumedCapacity),
        ReturnItemCollectionMetrics: optional(enumerations.ReturnItemCollectionMetrics),
        ClientRequestToken: optional(clientRequestToken),
      },
      output: {
        ConsumedCapacity: optional(listOf(structure('ConsumedCapacity'))),
        ItemCollectionMetrics: optional(mapOf(listOf(structure('ItemCollectionMetrics')), { key: tableNameOrArn })),
      },
      errors: [
        'ResourceNotFoundException',
        'TransactionCanceledException',
        'TransactionInProgressException',
        'IdempotentParameterMismatchException',
        'ProvisionedThroughputExceededException',
        'RequestLimitExceeded',
        'ThrottlingException',
      ],
    },
  },
  structures: {
    CancellationReason: {
      Item: optional(attributeMap),
      Code: optional(text),
      Message: optional(text),
    },
    TransactGetItem: { Get: required(structure('Get')) },
    Get: {
      Key: required(attributeMap),
      TableName: required(tableNameOrArn),
      ProjectionExpression: optional(text),
      ExpressionAttributeNames: optional(expressionAttributeNames),
    },
    ItemResponse: { Item: optional(attributeMap) },
    TransactWriteItem: {
      ConditionCheck: optional(structure('ConditionCheck')),
      Put: optional(structure('Put')),
      Delete: optional(structure('Delete')),
      Update: optional(structure('Update')),
    },
    ConditionCheck: {
      Key: required(attributeMap),
      TableName: required(tableNameOrArn),
      ConditionExpression: required(text),
      ExpressionAttributeNames: optional(expressionAttributeNames),
      ExpressionAttributeValues: optional(attributeMap),
      ReturnValuesOnConditionCheckFailure: optional(enumerations.ReturnValuesOnConditionCheckFailure),
    },
    Put: {
      Item: required(attributeMap),
      TableName: required(tableNameOrArn),
      ConditionExpression: optional(text),
      ExpressionAttributeNames: optional(expressionAttributeNames),
      ExpressionAttributeValues: optional(attributeMap),
      ReturnValuesOnConditionCheckFailure: optional(enumerations.ReturnValuesOnConditionCheckFailure),
    },
    Delete: {
      Key: required(attributeMap),
      TableName: required(tableNameOrArn),
      ConditionExpression: optional(text),
      ExpressionAttributeNames: optional(expressionAttributeNames),
      ExpressionAttributeValues: optional(attributeMap),
      ReturnValuesOnConditionCheckFailure: optional(enumerations.ReturnValuesOnConditionCheckFailure),
    },
    Update: {
      Key: required(attributeMap),
      UpdateExpression: required(text),
      TableName: required(tableNameOrArn),
      ConditionExpression: optional(text),
      ExpressionAttributeNames: optional(expressionAttributeNames),
      ExpressionAttributeValues: optional(attributeMap),
      ReturnValuesOnConditionCheckFailure: optional(enumerations.ReturnValuesOnConditionCheckFailure),
    },
  },
};
