import type { KnownDifference } from '../known-difference.ts';
import { noSuchTable } from './outcomes.ts';

const unreadableUpdate = 'ValidationException: Invalid UpdateExpression: Syntax error; token: "<EOF>", near: "SET"';
const unreadableCondition = 'ValidationException: Invalid ConditionExpression: Syntax error; token: "<EOF>", near: "="';
const shortNumber = /A value provided cannot be converted into a number/;

/** Differences of DynamoDB Local in transactions: what is rejected, and in which order. */
export const transactionDifferences: readonly KnownDifference[] = [
  {
    fact: 'The reason of a failed condition check ends without a full stop.',
    rows: [
      [
        'transact-write',
        /^the conditions of all actions|^a reason has the item/,
        '[0].Message: expected "The conditional request failed", got "The conditional request failed."',
      ],
      [
        'transact-capacity',
        'a cancelled transaction reports no capacity',
        '[0].Message: expected "The conditional request failed", got "The conditional request failed."',
      ],
    ],
  },
  {
    fact: 'An update that cannot be applied to its item cancels the transaction.',
    rows: [
      [
        'transact-write',
        'an update that cannot be applied cancels the transaction',
        /^ValidationException: An operand/,
      ],
      [
        'transact-cancellations',
        /nested too deeply/,
        'ValidationException: Nesting Levels have exceeded supported limits',
      ],
      [
        'transact-cancellations',
        /an operand that the item does not have/,
        /^ValidationException: The provided expression/,
      ],
    ],
  },
  {
    fact: 'A ValidationError is the only reason of a cancellation.',
    rows: [
      [
        'transact-write',
        'of several invalid actions the first has its reason, and failed conditions have none',
        /\[ConditionalCheckFailed, ValidationError, None, ValidationError\]$/,
      ],
    ],
  },
  {
    fact: 'There is a reason for every action.',
    rows: [['transact-cancellations', 'an update of a key attribute cancels the transaction', /\[ValidationError\]$/]],
  },
  {
    fact: 'A transaction may not check an item that it changes.',
    rows: [['transact-write', /Update and ConditionCheck$/, /\[None, ConditionalCheckFailed\]$/]],
  },
  {
    fact: 'Writes to a table with a local index return item collection metrics on request.',
    rows: [['transact-write', /^item collection metrics are reported by table/, /, got undefined$/]],
  },
  {
    fact: 'The reason for a key that does not match names the attribute and both types in a put, and the schema in other actions.',
    rows: [
      [
        'transact-cancellations',
        /of the wrong type cancels/,
        /, got "One or more parameter values were invalid: Type mismatch for (?:key|Index Key)"$/,
      ],
      [
        'transact-cancellations',
        /^a put without its key/,
        'ValidationException: One of the required keys was not given a value',
      ],
    ],
  },
  {
    fact: 'A bad key cancels TransactGetItems, with its reason.',
    rows: [
      ['transact-get', /^a key of the wrong type/, /^TransactionCanceledException: .*Type mismatch for key$/],
      ['transact-get', /^a key with another name/, /^TransactionCanceledException: One of the required keys/],
      ['transact-get', /^a key with an attribute too many/, /^TransactionCanceledException: The number of conditions/],
      ['transact-get', /^a key that is empty/, /^ValidationException: .*cannot contain an empty string value/],
      ['transact-get', /^a key that is too long/, /^ValidationException: Hash primary key values must be under 2048/],
    ],
  },
  {
    fact: 'TransactGetItems leaves out an item of which the projection has nothing.',
    rows: [['transact-get', /^each read has its projection/, '[2].Item: expected undefined, got {}']],
  },
  {
    fact: 'A missing table has its usual message, and comes after violations in projections.',
    rows: [
      ['transact-get', 'a table that does not exist is rejected', noSuchTable],
      ['transact-get', /^the projection/, noSuchTable],
      ['transact-rejections', /^reports a missing table/, noSuchTable],
    ],
  },
  {
    fact: 'A put in a transaction may have expression attribute values without a condition.',
    rows: [
      [
        'transact-cancellations',
        'a put may have values without a condition',
        'ValidationException: ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null',
      ],
    ],
  },
  {
    fact: 'Violations of members are counted and joined, and quote the value.',
    rows: [
      ['transact-rejections', /^reports an empty list/, /^ValidationException: Value \[\] at 'transactItems' failed/],
      [
        'transact-rejections',
        /more than 100/,
        'ValidationException: Member must have length less than or equal to 100',
      ],
      [
        'transact-rejections',
        /^reports enumerations of all actions/,
        /^ValidationException: Value t{37} at 'clientRequestToken'/,
      ],
      [
        'transact-rejections',
        /^TransactGetItems reports an element without/,
        /^ValidationException: Value null at 'transactItems' failed/,
      ],
    ],
  },
  {
    fact: 'A client request token has at least one character.',
    rows: [
      [
        'transact-rejections',
        'reports a token without characters',
        /^(?:succeeded: \{\}|IdempotentParameterMismatchException: )$/, // another run may have used it
      ],
    ],
  },
  {
    fact: 'Unknown words in enumerations are rejected.',
    rows: [
      [
        'transact-rejections',
        /^reports an enumeration before/,
        /^ValidationException: TransactItems can only contain one/,
      ],
      ['transact-tokens', 'the members of a repeated request are validated', /^succeeded: /],
    ],
  },
  {
    fact: 'Table names of all actions are checked before their contents.',
    rows: [
      [
        'transact-rejections',
        /^reports the table names of all actions/,
        /^ValidationException: Invalid UpdateExpression: The expression can not be empty;$/,
      ],
      ['transact-rejections', /^reports a bad table name before/, 'ValidationException: Empty attribute name'],
    ],
  },
  {
    fact: 'Empty attribute names, then sets, are checked in all actions before anything else in one.',
    rows: [
      ['transact-rejections', /^reports an empty attribute name of the last/, /An string set {2}may not be empty$/],
      ['transact-rejections', /^reports an empty attribute name in an expression/, unreadableUpdate],
      ['transact-rejections', /^reports (?:an empty set of the last|repeated members)/, unreadableUpdate],
    ],
  },
  {
    fact: 'The message on an N value that is not a number contains the value.',
    rows: [['transact-rejections', /^reports a malformed number/, shortNumber]],
  },
  {
    fact: 'In an action sizes of expressions come first, then depth and size of the item, then what the expressions contain.',
    rows: [
      [
        'transact-rejections',
        /^reports the size of a condition before an empty/,
        /UpdateExpression: The expression can not be empty;$/,
      ],
      ['transact-rejections', /^reports the (?:depth|size) of an item before/, unreadableCondition],
      [
        'transact-rejections',
        /^reports an unreadable condition before/,
        /^ValidationException: Invalid UpdateExpression: Two document paths/,
      ],
    ],
  },
  {
    fact: 'An IdempotentParameterMismatchException has a message.',
    rows: [
      ['transact-tokens', 'other actions with the same token are rejected', 'IdempotentParameterMismatchException: '],
    ],
  },
  {
    fact: 'Transactions report the units of reads or writes on every level, for each item rounded separately, and double those of the table alone.',
    rows: [
      ['transact-tokens', /^a repeated request reports/, '[0].WriteCapacityUnits: expected 22, got undefined'],
      [
        'transact-capacity',
        / consumes \d+ units$/,
        /^\[0\]\.(?:Read|Write)?CapacityUnits: expected \d+, got (?:undefined|1|2)$/,
      ],
      ['transact-capacity', /^each item is rounded/, /^\[0\]\.(?:TableName|(?:Write)?CapacityUnits): expected/],
      ['transact-capacity', /^indexes consume what/, '[0].CapacityUnits: expected 3, got 4'],
    ],
  },
];
