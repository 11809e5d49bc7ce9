import type { DifferenceRow, KnownDifference } from '../known-difference.ts';
import { internalFailure, limitTooSmall, noSuchTable } from './outcomes.ts';

const badName =
  /^ValidationException: Invalid table\/index name\. {2}Table\/index names must be between 3 and 255 characters long/;
const wrongDefinitions =
  'The number of attributes in key schema must match the number of attributes defined in attribute definitions.';

/** Descriptions of invalid tables, and the message of DynamoDB Local where it differs from the service's. */
const messages: Readonly<Record<string, string>> = {
  'an attribute definition that no key uses': wrongDefinitions,
  'an attribute definition that neither a key nor an index uses': wrongDefinitions,
  'a key attribute without a definition': 'Hash Key not specified in Attribute Definitions.  Type unknown.',
  'fewer attribute definitions than key attributes': 'Range Key not specified in Attribute Definitions.  Type unknown.',
  'two attribute definitions of one attribute': 'Cannot have two attributes with the same name',
  'the same attribute as partition key and sort key': 'Two keys can not have the same name',
  'a key schema that begins with a sort key':
    'No Hash Key specified in schema.  All Dynamo DB tables must have exactly one hash key',
  'a second partition key attribute':
    'Too many hash keys specified.  All Dynamo DB tables must have exactly one hash key',
  'three key attributes': 'Key Schema too big.  Key Schema must at most consist of the hash and range key of a table',
  'an empty key schema':
    'No defined key schema.  A key schema containing at least a hash key must be defined for all tables',
  'provisioned billing without throughput': 'No provisioned throughput specified for the table',
  'a local index of a table without a sort key':
    'Local Secondary indices are not allowed on hash tables, only hash and range tables',
  'a local index without a sort key': 'Local secondary indices must have a range key',
  'a local index with a different partition key than the table':
    'Local Secondary indices must have the same hash key as the main table',
  'two indexes with the same name': 'Local Secondary Indices AND Global Secondary Indices must have different names',
  'an empty list of global indexes': 'GSI list is empty/invalid',
  'six local indexes': 'Cannot have more than 5 local secondary indexes per table',
  'twenty-one global indexes': 'GlobalSecondaryIndex count exceeds the per-table limit',
  'an index without a projection type': 'Indexes must have a projection specified',
  'included attributes with the projection ALL':
    'No attributes should be specified to be projected unless projection type is INCLUDE',
  'the projection INCLUDE without attributes':
    'If Projection type INCLUDE is specified, some non-key attributes to include in the projection must be specified as well',
  'a duplicate included attribute': 'Cannot have two attributes with the same name',
};

/** The same for invalid keys of global indexes. */
const messagesForIndexes: Readonly<Record<string, string>> = {
  'a sort key attribute before a partition key attribute':
    'Invalid key order. Hash Key must be specified first in key schema, Range Key must be specifed second',
  'five partition key attributes': 'Too many partition keys. GSI can have at most 4 partition keys',
  'five sort key attributes': 'Too many sort keys. GSI can have at most 4 sort keys',
  'a duplicate attribute': 'Two keys can not have the same name',
};

/** Differences of DynamoDB Local in operations on tables. */
export const tableDifferences: readonly KnownDifference[] = [
  {
    fact: 'CreateTable has a different message for each violation of a table definition.',
    rows: Object.entries(messages).map(
      ([what, message]): DifferenceRow => [
        'table-rejections',
        `CreateTable rejects ${what}`,
        `ValidationException: ${message}`,
      ],
    ),
  },
  {
    fact: 'CreateTable has a different message for each violation of a key with several attributes.',
    rows: Object.entries(messagesForIndexes).map(
      ([what, message]): DifferenceRow => [
        'multi-attribute-keys',
        `CreateTable rejects an index with ${what}`,
        `ValidationException: ${message}`,
      ],
    ),
  },
  {
    fact: 'Provisioned throughput of an on-demand table or of its indexes is rejected.',
    rows: [
      [
        'table-rejections',
        /^CreateTable rejects provisioned throughput (of an index )?with on-demand billing$/,
        /^succeeded: /,
      ],
    ],
  },
  {
    fact: 'An empty list of local indexes is rejected.',
    rows: [['table-rejections', 'CreateTable rejects an empty list of local indexes', /^succeeded: /]],
  },
  {
    fact: 'An unknown billing mode is rejected with a message on the member.',
    rows: [['table-rejections', 'CreateTable rejects an unknown billing mode', internalFailure]],
  },
  {
    fact: 'CreateTable has its own messages for a table name that is missing, too short or too long.',
    rows: [
      ['table-rejections', /^CreateTable rejects a (short|long) name$/, badName],
      ['table-rejections', 'CreateTable rejects a request without a name', badName],
    ],
  },
  {
    fact: 'Messages on a table that already exists, or does not exist, contain its name.',
    rows: [
      [
        'table-rejections',
        'CreateTable rejects the name of an existing table',
        'ResourceInUseException: Cannot create preexisting table',
      ],
      ['table-rejections', /reports the name of a table that does not exist$/, noSuchTable],
      ['tables', 'table names are case-sensitive', noSuchTable],
    ],
  },
  {
    fact: 'The limit of ListTables is rejected with a message on the member.',
    rows: [
      ['table-rejections', 'ListTables rejects a limit of 0', limitTooSmall],
      [
        'table-rejections',
        'ListTables rejects a limit of more than 100',
        'ValidationException: Limit in ListTables must be <= 100',
      ],
    ],
  },
  {
    fact: 'A new table is in status CREATING, and a deleted table in status DELETING.',
    rows: [
      [
        'tables',
        'CreateTable returns the description of a table in status CREATING',
        'expected "CREATING", got "ACTIVE"',
      ],
      [
        'tables',
        'DeleteTable returns a table in status DELETING and deletes it',
        '[1]: expected "DELETING", got "ACTIVE"',
      ],
    ],
  },
  {
    fact: 'DescribeTable returns the warm throughput of an on-demand table.',
    rows: [
      [
        'tables',
        'DescribeTable of an on-demand table returns the initial warm throughput',
        /^expected \{.*\}, got undefined$/,
      ],
    ],
  },
  {
    fact: 'An OnDemandThroughput without limits is ignored.',
    rows: [
      [
        'tables',
        'CreateTable ignores an OnDemandThroughput without limits',
        'ValidationException: Table read and write throughput must be at least 1, and cannot be null',
      ],
    ],
  },
  {
    fact: 'A table has an id.',
    rows: [['tables', 'DescribeTable returns a table id that does not change', 'the id is ""']],
  },
  {
    fact: 'DescribeTable sorts attribute definitions by name.',
    rows: [
      ['tables', 'DescribeTable sorts attribute definitions by name', '[0].AttributeName: expected "area", got "zone"'],
    ],
  },
];
