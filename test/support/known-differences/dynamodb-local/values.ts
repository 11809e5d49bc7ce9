import type { KnownDifference } from '../known-difference.ts';
import { withoutPrefix } from './outcomes.ts';

const invalid = 'ValidationException: One or more parameter values were invalid: ';
const notANumber = 'ValidationException: A value provided cannot be converted into a number';
const tooManyDigits = 'ValidationException: DynamoDB only supports precision up to 38 digits';
const duplicateNumbers = 'ValidationException: Input collection contains duplicates';
const duplicateBinaries = `${invalid}Input collection of type BS contains duplicates.`;
const duplicateStrings = (members: string) => `${invalid}Input collection [${members}] contains duplicates`;
const ofPlaceholder = (outcome: string) =>
  `${outcome.replace(': ', ': ExpressionAttributeValues contains invalid value: ')} for key :v`;

/** Differences of DynamoDB Local in attribute values. */
export const valueDifferences: readonly KnownDifference[] = [
  {
    fact: 'The messages of PutItem on values have the prefix "1 validation error detected: ".',
    rows: [
      ['limits', 'PutItem rejects a value nested in 32 lists', withoutPrefix],
      ['numbers', /^PutItem rejects the number "(-?1e126|10e125|1e2147483647|1e-131)"$/, withoutPrefix],
      ['numbers', 'PutItem rejects the number "0.1e-130"', withoutPrefix],
      [
        'values',
        /^PutItem rejects (a NULL of false|an empty (string|number|binary) set|an empty attribute name)/,
        withoutPrefix,
      ],
      ['values', 'PutItem rejects an empty set nested in a map and a list', withoutPrefix],
    ],
  },
  {
    fact: 'A value that is nested too deeply is rejected in every member.',
    rows: [
      [
        'limits',
        'Query rejects a value nested in 32 lists, without the prefix "1 validation error detected"',
        'succeeded: {Count: 0, Items: [], ScannedCount: 0}',
      ],
    ],
  },
  {
    fact: 'The message on an N value that is not a number contains the value.',
    rows: [
      [
        'numbers',
        /^PutItem rejects the number "(|abc|1\+2|1\.2\.3|\+e2|1e|\.|NaN|Infinity|0x10| 1|1 |1_000)"$/,
        notANumber,
      ],
      ['numbers', 'PutItem rejects a number set with a member that is not a number', notANumber],
      ['numbers', /^BatchWriteItem rejects the number "(|1e2147483648|0\.1e-2147483648)"$/, notANumber],
      [
        'values',
        'PutItem rejects a value with two types, one an invalid number, with the message for the number',
        notANumber,
      ],
      [
        'values',
        /rejects an N value that is not a number among the expression attribute values$/,
        ofPlaceholder(notANumber),
      ],
    ],
  },
  {
    fact: 'Exponents of up to 64 bits are parsed and rejected as too large or too small.',
    rows: [['numbers', /^PutItem rejects the number "1e-?(99999999999|9223372036854775808)"$/, notANumber]],
  },
  {
    fact: 'BatchWriteItem rejects a number as too small if its count of integer digits exceeds 32 bits.',
    rows: [
      [
        'numbers',
        'BatchWriteItem rejects the number "1e2147483647"',
        'ValidationException: Number overflow. Attempting to store a number with magnitude larger than supported range',
      ],
    ],
  },
  {
    fact: 'The range of a zero is checked as if its last digit were 1.',
    rows: [['numbers', /^PutItem rejects the number "0(\.0)?e(126|-131|-130)"$/, 'succeeded: {}']],
  },
  {
    fact: 'A number of more than 38 digits has a message on significant digits or overflow.',
    rows: [
      ['numbers', /^PutItem rejects the number "[0-9.]{39,41}"$/, tooManyDigits],
      ['numbers', 'PutItem rejects a number of 39 digits nested in a map and a list', tooManyDigits],
      ['numbers', 'UpdateItem rejects a sum of more than 38 digits', tooManyDigits],
    ],
  },
  {
    fact: 'Numbers are returned in normalized form, also when nested or calculated.',
    rows: [
      [
        'numbers',
        'numbers in sets, lists and maps are returned in the same normalized form',
        'map.M.list.L[0].N: expected "7.5", got "007.50"',
      ],
      ['numbers', 'SET a = a - :b with 5 and 5.00 gives 0', 'a.N: expected "0", got "0.00"'],
    ],
  },
  {
    fact: 'The message on duplicate members of a set depends on the operation; for string and binary sets it has the members.',
    rows: [
      ['values', 'PutItem rejects a duplicate member of a string set', duplicateStrings('b, a, b, c')],
      ['values', /^PutItem rejects (a duplicate member|members) of a number set/, duplicateNumbers],
      ['values', 'PutItem rejects a duplicate member of a binary set', duplicateBinaries],
      [
        'values',
        'BatchWriteItem rejects a duplicate member of a string set with the older message',
        duplicateStrings('b, a, b'),
      ],
      ['values', 'BatchWriteItem rejects a duplicate member of a binary set with the older message', duplicateBinaries],
      [
        'values',
        /rejects a duplicate member of a string set among the expression attribute values$/,
        ofPlaceholder(duplicateStrings('a, a')),
      ],
      [
        'values',
        /rejects a duplicate member of a number set among the expression attribute values$/,
        ofPlaceholder(duplicateNumbers),
      ],
    ],
  },
  {
    fact: 'Members of a string set are returned in the order of their UTF-8 bytes.',
    rows: [
      ['values', 'members of string and binary sets are returned in byte order', '[4]: expected "\uffff", got "😀"'],
    ],
  },
  {
    fact: 'An empty attribute name is reported before every invalid value.',
    rows: [
      [
        'validation-order',
        'reports an empty attribute name before an invalid value',
        `${invalid}An string set  may not be empty`,
      ],
    ],
  },
  {
    fact: 'The key is checked before the size of the item.',
    rows: [
      [
        'validation-order',
        'reports a key that does not match the schema before an item that is too large',
        'ValidationException: Item size has exceeded the maximum allowed size',
      ],
    ],
  },
];
