import type { DynamoDb, Item } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectRejection } from './expect.ts';
import { rejectionTest } from './rejection-test.ts';
import { binaryHashTable, hashTable, sortedTable, type TableShape } from './table-shapes.ts';

const mismatch = 'The provided key element does not match the schema';
const invalid = 'One or more parameter values were invalid: ';
const emptyKey = (kind: string, name: string) =>
  `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`;

type KeyedRequest = (db: DynamoDb, TableName: string, Key: Item) => Promise<unknown>;

/** The operations that take a key alone. */
const lookups: Readonly<Record<string, KeyedRequest>> = {
  GetItem: (db, TableName, Key) => db.execute('GetItem', { TableName, Key }),
  UpdateItem: (db, TableName, Key) => db.execute('UpdateItem', { TableName, Key }),
  DeleteItem: (db, TableName, Key) => db.execute('DeleteItem', { TableName, Key }),
};

type RefusedKey = readonly [name: string, table: TableShape, Key: Item, message: string];

/** Keys that every operation refuses alike. */
const refusedByAll: readonly RefusedKey[] = [
  ['with an empty string', sortedTable, { pk: { S: 'a' }, sk: { S: '' } }, emptyKey('string', 'sk')],
  ['with an empty binary value', binaryHashTable, { pk: { B: new Uint8Array() } }, emptyKey('binary', 'pk')],
  [
    'with a partition key of 2,049 bytes',
    hashTable,
    { pk: { S: 'k'.repeat(2049) } },
    `${invalid}Size of hashkey has exceeded the maximum size limit of2048 bytes`,
  ],
  [
    'with a sort key of 1,025 bytes',
    sortedTable,
    { pk: { S: 'a' }, sk: { S: 'k'.repeat(1025) } },
    `${invalid}Aggregated size of all range keys has exceeded the size limit of 1024 bytes`,
  ],
];

/** Keys that GetItem, UpdateItem and DeleteItem refuse. */
const refusedKeys: readonly RefusedKey[] = [
  ['without the sort key', sortedTable, { pk: { S: 'a' } }, mismatch],
  ['without the partition key', sortedTable, { sk: { S: 'a' } }, mismatch],
  ['without any attribute', sortedTable, {}, mismatch],
  ['with an attribute too many', hashTable, { pk: { S: 'a' }, a: { S: 'b' } }, mismatch],
  ['with another attribute', hashTable, { a: { S: 'b' } }, mismatch],
  ['of a wrong type', hashTable, { pk: { N: '1' } }, mismatch],
  ['of a type that no key has', hashTable, { pk: { L: [] } }, mismatch],
  ...refusedByAll,
];

/** Items whose keys PutItem refuses. */
const refusedItems: readonly RefusedKey[] = [
  ['without the partition key', sortedTable, { sk: { S: 'a' } }, `${invalid}Missing the key pk in the item`],
  ['without the sort key', sortedTable, { pk: { S: 'a' } }, `${invalid}Missing the key sk in the item`],
  [
    'with a partition key of a wrong type',
    hashTable,
    { pk: { N: '1' } },
    `${invalid}Type mismatch for key pk expected: S actual: N`,
  ],
  [
    'with a sort key of a wrong type',
    sortedTable,
    { pk: { S: 'a' }, sk: { BOOL: true } },
    `${invalid}Type mismatch for key sk expected: S actual: BOOL`,
  ],
  ...refusedByAll,
];

/** Updates of the key, refused even where it would stay the same. */
const keyChanges: Readonly<Record<string, Item | undefined>> = {
  'SET pk = :v': { ':v': { S: 'a' } },
  'REMOVE pk': undefined,
  'ADD pk :v': { ':v': { N: '1' } },
  'DELETE pk :v': { ':v': { SS: ['a'] } },
  'SET a = :v REMOVE pk': { ':v': { S: 'a' } },
};

/** Primary keys that do not fit the table, or no table. */
export const keyRejectionsSuite: ConformanceSuite = {
  name: 'key-rejections',
  tests: [
    ...Object.entries(lookups).flatMap(([operation, send]) =>
      refusedKeys.map((refused) => refusesKey(operation, send, refused)),
    ),
    ...refusedItems.map(([name, table, Item, message]) =>
      rejectionTest(`PutItem refuses an item ${name}`, {
        operation: 'PutItem',
        table,
        input: (TableName) => ({ TableName, Item }),
        message,
      }),
    ),
    ...Object.entries(keyChanges).map(([expression, values]) =>
      rejectionTest(`UpdateItem refuses to change its key: ${expression}`, {
        operation: 'UpdateItem',
        input: (TableName) => ({
          TableName,
          Key: { pk: { S: 'a' } },
          UpdateExpression: expression,
          ExpressionAttributeValues: values,
        }),
        message: `${invalid}Cannot update attribute pk. This attribute is part of the key`,
      }),
    ),
  ],
};

function refusesKey(operation: string, send: KeyedRequest, [name, shape, Key, message]: RefusedKey): ConformanceTest {
  return {
    name: `${operation} refuses a key ${name}`,
    async run({ db, table }) {
      await expectRejection(send(db, await table(shape), Key), { message });
    },
  };
}
