import type { KnownDifference } from './known-difference.ts';

/** What the AWS SDK for JavaScript does on the way to any engine. */
export const sdkDifferences: readonly KnownDifference[] = [
  {
    fact: 'An attribute can be named __proto__; the AWS SDK for JavaScript drops it.',
    rows: [['items', 'an attribute may be called __proto__', '__proto__: expected {S: "a"}, got undefined']],
  },
];
