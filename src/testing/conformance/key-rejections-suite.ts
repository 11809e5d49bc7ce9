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

/** Operations that identify an item by its key. */
const lookups: Readonly<Record<string, KeyedRequest>> = {
  GetItem: (db, TableName, Key) => db.execute('GetItem', { TableName, Key }),
  UpdateItem: (db, TableName, Key) => db.execute('UpdateItem', { TableName, Key }),
  DeleteItem: (db, TableName, Key) => db.execute('DeleteItem', { TableName, Key }),
};

type RejectedKey = readonly [name: string, table: TableShape, Key: Item, message: string];

/** Keys that every operation rejects with the same message. */
const rejectedByAll: readonly RejectedKey[] = [
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

/** Keys that GetItem, UpdateItem and DeleteItem reject. */
const rejectedKeys: readonly RejectedKey[] = [
  ['without the sort key', sortedTable, { pk: { S: 'a' } }, mismatch],
  ['without the partition key', sortedTable, { sk: { S: 'a' } }, mismatch],
  ['without attributes', sortedTable, {}, mismatch],
  ['with an extra attribute', hashTable, { pk: { S: 'a' }, a: { S: 'b' } }, mismatch],
  ['with a different attribute', hashTable, { a: { S: 'b' } }, mismatch],
  ['of the wrong type', hashTable, { pk: { N: '1' } }, mismatch],
  ['of a type that is invalid for keys', hashTable, { pk: { L: [] } }, mismatch],
  ...rejectedByAll,
];

/** Items whose keys PutItem rejects. */
const rejectedItems: readonly RejectedKey[] = [
  ['without the partition key', sortedTable, { sk: { S: 'a' } }, `${invalid}Missing the key pk in the item`],
  ['without the sort key', sortedTable, { pk: { S: 'a' } }, `${invalid}Missing the key sk in the item`],
  [
    'with a partition key of the wrong type',
    hashTable,
    { pk: { N: '1' } },
    `${invalid}Type mismatch for key pk expected: S actual: N`,
  ],
  [
    'with a sort key of the wrong type',
    sortedTable,
    { pk: { S: 'a' }, sk: { BOOL: true } },
    `${invalid}Type mismatch for key sk expected: S actual: BOOL`,
  ],
  ...rejectedByAll,
];

/** Updates of the key; they are rejected even if the value stays the same. */
const keyChanges: Readonly<Record<string, Item | undefined>> = {
  'SET pk = :v': { ':v': { S: 'a' } },
  'REMOVE pk': undefined,
  'ADD pk :v': { ':v': { N: '1' } },
  'DELETE pk :v': { ':v': { SS: ['a'] } },
  'SET a = :v REMOVE pk': { ':v': { S: 'a' } },
};

/** Primary keys that do not match the schema of the table or are invalid in any table. */
export const keyRejectionsSuite: ConformanceSuite = {
  name: 'key-rejections',
  tests: [
    ...Object.entries(lookups).flatMap(([operation, send]) =>
      rejectedKeys.map((rejected) => rejectsKey(operation, send, rejected)),
    ),
    ...rejectedItems.map(([name, table, Item, message]) =>
      rejectionTest(`PutItem rejects an item ${name}`, {
        operation: 'PutItem',
        table,
        input: (TableName) => ({ TableName, Item }),
        message,
      }),
    ),
    ...Object.entries(keyChanges).map(([expression, values]) =>
      rejectionTest(`UpdateItem rejects a change of the key: ${expression}`, {
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

function rejectsKey(operation: string, send: KeyedRequest, [name, shape, Key, message]: RejectedKey): ConformanceTest {
  return {
    name: `${operation} rejects a key ${name}`,
    async run({ db, table }) {
      await expectRejection(send(db, await table(shape), Key), { message });
    },
  };
}
