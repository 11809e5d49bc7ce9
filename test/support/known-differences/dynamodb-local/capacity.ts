import type { KnownDifference } from '../known-difference.ts';

/** Differences of DynamoDB Local in consumed capacity. */
export const capacityDifferences: readonly KnownDifference[] = [
  {
    fact: 'A query without results consumes the minimum capacity of 0.5 or 1 units.',
    rows: [['capacity', 'a query without results consumes the minimum capacity', '[0]: expected 0.5, got 0']],
  },
  {
    fact: 'BatchGetItem consumes the minimum capacity for a missing item.',
    rows: [
      [
        'capacity',
        'BatchGetItem consumes capacity rounded up for each item, and the minimum for a missing item',
        '[0].CapacityUnits: expected 5, got 4',
      ],
    ],
  },
  {
    fact: 'BatchWriteItem consumes capacity for the larger image of each item.',
    rows: [
      ['capacity', 'BatchWriteItem consumes capacity rounded up for each item', '[0].CapacityUnits: expected 6, got 7'],
    ],
  },
  {
    fact: 'A query of a local index for projected attributes only fetches nothing from the table.',
    rows: [
      [
        'index-capacity',
        'attributes that a local index fetches consume capacity on the table for each item',
        'expected "localKeys 1", got "table 2, localKeys 1"',
      ],
    ],
  },
  {
    fact: 'Writes to a table with a local index return item collection metrics on request.',
    rows: [
      [
        'index-capacity',
        'item collection metrics are returned on request for a table with a local index',
        /^expected \{ItemCollectionKey: .*, got undefined$/,
      ],
    ],
  },
];
