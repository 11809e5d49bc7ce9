import type { KnownDifference } from './known-difference.ts';

/** Requests that DynamoDB rejects and DynamoDB Local accepts. */
export const leniencies: readonly KnownDifference[] = [
  {
    fact: 'A value that is nested too deeply is rejected in every member.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'outcome' &&
      local === 'succeeded' &&
      ['Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem'].includes(step.operation) &&
      /^ValidationException: (?:1 validation error detected: )?Nesting Levels have exceeded supported limits/.test(
        memory,
      ),
  },
  {
    fact: 'SIZE is a reserved word.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'outcome' && local === 'succeeded' && memory.endsWith('reserved keyword; reserved keyword: size'),
  },
  {
    fact: 'Every operation validates enumeration values.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'outcome' &&
      local === 'succeeded' &&
      /failed to satisfy constraint: Member must satisfy enum/.test(memory),
  },
  {
    fact: 'Time to live cannot be changed twice within a fixed interval.',
    endsHistory: true,
    matches: ({ aspect, memory, local }) =>
      aspect === 'outcome' && local === 'succeeded' && memory.includes('Time to live has been modified multiple times'),
  },
  {
    fact: 'A change of time to live needs an attribute, and says whether it enables or disables.',
    endsHistory: true,
    matches: ({ aspect, memory, local }) =>
      aspect === 'outcome' && local === 'succeeded' && memory.includes("at 'timeToLiveSpecification."),
  },
  {
    fact: 'An empty list of indexes, and provisioned throughput of an on-demand table, are rejected.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'outcome' &&
      step.operation === 'CreateTable' &&
      local === 'succeeded' &&
      /List of LocalSecondaryIndexes is empty|Neither ReadCapacityUnits nor WriteCapacityUnits/.test(memory),
  },
];
