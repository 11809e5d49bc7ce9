import type { KnownDifference } from '../known-difference.ts';

/** What DynamoDB Local reports of capacity, and DynamoDB otherwise. */
export const capacityDifferences: readonly KnownDifference[] = [
  {
    fact: 'A query that finds nothing consumes the least there is, 0.5 units or 1.',
    rows: [['capacity', 'a query that finds nothing consumes the least there is', '[0]: expected 0.5, got 0']],
  },
  {
    fact: 'A batch of gets consumes the least there is for a key without item.',
    rows: [
      [
        'capacity',
        'a batch of gets consumes by each item rounded, and the least for one that is not there',
        '[0].CapacityUnits: expected 5, got 4',
      ],
    ],
  },
  {
    fact: 'A batch of writes consumes by the larger image of each item.',
    rows: [['capacity', 'a batch of writes consumes by each item rounded', '[0].CapacityUnits: expected 6, got 7']],
  },
  {
    fact: 'A local index that is asked only for what it projects fetches nothing from the table.',
    rows: [
      [
        'index-capacity',
        'what a local index fetches from the table is charged on the table, item by item',
        'expected "localKeys 1", got "table 2, localKeys 1"',
      ],
    ],
  },
  {
    fact: 'Writes to a table with a local index report item collection metrics when asked.',
    rows: [
      [
        'index-capacity',
        'item collection metrics are shown where there is a local index, when asked',
        /^expected \{ItemCollectionKey: .*, got undefined$/,
      ],
    ],
  },
];
