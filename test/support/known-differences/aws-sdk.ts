import type { KnownDifference } from './known-difference.ts';

/** Differences that the AWS SDK for JavaScript causes with every engine, also where only what is not for items goes through it. */
export const sdkFallbackDifferences: readonly KnownDifference[] = [
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

/** Differences that the AWS SDK for JavaScript causes with every engine. */
export const sdkDifferences: readonly KnownDifference[] = [
  ...sdkFallbackDifferences,
  {
    fact: 'An attribute may be named __proto__; the AWS SDK for JavaScript drops it.',
    rows: [['items', 'an attribute may be named __proto__', '__proto__: expected {S: "a"}, got undefined']],
  },
];
