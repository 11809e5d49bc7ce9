import type { KnownDifference } from '../known-difference.ts';

const wrongNumber = 'ValidationException: The number of conditions on the keys is invalid';
const absent = 'ValidationException: One of the required keys was not given a value';
const mismatch = 'ValidationException: One or more parameter values were invalid: Type mismatch for key';
const indexMismatch = 'ValidationException: One or more parameter values were invalid: Type mismatch for Index Key';
const noKeyType = 'ValidationException: Invalid attribute value type';
const tooLong =
  'ValidationException: Hash primary key values must be under 2048 bytes, and range primary key values must be under 1024 bytes';

/** What DynamoDB Local says of keys, and DynamoDB otherwise. */
export const keyDifferences: readonly KnownDifference[] = [
  {
    fact: "A key with other attributes than the table's key is rejected as not matching the schema.",
    rows: [
      ['batch-get', 'a key that lacks an attribute is refused', wrongNumber],
      ['batch-write', 'a delete with an attribute too many is refused', wrongNumber],
      ['batch-write', 'a put without a key attribute is refused as a key, not as an item', absent],
      ['key-rejections', /refuses a key (without|with an attribute too many)/, wrongNumber],
      ['key-rejections', /refuses a key with another attribute$/, absent],
    ],
  },
  {
    fact: 'A key of a wrong type is rejected as not matching the schema.',
    rows: [
      ['batch-get', 'a key of a wrong type is refused', mismatch],
      ['batch-write', 'one bad item refuses the whole batch, and nothing is written', mismatch],
      ['key-rejections', /refuses a key of a wrong type$/, mismatch],
      ['key-rejections', /refuses a key of a type that no key has$/, noKeyType],
    ],
  },
  {
    fact: 'PutItem reports the key attribute that is missing or of a wrong type, with the expected and the actual type.',
    rows: [
      ['key-rejections', /^PutItem refuses an item without the/, absent],
      ['key-rejections', 'PutItem refuses an item with a partition key of a wrong type', mismatch],
      ['key-rejections', 'PutItem refuses an item with a sort key of a wrong type', noKeyType],
    ],
  },
  {
    fact: 'Keys that are too long are rejected with one message for the partition key and another for the sort key.',
    rows: [['key-rejections', /with a (partition key of 2,049|sort key of 1,025) bytes$/, tooLong]],
  },
  {
    fact: 'An index key of a wrong type is rejected; the message has the attribute, both types and the index.',
    rows: [
      ['index-rejections', /refuses a number for a string as the key of an index$/, indexMismatch],
      ['index-rejections', /refuses a (null|list) for a string as the key of an index$/, noKeyType],
    ],
  },
  {
    fact: 'BatchGetItem returns the item of equal keys once.',
    rows: [
      ['batch-get', 'numbers that are the same by value are got once', /: expected \[(\{.*\})\], got \[\1, \1\]$/],
    ],
  },
];
