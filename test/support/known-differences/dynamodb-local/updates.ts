import type { KnownDifference } from '../known-difference.ts';

const invalidPath = 'ValidationException: The document path provided in the update expression is invalid for update';

/** What updates do in DynamoDB Local, and in DynamoDB otherwise. */
export const updateDifferences: readonly KnownDifference[] = [
  {
    fact: 'An update with only REMOVE and DELETE does not create an item.',
    rows: [
      ['updates', 'REMOVE a makes nothing into nothing', /^expected undefined, got \{pk: /],
      ['updates', /^DELETE a :s makes nothing into nothing/, /^expected undefined, got \{pk: /],
      ['updates', 'REMOVE a.b makes nothing into nothing', invalidPath],
    ],
  },
  {
    fact: 'An operand that does not fit the stored type is reported before a path that does not exist.',
    rows: [['updates', /^SET b\.c = :v ADD a :n is refused/, invalidPath]],
  },
  {
    fact: 'UPDATED_OLD and UPDATED_NEW return only the updated parts of maps and lists.',
    rows: [
      [
        'return-values',
        'UPDATED_NEW gives back only the touched part of a map',
        'm.M.n.M.d: expected undefined, got {S: "x"}',
      ],
      [
        'return-values',
        'UPDATED_OLD gives back only the touched part of a map',
        'm.M.b: expected undefined, got {S: "y"}',
      ],
      [
        'return-values',
        'UPDATED_NEW gives back touched elements of a list without the others',
        'l.L: expected [{S: "y"}, {S: "w"}], got [{S: "x"}, {S: "y"}, {S: "x"}, {S: "w"}]',
      ],
      [
        'return-values',
        'UPDATED_OLD gives back touched elements of a list without the others',
        'l.L: expected [{S: "y"}], got [{S: "x"}, {S: "y"}, {S: "x"}]',
      ],
    ],
  },
  {
    fact: 'An update of a key attribute is rejected before the item is read.',
    rows: [
      [
        'validation-order',
        'an update of the key before a condition that fails',
        'ConditionalCheckFailedException: The conditional request failed',
      ],
    ],
  },
  {
    fact: 'An empty condition expression is reported before an empty update expression.',
    rows: [
      [
        'validation-order',
        'an empty condition before an empty update',
        'ValidationException: Invalid UpdateExpression: The expression can not be empty;',
      ],
    ],
  },
  {
    fact: 'A value that is nested too deeply is reported with the prefix "1 validation error detected: " and a longer message than an item that becomes too deep.',
    rows: [
      [
        'limits',
        'UpdateItem refuses a value inside 32 lists',
        'ValidationException: Nesting Levels have exceeded supported limits',
      ],
    ],
  },
];
