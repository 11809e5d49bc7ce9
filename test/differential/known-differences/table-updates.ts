import type { KnownDifference } from './known-difference.ts';

/** A message of the service and the corresponding message of DynamoDB Local. */
const messages: readonly (readonly [service: RegExp, local: RegExp])[] = [
  [/^At least one of .* is required$/, /^Nothing to update$/],
  [/List of GlobalSecondaryIndexUpdates is empty$/, /^Nothing to update$/],
  [/One of GlobalSecondaryIndexUpdate.Update, .* must not be null$/, /^Update global secondary index action is null$/],
  [
    /^The provisioned throughput for .* will not change|ProvisionedThroughput cannot be specified when BillingMode is PAY/,
    /^The requested throughput value equals the current value$/,
  ],
  [
    /ProvisionedThroughput must be specified (?:when BillingMode is PROVISIONED|for index: \S+)$/,
    /^No provisioned throughput specified for the (?:table|global secondary index)$/,
  ],
  [/^Requested resource not found: Index \S+ for table \S+$/, /^Requested resource not found$/],
  [/^Cannot delete an index that is not a GlobalSecondaryIndex: \S+$/, /^Cannot delete an index that is not a Global/],
];

/** Known differences in UpdateTable. */
export const tableUpdates: readonly KnownDifference[] = [
  {
    fact: 'The messages of UpdateTable name members, tables, indexes and values.',
    matches: ({ aspect, memory, local }, { step }) =>
      step.operation === 'UpdateTable' &&
      aspect === 'message' &&
      messages.some(([ours, theirs]) => ours.test(memory) && theirs.test(local)),
  },
  {
    // Inferred: as with every member that needs no table to be checked.
    fact: 'The actions of UpdateTable are checked before the table is looked up.',
    matches: ({ aspect, memory, local }, { step }) =>
      step.operation === 'UpdateTable' &&
      aspect === 'error' &&
      /One of GlobalSecondaryIndexUpdate.Update, .* must not be null$/.test(memory) &&
      local.startsWith('ResourceNotFoundException: '),
  },
  {
    fact: 'An update that does not fit the table is rejected by an error of the request.',
    matches: ({ aspect, local }, { step }) =>
      step.operation === 'UpdateTable' &&
      aspect === 'error' &&
      /^InternalFailure: |: Invalid global secondary index name$/.test(local),
  },
  {
    fact: 'An index of a provisioned table needs throughput, and one of an on-demand table has none.',
    matches: ({ aspect, memory, local }, { step }) =>
      step.operation === 'UpdateTable' &&
      aspect === 'outcome' &&
      local === 'succeeded' &&
      /ProvisionedThroughput cannot be specified when BillingMode is PAY_PER_REQUEST$/.test(memory),
  },
  {
    // Inferred for a table that is provisioned already.
    fact: 'An update with provisioned billing mode has throughput.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'outcome' &&
      local === 'succeeded' &&
      memory.endsWith('ProvisionedThroughput must be specified when BillingMode is PROVISIONED'),
  },
  {
    fact: 'After four decreases of throughput on a day, there is one an hour.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'outcome' &&
      local === 'succeeded' &&
      memory.startsWith(
        'LimitExceededException: Subscriber limit exceeded: Provisioned throughput decreases are limited',
      ),
  },
  {
    fact: 'An index of an on-demand table has no provisioned throughput.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'throughput' &&
      /PAY_PER_REQUEST/.test(memory) &&
      withoutIndexUnits(memory) === withoutIndexUnits(local),
  },
  {
    fact: 'A backfill skips items that cannot be in the index.',
    matches: ({ aspect, local }) => aspect === 'settled' && local.includes('CREATING'),
    endsHistory: true,
  },
];

function withoutIndexUnits(throughput: string): string {
  return throughput.replace(/indexes: \[.*?\](?=, mode)/, '');
}
