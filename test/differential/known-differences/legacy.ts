import type { Step } from '../step.ts';
import type { KnownDifference } from './known-difference.ts';

const longTypeNames: Readonly<Record<string, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
  L: 'LIST',
  M: 'MAP',
};

/** Known differences in legacy parameters. */
export const legacy: readonly KnownDifference[] = [
  {
    fact: 'An update without action is a PUT.',
    matches: ({ aspect }, { step }) =>
      (changesItem(aspect) || aspect === 'capacity') && actionsOf(step).some((action) => action === undefined),
    endsHistory: true,
  },
  {
    fact: 'DELETE compares the members of number sets by value.',
    matches: ({ aspect }, { step }) => changesItem(aspect) && changesNumbers(step, 'DELETE'),
    endsHistory: true,
  },
  {
    // Inferred: as ADD in an expression does.
    fact: 'ADD compares the members of number sets by value.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'outcome' &&
      memory === 'succeeded' &&
      local.endsWith(': Input collection contains duplicates') &&
      changesNumbers(step, 'ADD'),
    endsHistory: true,
  },
  {
    fact: 'An unknown ConditionalOperator is rejected.',
    matches: ({ aspect, memory, local }) =>
      (aspect === 'outcome' || aspect === 'error') &&
      memory.endsWith('Member must satisfy enum value set: [ALL, OR]') &&
      /^succeeded$|^InternalFailure: |^ConditionalCheckFailedException: /.test(local),
  },
  {
    fact: 'Operators that only filters support are rejected in KeyConditions with a message of their own.',
    matches: ({ aspect, memory, local }) =>
      /Attempted conditional constraint is not an indexable operation$/.test(memory) &&
      ((aspect === 'message' && /^Query key condition not supported$|^Only scalar types can be used as /.test(local)) ||
        (aspect === 'error' && local.startsWith('InternalFailure: '))),
  },
  {
    // Not recorded for the service.
    fact: 'DELETE with a set has no effect on an index key attribute that does not exist.',
    matches: ({ aspect, memory, local }, { step }) =>
      aspect === 'outcome' &&
      memory === 'succeeded' &&
      local.endsWith('Updates on index keys must be of the same data type as the key attribute') &&
      actionsOf(step).includes('DELETE'),
  },
  {
    fact: 'Messages on AttributeUpdates have the short names of types.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' &&
      local === withLongTypeName(memory.replace('1 validation error detected: ', '')) &&
      local.includes(' is not supported for the type '),
  },
  {
    fact: 'The messages on legacy parameters differ.',
    matches: ({ aspect, memory, local }) =>
      aspect === 'message' && messages.some(([ours, theirs]) => ours.test(memory) && theirs.test(local)),
  },
];

/** Messages of the service, and the corresponding messages of DynamoDB Local. */
const messages: readonly (readonly [service: RegExp, local: RegExp])[] = [
  [/: Invalid comparison operator$/, /^Comparison type does not exist in DynamoDB$/],
  [
    /Member must satisfy enum value set: \[ADD, DELETE, PUT\]' for Action$/,
    /^Member must satisfy enum value set: \[ADD, /,
  ],
  [/: Duplicate value in attribute name: /, /^Cannot have two attributes with the same name$/],
  [/: Type mismatch for Index Key \S+ Expected: /, /^Updates on index keys must be of the same data type as the key/],
  [
    /: Cannot update attribute \S+\. This attribute is part of the key$/,
    /^Updates on index keys must be of the same data/,
  ],
];

function changesItem(aspect: string): boolean {
  return aspect === 'stored item' || aspect === 'Attributes';
}

function actionsOf({ input }: Step): unknown[] {
  return Object.values(Object(input.AttributeUpdates)).map((update) => Object(update).Action);
}

/** Returns whether an update adds or deletes members of a number set. */
function changesNumbers({ input }: Step, action: 'ADD' | 'DELETE'): boolean {
  return Object.values(Object(input.AttributeUpdates)).some((update) => {
    const { Action, Value } = Object(update);
    return Action === action && Object(Value).NS !== undefined;
  });
}

function withLongTypeName(message: string): string {
  return message.replace(/\w+$/, (type) => longTypeNames[type] ?? type);
}
