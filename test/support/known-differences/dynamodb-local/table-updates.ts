import type { DifferenceRow, KnownDifference } from '../known-difference.ts';
import { internalFailure, noSuchTable } from './outcomes.ts';

const nothingToUpdate = 'ValidationException: Nothing to update';
const succeeded = /^succeeded: /;

/** Rejected updates, and the message of DynamoDB Local where it differs from the service's. */
const messages: Readonly<Record<string, string>> = {
  'throughput with a stream specification': 'Cannot change IOPS and Streams at the same time.',
  'provisioned billing without throughput': 'No provisioned throughput specified for the table',
  'the throughput that a table has': 'The requested throughput value equals the current value',
  'the throughput that an index has': 'The requested throughput value equals the current value',
  'an index update without an action': 'Update global secondary index action is null',
  'two updates of one index': 'Only one global secondary index update per index is allowed simultaneously.',
  'a new index without attribute definitions': 'No Attribute Schema Defined',
  'a new index whose key attribute has no definition': 'Attribute colour is not defined in AttributeDefinitions',
  'a new index with fewer attribute definitions than key attributes':
    'Attribute size is not defined in AttributeDefinitions',
  'a new index that begins with a sort key':
    'No Hash Key specified in schema.  All Dynamo DB tables must have exactly one hash key',
  'a new index without a projection type': 'Indexes must have a projection specified',
  'a new index that includes no attributes':
    'If Projection type INCLUDE is specified, some non-key attributes to include in the projection must be specified as well',
  'a new index with the name of another': 'Attempting to create an index which already exists',
  'deletion of a local index': 'Cannot delete an index that is not a GlobalSecondaryIndex',
  'a missing table name': "Value null at 'tableName' failed to satisfy constraint: Member must not be null",
};

