import type { KnownDifference } from '../known-difference.ts';
import { noSuchTable } from './outcomes.ts';

const badName =
  /^ValidationException: Invalid table\/index name\. {2}Table\/index names must be between 3 and 255 characters long/;
const badReturnValues = 'ValidationException: Return values set to invalid value';

/** What DynamoDB Local makes of the members of requests, and DynamoDB otherwise. */
export const requestDifferences: readonly KnownDifference[] = [
  {
    fact: 'A request for a table that does not exist is rejected with "Requested resource not found".',
    rows: [
      ['batch-get', 'a table that is not there is refused', noSuchTable],
      ['batch-write', 'a table that is not there is refused', noSuchTable],
      ['member-rejections', /refuses a table that is not there, without its name$/, noSuchTable],
      ['validation-order', /^a table that is not there before/, noSuchTable],
    ],
  },
  {
    fact: 'Parameters, expressions and values are checked before the existence of the table.',
    rows: [
      ['batch-get', 'a bad ReturnConsumedCapacity comes before a table that is not there', noSuchTable],
      ['batch-write', 'a bad ReturnConsumedCapacity comes before a table that is not there', noSuchTable],
      ['limits', 'GetItem refuses a value inside 32 lists before it looks for the table', noSuchTable],
      // Wrong types do not come as far as to the engine.
      [
        'validation-order',
        /(?<!^a (table that is not there|value of a wrong type)) before a table that is not there$/,
        noSuchTable,
      ],
    ],
  },
  {
    fact: 'A table name is checked as a parameter: each violated constraint has its own message.',
    rows: [
      [
        'member-rejections',
        /refuses an? (empty table name|table name of two characters|table name with a space)$/,
        badName,
      ],
      [
        'member-rejections',
        /^(Scan with an empty table name|GetItem tells first that|UpdateItem tells everything that)/,
        badName,
      ],
      ['validation-order', 'an empty table name before everything else', badName],
    ],
  },
  {
    fact: 'A missing parameter is reported by name with the prefix "1 validation error detected: ".',
    rows: [
      [
        'member-rejections',
        /refuses no table name$/,
        "ValidationException: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
      ],
      [
        'member-rejections',
        'Query without table name tells of the limit too, in the older words',
        "ValidationException: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
      ],
      [
        'member-rejections',
        /^(GetItem|UpdateItem|DeleteItem) refuses to go without a key/,
        'ValidationException: Cannot have null key for GetItem, DeleteItem, or UpdateItem',
      ],
      [
        'member-rejections',
        'PutItem refuses to go without an item',
        'ValidationException: Item to put in PutItem cannot be null',
      ],
    ],
  },
  {
    fact: 'An unknown value of ReturnConsumedCapacity or ReturnItemCollectionMetrics is rejected.',
    rows: [
      ['member-rejections', /^(PutItem|UpdateItem) refuses a ReturnConsumedCapacity that there is not/, 'served: {}'],
      [
        'member-rejections',
        'GetItem refuses a ReturnConsumedCapacity that there is not',
        /^served: \{ConsumedCapacity: /,
      ],
      ['member-rejections', 'PutItem tells of all members at once', 'served: {}'],
      [
        'member-rejections',
        'Query refuses a ReturnConsumedCapacity that there is not',
        'ValidationException: Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
      ],
    ],
  },
  {
    fact: 'ReturnValues that are unknown, or not supported by the operation, are rejected with messages of their own.',
    rows: [
      ['member-rejections', /refuses ReturnValues that/, badReturnValues],
      ['member-rejections', 'UpdateItem tells of the first bad member alone', badReturnValues],
      ['validation-order', 'a bad enumeration member before an empty attribute name', badReturnValues],
    ],
  },
  {
    fact: 'UpdateItem rejects an unknown ReturnValuesOnConditionCheckFailure without the prefix "1 validation error detected: ".',
    rows: [
      [
        'member-rejections',
        'UpdateItem refuses a ReturnValuesOnConditionCheckFailure that there is not, without an envelope',
        (expected) => expected.replace(': ', ': 1 validation error detected: '),
      ],
    ],
  },
  {
    fact: 'The number of keys or writes in a batch is checked as the length of a parameter.',
    rows: [
      [
        'batch-get',
        'more than a hundred keys are refused',
        'ValidationException: Too many items requested for the BatchGetItem call',
      ],
      [
        'batch-get',
        'an empty list of keys is refused',
        /^ValidationException: The list of keys in RequestItems for BatchGetItem is required: .* has empty list$/,
      ],
      ['batch-get', 'no table at all is refused', 'ValidationException: BatchGetItem must have some requests set'],
      [
        'batch-write',
        'more than twenty-five writes are refused',
        'ValidationException: Too many items requested for the BatchWriteItem call',
      ],
      [
        'batch-write',
        'an empty list of writes is refused',
        /^ValidationException: The batch write request list for a table cannot be null or empty: /,
      ],
      [
        'batch-write',
        'no table at all is refused',
        'ValidationException: BatchWriteItem cannot have a null or no requests set',
      ],
    ],
  },
];
