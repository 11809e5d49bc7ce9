import type { KnownDifference } from '../known-difference.ts';

const invalidPath = 'ValidationException: The document path provided in the update expression is invalid for update';

/** Differences of DynamoDB Local in updates. */
export const updateDifferences: readonly KnownDifference[] = [
  {
    fact: 'An update with only REMOVE or DELETE creates no item.',
    rows: [
      ['updates', 'REMOVE a changes no item to no item', /^expected undefined, got \{pk: /],
      ['updates', /^DELETE a :s with .* changes no item to no item$/, /^expected undefined, got \{pk: /],
      ['updates', 'REMOVE a.b changes no item to no item', invalidPath],
    ],
  },
  {
    fact: 'An operand that does not match the stored type is reported before a path that does not exist.',
    rows: [['updates', /^SET b\.c = :v ADD a :n with .* is rejected/, invalidPath]],
  },
  {
    fact: 'UPDATED_OLD and UPDATED_NEW return only the updated parts of maps and lists.',
    rows: [
      [
        'return-values',
        'UPDATED_NEW returns only the updated part of a map',
        'm.M.n.M.d: expected undefined, got {S: "x"}',
      ],
      [
        'return-values',
        'UPDATED_OLD returns only the updated part of a map',
        'm.M.b: expected undefined, got {S: "y"}',
      ],
      [
        'return-values',
        'UPDATED_NEW returns only the updated elements of a list',
        'l.L: expected [{S: "y"}, {S: "w"}], got [{S: "x"}, {S: "y"}, {S: "x"}, {S: "w"}]',
      ],
      [
        'return-values',
        'UPDATED_OLD returns only the updated elements of a list',
        'l.L: expected [{S: "y"}], got [{S: "x"}, {S: "y"}, {S: "x"}]',
      ],
    ],
  },
  {
    fact: 'An update of the key is rejected before the condition is evaluated.',
    rows: [
      [
        'validation-order',
        'reports an update of the key before a condition that fails',
        'ConditionalCheckFailedException: The conditional request failed',
      ],
    ],
  },
  {
    fact: 'An empty condition is reported before an empty update.',
    rows: [
      [
        'validation-order',
        'reports an empty condition before an empty update',
        'ValidationException: Invalid UpdateExpression: The expression can not be empty;',
      ],
    ],
  },
  {
    fact: 'A value that is nested too deeply has a longer message than an item that becomes too deep, with the prefix "1 validation error detected: ".',
    rows: [
      [
        'limits',
        'UpdateItem rejects a value nested in 32 lists',
        'ValidationException: Nesting Levels have exceeded supported limits',
      ],
    ],
  },
];
