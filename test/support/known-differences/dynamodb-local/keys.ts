import type { KnownDifference } from '../known-difference.ts';

const wrongNumber = 'ValidationException: The number of conditions on the keys is invalid';
const absent = 'ValidationException: One of the required keys was not given a value';
const mismatch = 'ValidationException: One or more parameter values were invalid: Type mismatch for key';
const indexMismatch = 'ValidationException: One or more parameter values were invalid: Type mismatch for Index Key';
const noKeyType = 'ValidationException: Invalid attribute value type';
const tooLong =
  'ValidationException: Hash primary key values must be under 2048 bytes, and range primary key values must be under 1024 bytes';

/** Differences of DynamoDB Local in messages on keys. */
export const keyDifferences: readonly KnownDifference[] = [
  {
    fact: 'A key with missing or extra attributes does not match the schema.',
    rows: [
      ['batch-get', 'a key without the sort key is rejected', wrongNumber],
      ['batch-write', 'a delete with an extra attribute is rejected', wrongNumber],
      ['batch-write', 'a put without a key attribute is rejected with the message for keys', absent],
      ['key-rejections', /rejects a key (without|with an extra attribute)/, wrongNumber],
      ['key-rejections', /rejects a key with a different attribute$/, absent],
    ],
  },
  {
    fact: 'A key of the wrong type does not match the schema.',
    rows: [
      ['batch-get', 'a key of the wrong type is rejected', mismatch],
      ['batch-write', 'one invalid item rejects the whole batch and nothing is written', mismatch],
      ['key-rejections', /rejects a key of the wrong type$/, mismatch],
      ['key-rejections', /rejects a key of a type that is invalid for keys$/, noKeyType],
    ],
  },
  {
    fact: 'The messages of PutItem name the key attribute that is missing or of the wrong type, and both types.',
    rows: [
      ['key-rejections', /^PutItem rejects an item without the/, absent],
      ['key-rejections', 'PutItem rejects an item with a partition key of the wrong type', mismatch],
      ['key-rejections', 'PutItem rejects an item with a sort key of the wrong type', noKeyType],
    ],
  },
  {
    fact: 'Partition keys and sort keys that are too long have different messages.',
    rows: [['key-rejections', /with a (partition key of 2,049|sort key of 1,025) bytes$/, tooLong]],
  },
  {
    fact: 'The message on an index key of the wrong type names the attribute, both types and the index.',
    rows: [
      ['index-rejections', /rejects a number instead of a string as the key of an index$/, indexMismatch],
      ['index-rejections', /rejects a (null|list) instead of a string as the key of an index$/, noKeyType],
    ],
  },
  {
    fact: 'BatchGetItem returns one item for number keys with equal values.',
    rows: [
      ['batch-get', 'returns one item for number keys with equal values', /: expected \[(\{.*\})\], got \[\1, \1\]$/],
    ],
  },
];
