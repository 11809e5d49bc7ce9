import type { KnownDifference } from './known-difference.ts';

/** What DynamoDB refuses and DynamoDB Local serves. */
export const leniencies: readonly KnownDifference[] = [
  {
    fact: 'A value that is nested too deeply is rejected in every parameter.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'outcome' &&
      local === 'served' &&
      ['Query', 'Scan', 'PutItem', 'UpdateItem', 'DeleteItem'].includes(step.operation) &&
      /^ValidationException: (?:1 validation error detected: )?Nesting Levels have exceeded supported limits/.test(
        memory,
      ),
  },
  {
    fact: 'SIZE is a reserved word.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'outcome' && local === 'served' && memory.endsWith('reserved keyword; reserved keyword: size'),
  },
  {
    fact: 'Enumerations are checked in every operation.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'outcome' &&
      local === 'served' &&
      /failed to satisfy constraint: Member must satisfy enum/.test(memory),
  },
  {
    fact: 'A list of indexes must not be empty, and an on-demand table must not have provisioned throughput.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'outcome' &&
      step.operation === 'CreateTable' &&
      local === 'served' &&
      /List of LocalSecondaryIndexes is empty|Neither ReadCapacityUnits nor WriteCapacityUnits/.test(memory),
  },
];
