import type { KnownDifference } from './known-difference.ts';

/** Differences that the AWS SDK for JavaScript causes with every engine. */
export const sdkDifferences: readonly KnownDifference[] = [
  {
    fact: 'An attribute may be named __proto__; the AWS SDK for JavaScript drops it.',
    rows: [['items', 'an attribute may be named __proto__', '__proto__: expected {S: "a"}, got undefined']],
  },
  {
    fact: 'The values of a legacy condition must not contain null; the AWS SDK for JavaScript drops it.',
    rows: [
      [
        'null-elements',
        'Query rejects null among the values of a legacy condition',
        /^(served|succeeded): \{Count: 0, /,
      ],
    ],
  },
];
