import type { KnownDifference } from './known-difference.ts';

/** Known differences in the records of streams. */
export const streams: readonly KnownDifference[] = [
  {
    fact: 'Empty maps keep their type in the images of records.',
    matches: ({ aspect, memory, local }) => aspect === 'records' && memory.replaceAll('{M: {}}', '{}') === local,
  },
];
