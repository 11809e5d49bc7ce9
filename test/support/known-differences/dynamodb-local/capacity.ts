import type { KnownDifference } from '../known-difference.ts';

/** What DynamoDB Local reports of capacity, and DynamoDB otherwise. */
export const capacityDifferences: readonly KnownDifference[] = [
  {
    fact: 'A query that finds nothing consumes the minimum: 0.5 units, or 1 if it is strongly consistent.',
    rows: [['capacity', 'a query that finds nothing consumes the least there is', '[0]: expected 0.5, got 0']],
  },
  {
    fact: 'BatchGetItem consumes the minimum for a key without an item.',
    rows: [
      [
        'capacity',
        'a batch of gets consumes by each item rounded, and the least for one that is not there',
        '[0].CapacityUnits: expected 5, got 4',
      ],
    ],
  },
  {
    fact: 'BatchWriteItem consumes by the larger of the old and new image of each item.',
    rows: [['capacity', 'a batch of writes consumes by each item rounded', '[0].CapacityUnits: expected 6, got 7']],
  },
  {
    fact: 'A query of a local index for projected attributes only fetches nothing from the table.',
    rows: [
      [
        'index-capacity',
        'what a local index fetches from the table is charged on the table, item by item',
        'expected "localKeys 1", got "table 2, localKeys 1"',
      ],
    ],
  },
  {
    fact: 'Writes to a table with a local index report item collection metrics on request.',
    rows: [
      [
        'index-capacity',
        'item collection metrics are shown where there is a local index, when asked',
        /^expected \{ItemCollectionKey: .*, got undefined$/,
      ],
    ],
  },
];
