import type { Input } from '../../domain/dynamodb.ts';

/** Tags of a request. */
export type Tags = NonNullable<Input<'CreateTable'>['Tags']>;

/** Returns a tag. */
export const tag = (Key: string, Value = 'x'): { Key: string; Value: string } => ({ Key, Value });
/** The message on an invalid key. */
export const invalidKey = (key: string): string => `The Tag Key provided is invalid, Key: ${key}`;
const invalidValue = (value: string) => `The Tag Value provided is invalid, Value: ${value}`;

/** Tags that CreateTable and TagResource reject: what is wrong, the tags, and the message (control plane §2). */
export type InvalidTags = readonly [name: string, tags: Tags, message: string];

/** See {@link InvalidTags}. */
export const invalidTags: readonly InvalidTags[] = [
  ['an empty key', [tag('')], invalidKey('')],
  ['a key of 129 characters', [tag('k'.repeat(129))], invalidKey('k'.repeat(129))],
  ['no key', [{ Key: undefined, Value: 'x' }], invalidKey('null')],
  ['a comma in a key', [tag('a,b')], invalidKey('a,b')],
  ['a key that begins with aws:', [tag('aws:team')], 'Tag Key cannot be prefixed with aws:, Key: aws:team'],
  ['a value of 257 characters', [tag('a', 'v'.repeat(257))], invalidValue('v'.repeat(257))],
  ...Array.from(
    '%\'"()[]{}&*;?|\\<>~#,',
    (character): InvalidTags => [
      `the character ${character} in a value`,
      [tag('a', character)],
      invalidValue(character),
    ],
  ),
  ['a valid tag before an invalid one', [tag('good'), tag('bad', 'a~b')], invalidValue('a~b')],
  ['an emoji in a value', [tag('a', '\u{1f600}')], invalidValue('\u{1f600}')],
  ['no value', [{ Key: 'a', Value: undefined }], invalidValue('null')],
  [
    'a key twice',
    [tag('a', 'x'), tag('b'), tag('a', 'y')],
    'Duplicate Tag Keys provided as input: Duplicate Tag Key found a',
  ],
  [
    '51 tags',
    Array.from({ length: 51 }, (_, index) => tag(`key-${index}`)),
    'Number of Tags exceed the current limit for the provided ResourceArn',
  ],
];
