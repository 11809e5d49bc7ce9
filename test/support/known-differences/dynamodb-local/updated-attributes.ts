import type { KnownDifference } from '../known-difference.ts';

/** What DynamoDB Local returns of the paths of an update. */
export const updatedAttributeDifferences: readonly KnownDifference[] = [
  {
    fact: 'UPDATED_OLD and UPDATED_NEW return only the elements of a list at the written indexes.',
    rows: [
      [
        'updated-attributes',
        /^UPDATED_NEW returns (an element (set|appended) at its index|the elements? (at|that))/,
        /^l\.L: expected \[.*\], got \[\{S: "x"\}, .*\]$/,
      ],
      [
        'updated-attributes',
        'UPDATED_OLD returns a removed element',
        'l.L: expected [{S: "y"}], got [{S: "x"}, {S: "y"}, {S: "z"}]',
      ],
    ],
  },
];
