import type { KnownDifference } from '../known-difference.ts';
import { noSuchTable } from './outcomes.ts';

const badName =
  /^ValidationException: Invalid table\/index name\. {2}Table\/index names must be between 3 and 255 characters long/;
const badReturnValues = 'ValidationException: Return values set to invalid value';

/** Differences of DynamoDB Local in the validation of request members. */
export const requestDifferences: readonly KnownDifference[] = [
  {
    fact: 'A request for a table that does not exist is rejected with "Requested resource not found".',
    rows: [
      ['batch-get', 'a table that does not exist is rejected', noSuchTable],
      ['batch-write', 'a table that does not exist is rejected', noSuchTable],
      ['member-rejections', /rejects a table that does not exist, without its name in the message$/, noSuchTable],
      ['validation-order', /^reports a table that does not exist before/, noSuchTable],
    ],
  },
  {
    fact: 'Members, expressions and values are validated before the existence of the table.',
    rows: [
      ['batch-get', 'an unknown ReturnConsumedCapacity is reported before a table that does not exist', noSuchTable],
      ['batch-write', 'an unknown ReturnConsumedCapacity is reported before a table that does not exist', noSuchTable],
      ['limits', 'GetItem reports a value nested in 32 lists before a table that does not exist', noSuchTable],
      // A value of the wrong type fails in the deserializer, before these checks.
      [
        'validation-order',
        /(?<!^reports a (table that does not exist|value of the wrong type)) before a table that does not exist$/,
        noSuchTable,
      ],
    ],
  },
  {
    fact: 'Each violated constraint of a table name has its own message.',
    rows: [
      [
        'member-rejections',
        /rejects an? (empty table name|table name of two characters|table name with a space)$/,
        badName,
      ],
      [
        'member-rejections',
        /^(Scan with an empty table name|GetItem reports only the length of|UpdateItem reports all violations of)/,
        badName,
      ],
      ['validation-order', 'reports an empty table name before everything else', badName],
    ],
  },
  {
    fact: 'The message on a missing member contains its name and has the prefix "1 validation error detected: ".',
    rows: [
      [
        'member-rejections',
        /rejects a missing table name$/,
        "ValidationException: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
      ],
      [
        'member-rejections',
        'Query without a table name also reports the limit, with the older messages',
        "ValidationException: Value null at 'tableName' failed to satisfy constraint: Member must not be null",
      ],
      [
        'member-rejections',
        /^(GetItem|UpdateItem|DeleteItem) rejects a request without a key/,
        'ValidationException: Cannot have null key for GetItem, DeleteItem, or UpdateItem',
      ],
      [
        'member-rejections',
        'PutItem rejects a request without an item',
        'ValidationException: Item to put in PutItem cannot be null',
      ],
    ],
  },
  {
    fact: 'An unknown ReturnConsumedCapacity or ReturnItemCollectionMetrics is rejected.',
    rows: [
      ['member-rejections', /^(PutItem|UpdateItem) rejects an unknown ReturnConsumedCapacity/, 'succeeded: {}'],
      ['member-rejections', 'GetItem rejects an unknown ReturnConsumedCapacity', /^succeeded: \{ConsumedCapacity: /],
      ['member-rejections', 'PutItem reports all invalid members at once', 'succeeded: {}'],
      [
        'member-rejections',
        'Query rejects an unknown ReturnConsumedCapacity',
        'ValidationException: Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.',
      ],
    ],
  },
  {
    fact: 'ReturnValues that are unknown or not allowed for the operation have different messages.',
    rows: [
      ['member-rejections', /rejects (unknown ReturnValues$|ReturnValues that)/, badReturnValues],
      ['member-rejections', 'UpdateItem reports only the first invalid member', badReturnValues],
      ['validation-order', 'reports an unknown enumeration value before an empty attribute name', badReturnValues],
    ],
  },
  {
    fact: 'UpdateItem rejects an unknown ReturnValuesOnConditionCheckFailure without the prefix "1 validation error detected: ".',
    rows: [
      [
        'member-rejections',
        'UpdateItem rejects an unknown ReturnValuesOnConditionCheckFailure, without the prefix "1 validation error detected"',
        (expected) => expected.replace(': ', ': 1 validation error detected: '),
      ],
    ],
  },
  {
    fact: 'The number of keys or writes in a batch is rejected with a message on the member.',
    rows: [
      [
        'batch-get',
        'more than 100 keys are rejected',
        'ValidationException: Too many items requested for the BatchGetItem call',
      ],
      [
        'batch-get',
        'an empty list of keys is rejected',
        /^ValidationException: The list of keys in RequestItems for BatchGetItem is required: .* has empty list$/,
      ],
      [
        'batch-get',
        'a request without tables is rejected',
        'ValidationException: BatchGetItem must have some requests set',
      ],
      [
        'batch-write',
        'more than 25 writes are rejected',
        'ValidationException: Too many items requested for the BatchWriteItem call',
      ],
      [
        'batch-write',
        'an empty list of writes is rejected',
        /^ValidationException: The batch write request list for a table cannot be null or empty: /,
      ],
      [
        'batch-write',
        'a request without tables is rejected',
        'ValidationException: BatchWriteItem cannot have a null or no requests set',
      ],
    ],
  },
];
