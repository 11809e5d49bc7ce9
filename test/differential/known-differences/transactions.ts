import { compareViolations } from '../order-of-checks.ts';
import type { Step } from '../step.ts';
import type { KnownDifference } from './known-difference.ts';

const cancelled = 'TransactionCanceledException: ';

/** Known differences in transactions. */
export const transactions: readonly KnownDifference[] = [
  {
    fact: 'Transactions report the units of reads or writes on every level, double those of the table alone, and round each item.',
    matches: ({ aspect }, { step }) => aspect === 'capacity' && isTransaction(step),
  },
  {
    fact: 'An action that does not fit its table or its item cancels the transaction, with its reason.',
    matches: ({ aspect, memory, local }, { step }) => {
      if (aspect !== 'error' || !isTransaction(step) || !memory.startsWith(cancelled)) return false;
      const compared = compareViolations(memory, local);
      return compared !== undefined && (compared.isSameViolation || compared.isFirstEarlier);
    },
  },
  {
    fact: 'A ValidationError is the only reason of a cancellation, and the others are None.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'reasons' &&
      isTransaction(step) &&
      memory.includes('ValidationError') &&
      /ValidationError|ConditionalCheckFailed/.test(local),
  },
  {
    fact: 'TransactGetItems is cancelled with reasons.',
    matches: ({ aspect, memory }, { step, theirs }) =>
      aspect === 'reasons' &&
      step.operation === 'TransactGetItems' &&
      memory.includes('ValidationError') &&
      theirs.kind === 'rejected' &&
      theirs.reasons === undefined,
  },
  {
    fact: 'TransactGetItems leaves out an item of which the projection has nothing.',
    matches: ({ aspect, memory, local }) => {
      const theirs = indexesIn(local);
      return aspect === 'empty items' && indexesIn(memory).every((index) => theirs.includes(index));
    },
  },
  {
    fact: 'The reason of a failed condition check ends without a full stop.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' && memory === 'The conditional request failed' && local === `${memory}.`,
  },
  {
    fact: 'A transaction may not check an item that it changes.',
    matches: ({ aspect, memory }, { step }) =>
      ['outcome', 'error'].includes(aspect) &&
      memory.endsWith('cannot include multiple operations on one item') &&
      actionsOf(step).includes('ConditionCheck'),
  },
  {
    fact: 'A path into a key of the table or an index is rejected in transactions.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'outcome' &&
      isTransaction(step) &&
      memory.startsWith('ValidationException: Key attributes must be scalars') &&
      local === 'succeeded',
  },
  {
    // Inferred from BatchWriteItem; transactions are not recorded.
    fact: 'Two actions are on one item if their number keys are equal as numbers.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'outcome' &&
      memory.endsWith('cannot include multiple operations on one item') &&
      local === 'succeeded' &&
      JSON.stringify(step.input).includes('"N"'),
  },
  {
    // The order in the service is not known.
    fact: 'Two actions on one item are reported before an empty key.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'message' &&
      isTransaction(step) &&
      memory.endsWith('cannot include multiple operations on one item') &&
      /cannot contain an empty \w+ value\. Key: /.test(local),
  },
  {
    fact: 'A put or delete in a transaction may have expression attribute values without a condition.',
    matches: ({ aspect, memory, local }, { step }) =>
      ['outcome', 'error', 'message'].includes(aspect) &&
      isTransaction(step) &&
      !memory.includes('can only be specified when using expressions') &&
      /can only be specified when using expressions(?:: ConditionExpression is null)?$/.test(local),
  },
  {
    // Not the engine: the SDK cannot read the item of a reason with an attribute of this name, whatever the request was cancelled for.
    fact: 'The reasons of a cancellation have items with attributes named __proto__.',
    matches: ({ aspect, local }, { step }) =>
      aspect === 'error' &&
      isTransaction(step) &&
      local.includes('got an answer that cannot be read') &&
      JSON.stringify(step.input).includes('"ReturnValuesOnConditionCheckFailure":"ALL_OLD"'),
  },
  {
    fact: 'An IdempotentParameterMismatchException has a message.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' && memory.startsWith('DynamoDB rejected the request because you retried') && local === '',
  },
];

function isTransaction({ operation }: Step): boolean {
  return operation === 'TransactGetItems' || operation === 'TransactWriteItems';
}

function actionsOf({ input }: Step): readonly string[] {
  return Object.values(Object(input.TransactItems)).flatMap((element) => Object.keys(Object(element)));
}

function indexesIn(text: string): readonly string[] {
  return text.match(/\d+/g) ?? [];
}
