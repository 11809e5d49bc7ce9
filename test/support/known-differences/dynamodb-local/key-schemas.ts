import type { KnownDifference } from '../known-difference.ts';

/** How DynamoDB Local checks the key schemas of a new table. */
export const keySchemaDifferences: readonly KnownDifference[] = [
  {
    fact: 'CreateTable checks the names of a key schema before its key types, and has a message for each error.',
    rows: [
      [
        'key-schema-order',
        /^CreateTable reports /,
        /^ValidationException: (Attribute \w+ is not defined in AttributeDefinitions|Hash Key not specified in Attribute Definitions|Two keys can not have the same name|Invalid key order|Too many hash keys specified|Local Secondary indices are not allowed on hash tables)/,
      ],
    ],
  },
];
