import type { AttributeValue } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { canonicalText } from './difference.ts';
import { expectEqual } from './expect.ts';
import { hashTable } from './table-shapes.ts';

/** A value, and its size in bytes. */
type Sized = readonly [value: AttributeValue, sizeBytes: number];

const sized: readonly Sized[] = [
  [{ S: '' }, 0],
  [{ S: 'abc' }, 3],
  [{ S: 'é€😀' }, 9],
  [{ B: Uint8Array.of(0, 1, 2) }, 3],
  [{ BOOL: true }, 1],
  [{ NULL: true }, 1],
  [{ SS: ['a', 'bcd'] }, 4],
  [{ BS: [Uint8Array.of(1), Uint8Array.of(2, 3)] }, 3],
  [{ NS: ['1', '-42'] }, 5],
  [{ L: [] }, 3],
  [{ L: [{ S: 'ab' }, { NULL: true }] }, 8],
  [{ M: {} }, 3],
  [{ M: { name: { S: 'ab' } } }, 10],
  [{ M: { é: { BOOL: true } } }, 7],
  [{ M: { a: { L: [{ M: {} }] } } }, 12],
  [{ N: '0' }, 1],
  [{ N: '1' }, 2],
  [{ N: '42' }, 2],
  [{ N: '-42' }, 3],
  [{ N: '100' }, 2],
  [{ N: '123456' }, 4],
  [{ N: '3.14159' }, 5],
  [{ N: '0.5' }, 2],
  [{ N: '0.001' }, 2],
  [{ N: '1E125' }, 2],
  [{ N: '1E-130' }, 2],
  [{ N: '12345678901234567890123456789012345678' }, 20],
  [{ N: '-12345678901234567890123456789012345678' }, 21],
];

/** Exact sizes of values: a write of 1,024 bytes consumes one unit, a write of 1,025 bytes two. */
export const sizesSuite: ConformanceSuite = {
  name: 'sizes',
  tests: [
    ...sized.map(hasSize),
    {
      name: 'attribute names are measured in UTF-8 bytes',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const pk = newKey();
        const put = async (fillerBytes: number) => {
          const Item = { pk: { S: pk }, 'é€😀': { S: '' }, f: { S: 'f'.repeat(fillerBytes) } };
          const { ConsumedCapacity } = await db.execute('PutItem', {
            TableName,
            Item,
            ReturnConsumedCapacity: 'TOTAL',
          });
          return ConsumedCapacity?.CapacityUnits;
        };
        const fitting = 1024 - 'pk'.length - pk.length - 9 - 'f'.length;
        expectEqual([await put(fitting), await put(fitting + 1)], [1, 2]);
      },
    },
  ],
};

function hasSize([value, sizeBytes]: Sized): ConformanceTest {
  return {
    name: `${canonicalText(value)} has a size of ${sizeBytes} bytes`,
    async run({ db, table, newKey }) {
      const TableName = await table(hashTable);
      const pk = newKey();
      const put = async (fillerBytes: number) => {
        const Item = { pk: { S: pk }, v: value, f: { S: 'f'.repeat(fillerBytes) } };
        const { ConsumedCapacity } = await db.execute('PutItem', { TableName, Item, ReturnConsumedCapacity: 'TOTAL' });
        return ConsumedCapacity?.CapacityUnits;
      };
      const fitting = 1024 - 'pk'.length - pk.length - 'v'.length - sizeBytes - 'f'.length;
      expectEqual([await put(fitting), await put(fitting + 1)], [1, 2]);
    },
  };
}
