import type { KnownDifference } from '../known-difference.ts';

/** How DynamoDB Local describes the tables that it creates and deletes. */
export const tableOutputDifferences: readonly KnownDifference[] = [
  {
    fact: 'The output of CreateTable has the billing mode without its date.',
    rows: [
      [
        'table-outputs',
        'CreateTable returns the billing mode without its date',
        /^LastUpdateToPayPerRequestDateTime: expected undefined, got /,
      ],
    ],
  },
  {
    fact: 'The output of DeleteTable has no keys, definitions, indexes and time of creation, but the id of the table.',
    rows: [
      [
        'table-outputs',
        /^DeleteTable returns no keys/,
        /^expected \["(BillingModeSummary", ")?DeletionProtectionEnabled", .*\], got \["AttributeDefinitions", .*\]$/,
      ],
    ],
  },
  {
    fact: 'The descriptions of an on-demand table and its indexes have their warm throughput.',
    rows: [
      ['table-outputs', /^DescribeTable returns the warm throughput of a/, /^\[0\]: expected 12000, got undefined$/],
    ],
  },
];
