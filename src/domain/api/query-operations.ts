import { enumerations } from './enumerations.ts';
import {
  attributeMap,
  attributeName,
  attributeValue,
  expressionAttributeNames,
  indexName,
  integer,
  listOf,
  mapOf,
  optional,
  positiveInteger,
  required,
  structure,
  tableNameOrArn,
  text,
  trueOrFalse,
} from './member-shapes.ts';
import type { Family, Structure } from './shape.ts';

const page: Structure = {
  Items: optional(listOf(attributeMap)),
  Count: optional(integer),
  ScannedCount: optional(integer),
  LastEvaluatedKey: optional(attributeMap),
  ConsumedCapacity: optional(structure('ConsumedCapacity')),
};

const readErrors: readonly string[] = [
  'ProvisionedThroughputExceededException',
  'ResourceNotFoundException',
  'RequestLimitExceeded',
  'ThrottlingException',
];

/** Query and Scan. */
export const queries: Family<'Query' | 'Scan'> = {
  operations: {
    Query: {
      service: 'DynamoDB',
      plane: 'data',
      input: {
        TableName: required(tableNameOrArn),
        IndexName: optional(indexName),
        Select: optional(enumerations.Select),
        AttributesToGet: optional(listOf(attributeName, { minLength: 1 })),
        Limit: optional(positiveInteger),
        ConsistentRead: optional(trueOrFalse),
        KeyConditions: optional(mapOf(structure('Condition'))),
        QueryFilter: optional(mapOf(structure('Condition'))),
        ConditionalOperator: optional(enumerations.ConditionalOperator),
        ScanIndexForward: optional(trueOrFalse),
        ExclusiveStartKey: optional(attributeMap),
        ReturnConsumedCapacity: optional(enumerations.ReturnConsumedCapacity),
        ProjectionExpression: optional(text),
        FilterExpression: optional(text),
        KeyConditionExpression: optional(text),
        ExpressionAttributeNames: optional(expressionAttributeNames),
        ExpressionAttributeValues: optional(attributeMap),
      },
      output: page,
      errors: readErrors,
    },
    Scan: {
      service: 'DynamoDB',
      plane: 'data',
      input: {
        TableName: required(tableNameOrArn),
        IndexName: optional(indexName),
        AttributesToGet: optional(listOf(attributeName, { minLength: 1 })),
        Limit: optional(positiveInteger),
        Select: optional(enumerations.Select),
        ScanFilter: optional(mapOf(structure('Condition'))),
        ConditionalOperator: optional(enumerations.ConditionalOperator),
        ExclusiveStartKey: optional(attributeMap),
        ReturnConsumedCapacity: optional(enumerations.ReturnConsumedCapacity),
        TotalSegments: optional({ kind: 'integer', min: 1, max: 1_000_000 }),
        Segment: optional({ kind: 'integer', min: 0, max: 999_999 }),
        ProjectionExpression: optional(text),
        FilterExpression: optional(text),
        ExpressionAttributeNames: optional(expressionAttributeNames),
        ExpressionAttributeValues: optional(attributeMap),
        ConsistentRead: optional(trueOrFalse),
      },
      output: page,
      errors: readErrors,
    },
  },
  structures: {
    Condition: {
      AttributeValueList: optional(listOf(attributeValue)),
      ComparisonOperator: required(enumerations.ComparisonOperator),
    },
  },
};
