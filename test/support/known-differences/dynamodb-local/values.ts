import type { KnownDifference } from '../known-difference.ts';
import { withoutEnvelope } from './outcomes.ts';

const invalid = 'ValidationException: One or more parameter values were invalid: ';
const notANumber = 'ValidationException: A value provided cannot be converted into a number';
const tooManyDigits = 'ValidationException: DynamoDB only supports precision up to 38 digits';
const duplicateNumbers = 'ValidationException: Input collection contains duplicates';
const duplicateBinaries = `${invalid}Input collection of type BS contains duplicates.`;
const duplicateStrings = (members: string) => `${invalid}Input collection [${members}] contains duplicates`;
const ofPlaceholder = (outcome: string) =>
  `${outcome.replace(': ', ': ExpressionAttributeValues contains invalid value: ')} for key :v`;

/** What DynamoDB Local makes of attribute values, and DynamoDB otherwise. */
export const valueDifferences: readonly KnownDifference[] = [
  {
    fact: 'PutItem reports errors in values with the prefix "1 validation error detected: ".',
    rows: [
      ['limits', 'PutItem refuses a value inside 32 lists', withoutEnvelope],
      ['numbers', /^PutItem refuses "(-?1e126|10e125|1e2147483647|1e-131)"$/, withoutEnvelope],
      ['numbers', 'PutItem refuses "0.1e-130"', withoutEnvelope],
      [
        'values',
        /^PutItem refuses (a null that is not true|an empty (string|number|binary) set|the empty)/,
        withoutEnvelope,
      ],
      ['values', 'PutItem refuses an empty set in a list in a map', withoutEnvelope],
    ],
  },
  {
    fact: 'A value that is nested too deeply is rejected in every parameter.',
    rows: [
      [
        'limits',
        'Query refuses a value inside 32 lists without an envelope',
        'served: {Count: 0, Items: [], ScannedCount: 0}',
      ],
    ],
  },
  {
    fact: 'The message about an invalid number contains it.',
    rows: [
      ['numbers', /^PutItem refuses "(|abc|1\+2|1\.2\.3|\+e2|1e|\.|NaN|Infinity|0x10| 1|1 |1_000)"$/, notANumber],
      ['numbers', 'PutItem refuses a set with a member that is no number', notANumber],
      ['numbers', /^BatchWriteItem refuses "(|1e2147483648|0\.1e-2147483648)"$/, notANumber],
      ['values', 'PutItem refuses a value of two types, one of them a bad number, for the number', notANumber],
      ['values', /refuses a text that is no number among the expression attribute values$/, ofPlaceholder(notANumber)],
    ],
  },
  {
    fact: 'Exponents of up to 64 bits are parsed, and reported as overflow or underflow.',
    rows: [['numbers', /^PutItem refuses "1e-?(99999999999|9223372036854775808)"$/, notANumber]],
  },
  {
    fact: 'Batches report an underflow for a number with more digits before the point than a 32-bit integer can count.',
    rows: [
      [
        'numbers',
        'BatchWriteItem refuses "1e2147483647"',
        'ValidationException: Number overflow. Attempting to store a number with magnitude larger than supported range',
      ],
    ],
  },
  {
    fact: 'The range of a zero is checked as if its last digit were 1.',
    rows: [['numbers', /^PutItem refuses "0(\.0)?e(126|-131|-130)"$/, 'served: {}']],
  },
  {
    fact: 'A number of more than 38 digits is rejected with the message about the range of numbers.',
    rows: [
      ['numbers', /^PutItem refuses "[0-9.]{39,41}"$/, tooManyDigits],
      ['numbers', 'PutItem refuses a number of 39 digits in a list in a map', tooManyDigits],
      ['numbers', 'UpdateItem refuses a sum of more than 38 digits', tooManyDigits],
    ],
  },
  {
    fact: 'Numbers are returned in one canonical form, nested ones and computed ones too.',
    rows: [
      [
        'numbers',
        'numbers in sets, lists and maps come back in the same form',
        'map.M.list.L[0].N: expected "7.5", got "007.50"',
      ],
      ['numbers', 'SET a = a - :b with 5 and 5.00 gives 0', 'a.N: expected "0", got "0.00"'],
    ],
  },
  {
    fact: 'The message about duplicates in a set contains them; its wording depends on the operation.',
    rows: [
      ['values', 'PutItem refuses a repeated member of a string set', duplicateStrings('b, a, b, c')],
      ['values', /^PutItem refuses (a repeated member|members) of a number set/, duplicateNumbers],
      ['values', 'PutItem refuses a repeated member of a binary set', duplicateBinaries],
      [
        'values',
        'BatchWriteItem refuses a repeated member of a string set in the older words',
        duplicateStrings('b, a, b'),
      ],
      ['values', 'BatchWriteItem refuses a repeated member of a binary set in the older words', duplicateBinaries],
      [
        'values',
        /refuses a repeated member of a string set among the expression attribute values$/,
        ofPlaceholder(duplicateStrings('a, a')),
      ],
      [
        'values',
        /refuses a repeated member of a number set among the expression attribute values$/,
        ofPlaceholder(duplicateNumbers),
      ],
    ],
  },
  {
    fact: 'The members of a string set are returned in the order of their UTF-8 bytes.',
    rows: [['values', 'members of string and binary sets come back in byte order', '[4]: expected "\uffff", got "😀"']],
  },
  {
    fact: 'An empty attribute name is reported before every invalid value.',
    rows: [
      ['validation-order', 'an empty attribute name before a bad value', `${invalid}An string set  may not be empty`],
    ],
  },
  {
    fact: 'The key is checked before the size of the item.',
    rows: [
      [
        'validation-order',
        'a key that does not fit before an item that is too large',
        'ValidationException: Item size has exceeded the maximum allowed size',
      ],
    ],
  },
];