/** How DynamoDB Local updates tables. */
export const tableUpdateDifferences: readonly KnownDifference[] = [
  {
    fact: 'UpdateTable has a different message for each violation.',
    rows: Object.entries(messages).map(
      ([what, message]): DifferenceRow => [
        'update-table-rejections',
        `UpdateTable rejects ${what}`,
        `ValidationException: ${message}`,
      ],
    ),
  },
  {
    fact: 'The message on an update without any change lists the members.',
    rows: [
      [
        'update-table-rejections',
        /^UpdateTable rejects (?:no change|attribute definitions alone|no index updates)$/,
        nothingToUpdate,
      ],
    ],
  },
  {
    fact: 'Encryption, warm throughput and the table class can be updated.',
    rows: [
      [
        'update-table-rejections',
        /^UpdateTable rejects (?:Server-Side Encryption modification with TableClass|an unknown table class)$/,
        nothingToUpdate,
      ],
      [
        'table-settings',
        /^CreateTable rejects (?:an encryption|a key|the encryption|an unknown table class)/,
        succeeded,
      ],
      [
        'table-settings',
        /^UpdateTable rejects (?:an encryption|a key|the encryption|the default encryption|an empty encryption)/,
        nothingToUpdate,
      ],
      [
        'table-settings',
        'CreateTable with encryption by a KMS key describes the key',
        'Status: expected "ENABLED", got undefined',
      ],
      [
        'table-settings',
        /^UpdateTable (?:encrypts a table|changes the table class|raises one value of the warm|rejects less warm throughput than a table)/,
        nothingToUpdate,
      ],
      ['table-settings', /^UpdateTable rejects less warm throughput of a new index/, succeeded],
      ['table-settings', 'CreateTable rejects less warm throughput than provisioned throughput', succeeded],
      ['table-settings', 'UpdateTable raises the warm throughput of an index', internalFailure],
    ],
  },
  {
    fact: 'The members that a request combines are checked.',
    rows: [
      [
        'update-table-rejections',
        /^UpdateTable rejects (?:\S+ modification|Server-Side Encryption modification|WarmThroughput) with (?!TableClass|OnDemandThroughput)/,
        succeeded,
      ],
      [
        'update-table-rejections',
        /^UpdateTable rejects (?:warm throughput with a new index|throughput with (?:a new|a deleted) index|a stream specification with|a witness with)/,
        succeeded,
      ],
      [
        'update-table-rejections',
        /^UpdateTable rejects (?:WarmThroughput with OnDemandThroughput|on-demand throughput with a stream)/,
        internalFailure,
      ],
      [
        'update-table-rejections',
        'UpdateTable rejects two actions in one index update',
        'LimitExceededException: Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
      ],
    ],
  },
  {
    fact: 'Throughput that does not fit the billing mode is rejected.',
    rows: [
      [
        'update-table-rejections',
        /^UpdateTable rejects throughput (?:with on-demand billing|of a new index of an on-demand table)$/,
        succeeded,
      ],
      [
        'update-table-rejections',
        /^UpdateTable rejects (?:provisioned billing without throughput of an index|throughput of an index|no throughput of a new index)/,
        internalFailure,
      ],
      ['update-table', 'UpdateTable switches to on-demand billing', '[1][0]: expected 0, got 5'],
    ],
  },
  {
    fact: 'On-demand tables and indexes have maxima of throughput.',
    rows: [
      ['table-settings', /^UpdateTable rejects a maximum of (?:on-demand|-2)/, succeeded],
      ['table-settings', 'CreateTable rejects a maximum of on-demand throughput with provisioned billing', succeeded],
      [
        'table-settings',
        /^CreateTable rejects a maximum of 0|^a switch to provisioned billing clears/,
        'ValidationException: Table read and write throughput must be at least 1, and cannot be null',
      ],
      [
        'table-settings',
        'empty on-demand and warm throughput of an index count as absent in CreateTable',
        "ValidationException: Global Secondary Index's read and write throughput must be at least 1, and cannot be null",
      ],
      [
        'table-settings',
        /^UpdateTable (?:rejects a maximum of 0|sets on-demand maxima|returns the -1)|^on-demand maxima can be set together/,
        internalFailure,
      ],
      [
        'table-settings',
        'UpdateTable sets the on-demand maxima of an index',
        /^expected \{MaxReadRequestUnits: 9\}, got undefined/,
      ],
      [
        'table-settings',
        'CreateTable and new indexes have on-demand maxima and warm throughput',
        /^expected \{MaxReadRequestUnits: 9, MaxWriteRequestUnits: 8\}, got undefined/,
      ],
    ],
  },
  {
    fact: 'Decreases of throughput are counted and limited.',
    rows: [
      ['throughput-limits', 'UpdateTable rejects the fifth decrease of a day within an hour', succeeded],
      ['throughput-limits', /^after four decreases/, 'expected 4, got 0'],
      ['throughput-limits', 'the decreases of an index are counted on their own', 'expected 1, got undefined'],
      ['update-table', 'UpdateTable decreases throughput, and counts it', 'NumberOfDecreasesToday: expected 1, got 0'],
      ['update-table', /^an update that raises one value/, 'expected 1, got 0'],
      ['update-table', 'UpdateTable changes the throughput of an index alone', '[2]: expected 1, got undefined'],
      [
        'update-table',
        'UpdateTable increases throughput',
        'LastDecreaseDateTime: expected undefined, got 1970-01-01T00:00:00.000Z',
      ],
    ],
  },
  {
    fact: 'Throughput above a quota is rejected with a LimitExceededException.',
    rows: [
      [
        'throughput-limits',
        /rejects throughput above the quota/,
        /^ValidationException: Cannot increase provisioned throughput to more than 40,000 units per /,
      ],
    ],
  },
  {
    fact: 'A table is UPDATING during an update.',
    rows: [
      [
        'update-table',
        /^UpdateTable returns the description of a table in status/,
        '[1]: expected "UPDATING", got "ACTIVE"',
      ],
      ['index-life', /^UpdateTable returns a new index/, 'expected "UPDATING", got "ACTIVE"'],
      ['index-life', /^UpdateTable returns an index that it deletes/, '[0]: expected "UPDATING", got "ACTIVE"'],
    ],
  },
  {
    fact: 'A second change of deletion protection within 15 seconds is rejected.',
    rows: [['update-table', /^UpdateTable rejects a second change of deletion protection/, succeeded]],
  },
  {
    fact: 'The members of a request are checked first.',
    rows: [
      ['update-table-rejections', 'UpdateTable rejects warm throughput of an index without a value', internalFailure],
      [
        'update-table-rejections',
        /^UpdateTable rejects warm throughput of an index without a value before/,
        noSuchTable,
      ],
      ['update-table-rejections', 'UpdateTable rejects an unknown billing mode', internalFailure],
      [
        'update-table-rejections',
        'UpdateTable rejects invalid names of a global index and of a vector index together',
        'ResourceNotFoundException: Requested resource not found',
      ],
    ],
  },
  {
    fact: 'The message on a missing table or index has its name.',
    rows: [
      ['update-table-rejections', 'UpdateTable rejects a table that does not exist', noSuchTable],
      [
        'update-table-rejections',
        'UpdateTable rejects deletion of an index that does not exist',
        'ResourceNotFoundException: Requested resource not found',
      ],
      [
        'update-table-rejections',
        /^UpdateTable rejects an update of (?:an index that does not exist|a local index)$/,
        internalFailure,
      ],
      [
        'update-table-rejections',
        'UpdateTable rejects a 21st global index',
        'LimitExceededException: Number of global secondary indexes exceeds per-table limit',
      ],
    ],
  },
  {
    fact: 'A new index needs its own attribute definitions; those of attributes that the table defines, and unused ones, change nothing.',
    rows: [
      [
        'update-table-rejections',
        /^UpdateTable rejects a new index whose key attribute only the table defines/,
        succeeded,
      ],
      [
        'index-life',
        /^a new index adds the definitions/,
        /^expected \[.*\], got \[.*"unused", AttributeType: "N"\}\]$/,
      ],
      [
        'index-life',
        /^an attribute that an update defines with another type/,
        'ValidationException: invalid attribute, SchemaElement redefined should be of same type as previously defined',
      ],
    ],
  },
  {
    fact: 'A backfill skips items that cannot be in the index.',
    rows: [
      ['index-life', /^a backfill skips items/, 'the statuses are ACTIVE, CREATING'],
      [
        'index-life',
        /^an item that a backfill skipped can change/,
        'ValidationException: One or more parameter values were invalid: Type mismatch for Index Key',
      ],
    ],
  },
  {
    fact: 'A write with a wrong type for a new index is rejected by a message that names the attribute, the types and the index.',
    rows: [
      [
        'index-life',
        /^writes after the creation of an index/,
        /^InternalFailure: |^ValidationException: One or more parameter values were invalid: Type mismatch for Index Key$/,
      ],
    ],
  },
  {
    fact: 'DescribeEndpoints is an operation.',
    rows: [
      [
        'update-table',
        'DescribeEndpoints returns an endpoint without a scheme for a day',
        'UnknownOperationException: An unknown operation was requested.',
      ],
    ],
  },
];
