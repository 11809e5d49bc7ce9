import type { DynamoDb } from 'dynarepo';
import type { MemoryDynamoDb } from 'dynarepo/memory';
import { operations } from '../contender.ts';
import { benchTable, dynamoDbContender } from '../dynamodb-contender.ts';
import { type BenchItem, keyOf } from '../items.ts';
import type { Run } from '../slices.ts';
import { count } from '../table-text.ts';
import { exportsOf } from './build.ts';
import type { RowGroup } from './row-group.ts';

const batchRows = ['BatchWriteItem of 25', 'BatchGetItem of 100'] as const;
const transactionRows = ['TransactWriteItems of 4', 'TransactWriteItems of 4 with a token'] as const;
const copyRows = ['snapshot and get', 'fork and first put'] as const;

/** Returns the rows on one table without indexes: single items, pages, batches, transactions, and copies of the database. */
export function tableRows(itemCount: number): RowGroup {
  return {
    title: `${count(itemCount)} items`,
    itemCount,
    rows: [...operations, ...batchRows, ...transactionRows, ...copyRows],
    prepare: async (build, items) => {
      const { MemoryDynamoDb } = exportsOf(build, 'memory', 'MemoryDynamoDb');
      const db = new MemoryDynamoDb();
      const { run } = await dynamoDbContender('memory adapter', db, items);
      return { ...run, ...batchRuns(db, items), ...transactionRuns(db, items), ...copyRuns(db, items) };
    },
  };
}

function batchRuns(db: DynamoDb, items: readonly BenchItem[]): Record<(typeof batchRows)[number], Run> {
  const keys = items.map((_, index) => keyOf(index));
  const puts = items.map((Item) => ({ PutRequest: { Item } }));
  return {
    'BatchWriteItem of 25': (index) =>
      db.execute('BatchWriteItem', { RequestItems: { [benchTable]: slice(puts, index, 25) } }),
    'BatchGetItem of 100': (index) =>
      db.execute('BatchGetItem', { RequestItems: { [benchTable]: { Keys: slice(keys, index, 100) } } }),
  };
}

/** Two puts, one with a condition, an update and a check; every token is a new one. */
function transactionRuns(db: DynamoDb, items: readonly BenchItem[]): Record<(typeof transactionRows)[number], Run> {
  const TableName = benchTable;
  const UpdateExpression = 'SET amount = :amount';
  let tokens = 0;
  const write = (index: number, ClientRequestToken?: string) => {
    const [first, second, third, fourth] = [0, 1, 2, 3].map((offset) => (index + offset) % items.length);
    return db.execute('TransactWriteItems', {
      TransactItems: [
        { Put: { TableName, Item: items[first ?? 0] } },
        { Put: { TableName, Item: items[second ?? 0], ConditionExpression: 'attribute_exists(amount)' } },
        {
          Update: {
            TableName,
            Key: keyOf(third ?? 0),
            UpdateExpression,
            ExpressionAttributeValues: { ':amount': { N: String(index) } },
          },
        },
        { ConditionCheck: { TableName, Key: keyOf(fourth ?? 0), ConditionExpression: 'attribute_exists(amount)' } },
      ],
      ClientRequestToken,
    });
  };
  return {
    'TransactWriteItems of 4': (index) => write(index),
    'TransactWriteItems of 4 with a token': (index) => {
      tokens += 1;
      return write(index, String(tokens));
    },
  };
}

function copyRuns(db: MemoryDynamoDb, items: readonly BenchItem[]): Record<(typeof copyRows)[number], Run> {
  return {
    'snapshot and get': (index) => {
      db.snapshot();
      return db.execute('GetItem', { TableName: benchTable, Key: keyOf(index) });
    },
    'fork and first put': (index) => db.fork().execute('PutItem', { TableName: benchTable, Item: items[index] }),
  };
}

/** Returns `length` elements, from `index` on where there are as many. */
function slice<T>(elements: readonly T[], index: number, length: number): T[] {
  const start = Math.min(index, elements.length - length);
  return elements.slice(start, start + length);
}
