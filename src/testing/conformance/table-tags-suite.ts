import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual, expectRejection } from './expect.ts';
import { type InvalidTags, invalidTags, tag } from './invalid-tags.ts';
import { hashTable } from './table-shapes.ts';

/** `Tags` of CreateTable. */
export const tableTagsSuite: ConformanceSuite = {
  name: 'table-tags',
  tests: [
    ...invalidTags.map(rejectsTags),
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

function rejectsTags([name, Tags, message]: InvalidTags): ConformanceTest {
  return {
    name: `CreateTable rejects tags with ${name}`,
    async run({ db, tableName }) {
      const TableName = tableName('conformance-tags');
      await expectRejection(db.execute('CreateTable', { TableName, ...hashTable, Tags }), { message });
    },
  };
}
