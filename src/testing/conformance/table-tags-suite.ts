import type { Input } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual, expectRejection } from './expect.ts';
import { hashTable } from './table-shapes.ts';

type Tags = NonNullable<Input<'CreateTable'>['Tags']>;

const tag = (Key: string, Value = 'x') => ({ Key, Value });
const invalidKey = (key: string) => `The Tag Key provided is invalid, Key: ${key}`;
const invalidValue = (value: string) => `The Tag Value provided is invalid, Value: ${value}`;

const rejected: readonly (readonly [name: string, tags: Tags, message: string])[] = [
  ['an empty key', [tag('')], invalidKey('')],
  ['a key of 129 characters', [tag('k'.repeat(129))], invalidKey('k'.repeat(129))],
  ['a comma in a key', [tag('a,b')], invalidKey('a,b')],
  ['a key that begins with aws:', [tag('aws:team')], 'Tag Key cannot be prefixed with aws:, Key: aws:team'],
  ['a value of 257 characters', [tag('a', 'v'.repeat(257))], invalidValue('v'.repeat(257))],
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

/** `Tags` of CreateTable. */
export const tableTagsSuite: ConformanceSuite = {
  name: 'table-tags',
  tests: [
    ...rejected.map(rejectsTags),
    {
      name: 'CreateTable accepts 50 tags, and descriptions do not contain them',
      async run({ db, tableName }) {
        const Tags = [
          tag('k'.repeat(128), 'v'.repeat(256)),
          tag('Größe \u00a0+-=._:/@', ''),
          ...Array.from({ length: 48 }, (_, index) => tag(`key-${index}`)),
        ];
        const { TableDescription } = await db.execute('CreateTable', {
          TableName: tableName('conformance-tags'),
          ...hashTable,
          Tags,
        });
        expectEqual(Reflect.get(Object(TableDescription), 'Tags'), undefined);
      },
    },
  ],
};

function rejectsTags([name, Tags, message]: (typeof rejected)[number]): ConformanceTest {
  return {
    name: `CreateTable rejects tags with ${name}`,
    async run({ db, tableName }) {
      const TableName = tableName('conformance-tags');
      await expectRejection(db.execute('CreateTable', { TableName, ...hashTable, Tags }), { message });
    },
  };
}
