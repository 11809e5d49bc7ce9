import type { KnownDifference } from '../known-difference.ts';

/** How DynamoDB Local reports paths into keys and start keys of other partitions. */
export const queryPathDifferences: readonly KnownDifference[] = [
  {
    fact: 'A path of a filter into a key attribute of what a query reads is reported as a filter on the key.',
    rows: [
      [
        'query-paths',
        /^Query reports a filter path into .* as a filter on it$/,
        /^ValidationException: Key attributes must be scalars; .*: (Key: pk|Key: sk|IndexKey: score)$/,
      ],
    ],
  },
  {
    fact: 'A start key of another partition that meets the sort condition is reported with the message that the query returns at most one row.',
    rows: [
      [
        'query-paths',
        /^Query reports a start key of another partition that (meets the sort condition|has the one sort key)$/,
        'ValidationException: The provided starting key does not match the range key predicate',
      ],
    ],
  },
];
