import { enumerations } from './enumerations.ts';
import {
  attributeMap,
  attributeName,
  attributeValue,
  declaredAttributeName,
  double,
  expressionAttributeNames,
  indexName,
  listOf,
  long,
  optional,
  positiveInteger,
  positiveLong,
  required,
  structure,
  tableNameOrArn,
  text,
  trueOrFalse,
} from './member-shapes.ts';
import type { Family, Structure } from './shape.ts';

/** The members of a vector index in `CreateTable` and in `UpdateTable`. */
const vectorIndex: Structure = {
  IndexName: required(indexName),
  VectorAttribute: required(structure('VectorAttributeDefinition')),
  SearchSchema: optional(listOf(structure('SearchSchemaElement'), { minLength: 1 })),
  Projection: required(structure('Projection')),
  Dimensions: required(positiveLong),
  DistanceFunction: required(enumerations.VectorDistanceFunction),
};

/** Vector search and vector indexes. */
export const vectors: Family<'SearchVectors'> = {
  operations: {
    SearchVectors: {
      service: 'DynamoDB',
      plane: 'data',
      input: {
        TableName: required(tableNameOrArn),
        IndexName: required(indexName),
        ReturnConsumedCapacity: optional(enumerations.ReturnConsumedCapacity),
        ExpressionAttributeNames: optional(expressionAttributeNames),
        ExpressionAttributeValues: optional(attributeMap),
        ProjectionExpression: optional(text),
        SearchVector: required(listOf(attributeValue, { minLength: 1, maxLength: 4096 })),
        SearchConditionExpression: optional(text),
        TopK: required(positiveInteger),
      },
      output: {
        ConsumedCapacity: optional(structure('VectorCapacity')),
        SearchResults: optional(listOf(structure('SearchResultItem'))),
      },
      errors: ['ResourceNotFoundException', 'RequestLimitExceeded', 'ThrottlingException'],
    },
  },
  structures: {
    VectorIndex: vectorIndex,
    VectorAttributeDefinition: { AttributeName: required(declaredAttributeName) },
    SearchSchemaElement: {
      AttributeName: required(attributeName),
      SearchSchemaElementType: required(enumerations.SearchSchemaElementType),
    },
    VectorIndexUpdate: {
      Create: optional(structure('CreateVectorIndexAction')),
      Delete: optional(structure('DeleteVectorIndexAction')),
    },
    CreateVectorIndexAction: vectorIndex,
    DeleteVectorIndexAction: { IndexName: required(indexName) },
    VectorIndexDescription: {
      IndexName: optional(indexName),
      SearchSchema: optional(listOf(structure('SearchSchemaElement'), { minLength: 1 })),
      Projection: optional(structure('Projection')),
      VectorAttribute: optional(structure('VectorAttributeDefinition')),
      Dimensions: optional(positiveLong),
      DistanceFunction: optional(enumerations.VectorDistanceFunction),
      IndexStatus: optional(enumerations.IndexStatus),
      Backfilling: optional(trueOrFalse),
      IndexSizeBytes: optional(long),
      ItemCount: optional(long),
      IndexArn: optional(text),
    },
    VectorIndexInfo: {
      IndexName: optional(indexName),
      VectorAttribute: optional(structure('VectorAttributeDefinition')),
      SearchSchema: optional(listOf(structure('SearchSchemaElement'), { minLength: 1 })),
      Projection: optional(structure('Projection')),
      Dimensions: optional(positiveLong),
      DistanceFunction: optional(enumerations.VectorDistanceFunction),
    },
    SearchResultItem: {
      Item: optional(attributeMap),
      Score: optional(double),
    },
  },
};
