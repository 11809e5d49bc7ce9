import type { DifferenceRow, KnownDifference } from '../known-difference.ts';
import { internalFailure, limitTooSmall, noSuchTable } from './outcomes.ts';

const badName =
  /^ValidationException: Invalid table\/index name\. {2}Table\/index names must be between 3 and 255 characters long/;
const wrongDefinitions =
  'The number of attributes in key schema must match the number of attributes defined in attribute definitions.';

/** What of a table CreateTable refuses in other words, and those words. */
const otherWords: Readonly<Record<string, string>> = {
  'a definition that no key uses': wrongDefinitions,
  'a definition that neither key nor index uses': wrongDefinitions,
  'a key attribute without definition': 'Hash Key not specified in Attribute Definitions.  Type unknown.',
  'fewer definitions than key attributes': 'Range Key not specified in Attribute Definitions.  Type unknown.',
  'two definitions of one attribute': 'Cannot have two attributes with the same name',
  'one attribute for both keys': 'Two keys can not have the same name',
  'a key that begins with a sort key':
    'No Hash Key specified in schema.  All Dynamo DB tables must have exactly one hash key',
  'a second partition key attribute':
    'Too many hash keys specified.  All Dynamo DB tables must have exactly one hash key',
  'three key attributes': 'Key Schema too big.  Key Schema must at most consist of the hash and range key of a table',
  'an empty key schema':
    'No defined key schema.  A key schema containing at least a hash key must be defined for all tables',
  'no throughput without billing on demand': 'No provisioned throughput specified for the table',
  'a local index of a table without sort key':
    'Local Secondary indices are not allowed on hash tables, only hash and range tables',
  'a local index without sort key': 'Local secondary indices must have a range key',
  'a local index with another partition key than the table':
    'Local Secondary indices must have the same hash key as the main table',
  'two indexes of one name': 'Local Secondary Indices AND Global Secondary Indices must have different names',
  'an empty list of global indexes': 'GSI list is empty/invalid',
  'six local indexes': 'Cannot have more than 5 local secondary indexes per table',
  'twenty-one global indexes': 'GlobalSecondaryIndex count exceeds the per-table limit',
  'an index without projection type': 'Indexes must have a projection specified',
  'included attributes with the projection ALL':
    'No attributes should be specified to be projected unless projection type is INCLUDE',
  'the projection INCLUDE without attributes':
    'If Projection type INCLUDE is specified, some non-key attributes to include in the projection must be specified as well',
  'an included attribute twice': 'Cannot have two attributes with the same name',
};

/** The same for keys of global indexes. */
const otherWordsForIndexes: Readonly<Record<string, string>> = {
  'a sort key attribute before a partition key attribute':
    'Invalid key order. Hash Key must be specified first in key schema, Range Key must be specifed second',
  'five partition key attributes': 'Too many partition keys. GSI can have at most 4 partition keys',
  'five sort key attributes': 'Too many sort keys. GSI can have at most 4 sort keys',
  'one attribute twice': 'Two keys can not have the same name',
};

/** What DynamoDB Local makes of tables, and DynamoDB otherwise. */
export const tableDifferences: readonly KnownDifference[] = [
  {
    fact: 'CreateTable has a message for each error in a table definition.',
    rows: Object.entries(otherWords).map(
      ([what, message]): DifferenceRow => [
        'table-rejections',
        `CreateTable refuses ${what}`,
        `ValidationException: ${message}`,
      ],
    ),
  },
  {
    fact: 'CreateTable has a message for each error in a multi-attribute key.',
    rows: Object.entries(otherWordsForIndexes).map(
      ([what, message]): DifferenceRow => [
        'multi-attribute-keys',
        `CreateTable refuses an index with ${what}`,
        `ValidationException: ${message}`,
      ],
    ),
  },
  {
    fact: 'An on-demand table and its indexes must not have provisioned throughput.',
    rows: [
      [
        'table-rejections',
        /^CreateTable refuses throughput (of an index )?together with billing on demand$/,
        /^served: /,
      ],
    ],
  },
  {
    fact: 'A list of local indexes must not be empty.',
    rows: [['table-rejections', 'CreateTable refuses an empty list of local indexes', /^served: /]],
  },
  {
    fact: 'An unknown billing mode is rejected as a parameter.',
    rows: [['table-rejections', 'CreateTable refuses a billing mode that there is not', internalFailure]],
  },
  {
    fact: 'CreateTable has its own messages for a table name that is missing, too short or too long.',
    rows: [
      ['table-rejections', /^CreateTable refuses a (short|long) name$/, badName],
      ['table-rejections', 'CreateTable refuses to go without a name', badName],
    ],
  },
  {
    fact: 'The message about a table that exists already, or does not exist, has its name.',
    rows: [
      [
        'table-rejections',
        'CreateTable refuses the name of a table that is there',
        'ResourceInUseException: Cannot create preexisting table',
      ],
      ['table-rejections', /names the table that is not there$/, noSuchTable],
      ['tables', 'tables are told apart by the case of their names', noSuchTable],
    ],
  },
  {
    fact: 'The limit of ListTables is checked as a parameter.',
    rows: [
      ['table-rejections', 'ListTables refuses a limit of 0', limitTooSmall],
      [
        'table-rejections',
        'ListTables refuses a limit of more than a hundred',
        'ValidationException: Limit in ListTables must be <= 100',
      ],
    ],
  },
  {
    fact: 'A new table has the status CREATING, and a deleted one DELETING.',
    rows: [
      [
        'tables',
        'CreateTable answers with the description of a table being created',
        'expected "CREATING", got "ACTIVE"',
      ],
      [
        'tables',
        'DeleteTable answers with the description of a table being deleted, and it goes',
        '[1]: expected "DELETING", got "ACTIVE"',
      ],
    ],
  },
  {
    fact: 'The description of an on-demand table has its warm throughput.',
    rows: [
      ['tables', 'a table on demand shows the warm throughput that it starts with', /^expected \{.*\}, got undefined$/],
    ],
  },
  {
    fact: 'An OnDemandThroughput without limits is the same as none.',
    rows: [
      [
        'tables',
        'CreateTable takes an OnDemandThroughput without limits as if it were absent',
        'ValidationException: Table read and write throughput must be at least 1, and cannot be null',
      ],
    ],
  },
  {
    fact: 'The description of a table has an ID.',
    rows: [['tables', 'DescribeTable gives a table an id that stays', 'the id is ""']],
  },
  {
    fact: 'Attribute definitions are described in the order of their names.',
    rows: [
      [
        'tables',
        'attribute definitions are described in the order of their names',
        '[0].AttributeName: expected "area", got "zone"',
      ],
    ],
  },
];
