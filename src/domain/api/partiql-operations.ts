import { enumerations } from './enumerations.ts';
import {
  attributeMap,
  attributeValue,
  clientRequestToken,
  listOf,
  optional,
  positiveInteger,
  required,
  structure,
  tableName,
  text,
  trueOrFalse,
} from './member-shapes.ts';
import type { Family, StringShape } from './shape.ts';

const statement: StringShape = { kind: 'string', minLength: 1, maxLength: 8192 };
const nextToken: StringShape = { kind: 'string', minLength: 1, maxLength: 32_768 };

/** Operations on items by PartiQL statements. */
export const partiql: Family<'BatchExecuteStatement' | 'ExecuteStatement' | 'ExecuteTransaction'> = {
  operations: {
    ExecuteStatement: {
      service: 'DynamoDB',
      plane: 'data',
      input: {
        Statement: required(statement),
        Parameters: optional(listOf(attributeValue, { minLength: 1 })),
        ConsistentRead: optional(trueOrFalse),
        NextToken: optional(nextToken),
        ReturnConsumedCapacity: optional(enumerations.ReturnConsumedCapacity),
        Limit: optional(positiveInteger),
        ReturnValuesOnConditionCheckFailure: optional(enumerations.ReturnValuesOnConditionCheckFailure),
      },
      output: {
        Items: optional(listOf(attributeMap)),
        NextToken: optional(nextToken),
        ConsumedCapacity: optional(structure('ConsumedCapacity')),
        LastEvaluatedKey: optional(attributeMap),
      },
      errors: [
        'ConditionalCheckFailedException',
        'ProvisionedThroughputExceededException',
        'ResourceNotFoundException',
        'ItemCollectionSizeLimitExceededException',
        'TransactionConflictException',
        'RequestLimitExceeded',
        'DuplicateItemException',
        'ThrottlingException',
      ],
    },
    BatchExecuteStatement: {
      service: 'DynamoDB',
      plane: 'data',
      input: {
        Statements: required(listOf(structure('BatchStatementRequest'), { minLength: 1, maxLength: 25 })),
        ReturnConsumedCapacity: optional(enumerations.ReturnConsumedCapacity),
      },
      output: {
        Responses: optional(listOf(structure('BatchStatementResponse'))),
        ConsumedCapacity: optional(listOf(structure('ConsumedCapacity'))),
      },
      errors: ['RequestLimitExceeded', 'ThrottlingException'],
    },
    ExecuteTransaction: {
      service: 'DynamoDB',
      plane: 'data',
      input: {
        TransactStatements: required(listOf(structure('ParameterizedStatement'), { minLength: 1, maxLength: 100 })),
        ClientRequestToken: optional(clientRequestToken),
        ReturnConsumedCapacity: optional(enumerations.ReturnConsumedCapacity),
      },
      output: {
        Responses: optional(listOf(structure('ItemResponse'), { minLength: 1, maxLength: 100 })),
        ConsumedCapacity: optional(listOf(structure('ConsumedCapacity'))),
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
    BatchStatementRequest: {
      Statement: required(statement),
      Parameters: optional(listOf(attributeValue, { minLength: 1 })),
      ConsistentRead: optional(trueOrFalse),
      ReturnValuesOnConditionCheckFailure: optional(enumerations.ReturnValuesOnConditionCheckFailure),
    },
    BatchStatementResponse: {
      Error: optional(structure('BatchStatementError')),
      TableName: optional(tableName),
      Item: optional(attributeMap),
    },
    BatchStatementError: {
      Code: optional(enumerations.BatchStatementErrorCodeEnum),
      Message: optional(text),
      Item: optional(attributeMap),
    },
    ParameterizedStatement: {
      Statement: required(statement),
      Parameters: optional(listOf(attributeValue, { minLength: 1 })),
      ReturnValuesOnConditionCheckFailure: optional(enumerations.ReturnValuesOnConditionCheckFailure),
    },
  },
};
