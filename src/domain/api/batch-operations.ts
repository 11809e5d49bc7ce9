import { enumerations } from './enumerations.ts';
import {
  attributeMap,
  attributeName,
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
import type { Family } from './shape.ts';

/** Operations on several items in one request, each independent. */
export const batches: Family<'BatchGetItem' | 'BatchWriteItem'> = {
  operations: {
    BatchGetItem: {
      service: 'DynamoDB',
      plane: 'data',
      input: {
        RequestItems: required(
          mapOf(structure('KeysAndAttributes'), { key: tableNameOrArn, minLength: 1, maxLength: 100 }),
        ),
        ReturnConsumedCapacity: optional(enumerations.ReturnConsumedCapacity),
      },
      output: {
        Responses: optional(mapOf(listOf(attributeMap), { key: tableNameOrArn })),
        UnprocessedKeys: optional(
          mapOf(structure('KeysAndAttributes'), { key: tableNameOrArn, minLength: 1, maxLength: 100 }),
        ),
        ConsumedCapacity: optional(listOf(structure('ConsumedCapacity'))),
      },
      errors: [
        'ProvisionedThroughputExceededException',
        'ResourceNotFoundException',
        'RequestLimitExceeded',
        'ThrottlingException',
      ],
    },
    BatchWriteItem: {
      service: 'DynamoDB',
      plane: 'data',
      input: {
        RequestItems: required(
          mapOf(listOf(structure('WriteRequest'), { minLength: 1, maxLength: 25 }), {
            key: tableNameOrArn,
            minLength: 1,
            maxLength: 25,
          }),
        ),
        ReturnConsumedCapacity: optional(enumerations.ReturnConsumedCapacity),
        ReturnItemCollectionMetrics: optional(enumerations.ReturnItemCollectionMetrics),
      },
      output: {
        UnprocessedItems: optional(
          mapOf(listOf(structure('WriteRequest'), { minLength: 1, maxLength: 25 }), {
            key: tableNameOrArn,
            minLength: 1,
            maxLength: 25,
          }),
        ),
        ItemCollectionMetrics: optional(mapOf(listOf(structure('ItemCollectionMetrics')), { key: tableNameOrArn })),
        ConsumedCapacity: optional(listOf(structure('ConsumedCapacity'))),
      },
      errors: [
        'ProvisionedThroughputExceededException',
        'ResourceNotFoundException',
        'ItemCollectionSizeLimitExceededException',
        'RequestLimitExceeded',
        'ReplicatedWriteConflictException',
        'ThrottlingException',
      ],
    },
  },
  structures: {
    KeysAndAttributes: {
      Keys: required(listOf(attributeMap, { minLength: 1, maxLength: 100 })),
      AttributesToGet: optional(listOf(attributeName, { minLength: 1 })),
      ConsistentRead: optional(trueOrFalse),
      ProjectionExpression: optional(text),
      ExpressionAttributeNames: optional(expressionAttributeNames),
    },
    WriteRequest: {
      PutRequest: optional(structure('PutRequest')),
      DeleteRequest: optional(structure('DeleteRequest')),
    },
    PutRequest: { Item: required(attributeMap) },
    DeleteRequest: { Key: required(attributeMap) },
  },
};
