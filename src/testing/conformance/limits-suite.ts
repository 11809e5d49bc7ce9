import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual, expectRejection } from './expect.ts';
import { nestedValue } from './nested-value.ts';
import { rejectionTest } from './rejection-test.ts';
import { sizedItem } from './sized-item.ts';
import { hashTable, sortedTable } from './table-shapes.ts';

const itemLimitBytes = 409_600;
const oneError = '1 validation error detected: ';
const tooDeep =
  'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';

/** Returns the given number of comparisons, joined by OR. */
function comparisons(count: number): string {
  return Array.from({ length: count }, () => 'a=:v').join(' OR ');
}

const Key = { pk: { S: 'a' } };
const v = { ':v': { S: 'x' } };

/** Limits on sizes, depths and counts, tested at the limit and one beyond. */
export const limitsSuite: ConformanceSuite = {
  name: 'limits',
  tests: [
    {
      name: 'an item of 400 KB is accepted, and one byte more is rejected',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: sizedItem(key, itemLimitBytes) });
        const larger = db.execute('PutItem', { TableName, Item: sizedItem(key, itemLimitBytes + 1) });
        await expectRejection(larger, { message: 'Item size has exceeded the maximum allowed size' });
      },
    },
    rejectionTest('BatchWriteItem rejects an item of more than 400 KB', {
      operation: 'BatchWriteItem',
      input: (TableName) => ({
        RequestItems: { [TableName]: [{ PutRequest: { Item: sizedItem(Key, itemLimitBytes + 1) } }] },
      }),
      message: 'Item size has exceeded the maximum allowed size',
    }),
    {
      name: 'an update that grows an item beyond 400 KB is rejected and changes nothing',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const item = sizedItem({ pk: { S: newKey() } }, itemLimitBytes - 2);
        await db.execute('PutItem', { TableName, Item: item });
        const update = (value: string) =>
          db.execute('UpdateItem', {
            TableName,
            Key: { pk: item.pk },
            UpdateExpression: 'SET a = :v',
            ExpressionAttributeValues: { ':v': { S: value } },
          });
        await expectRejection(update('xx'), { message: 'Item size to update has exceeded the maximum allowed size' });
        const { Item } = await db.execute('GetItem', { TableName, Key: { pk: item.pk }, ConsistentRead: true });
        expectEqual(Item?.a, undefined, 'the attribute after the rejected update');
        await update('x');
      },
    },
    {
      name: 'a partition key of 2,048 bytes and a sort key of 1,024 bytes are accepted',
      async run({ db, table, newKey }) {
        const TableName = await table(sortedTable);
        const key = { pk: { S: newKey().padEnd(2048, 'k') }, sk: { S: 'k'.repeat(1024) } };
        await db.execute('PutItem', { TableName, Item: key });
        const { Item } = await db.execute('GetItem', { TableName, Key: key, ConsistentRead: true });
        expectEqual(Item, key);
      },
    },
    {
      name: 'an attribute name of 65,535 bytes is stored',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Item = { pk: { S: newKey() }, ['n'.repeat(65_535)]: { S: 'x' } };
        await db.execute('PutItem', { TableName, Item });
        const output = await db.execute('GetItem', { TableName, Key: { pk: Item.pk }, ConsistentRead: true });
        expectEqual(output.Item, Item);
      },
    },
    {
      name: 'a value nested in 31 lists is stored',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Item = { pk: { S: newKey() }, a: nestedValue(31) };
        await db.execute('PutItem', { TableName, Item });
        const output = await db.execute('GetItem', { TableName, Key: { pk: Item.pk }, ConsistentRead: true });
        expectEqual(output.Item, Item);
      },
    },
    rejectionTest('PutItem rejects a value nested in 32 lists', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { ...Key, a: nestedValue(32) } }),
      message: oneError + tooDeep,
    }),
    rejectionTest('PutItem rejects a value nested in 63 lists, without the prefix "1 validation error detected"', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { ...Key, a: nestedValue(63) } }),
      message: tooDeep,
    }),
    rejectionTest('BatchWriteItem rejects a value nested in 32 lists', {
      operation: 'BatchWriteItem',
      input: (TableName) => ({
        RequestItems: { [TableName]: [{ PutRequest: { Item: { ...Key, a: nestedValue(32) } } }] },
      }),
      message: tooDeep,
    }),
    rejectionTest('UpdateItem rejects a value nested in 32 lists', {
      operation: 'UpdateItem',
      input: (TableName) => ({
        TableName,
        Key,
        UpdateExpression: 'SET a = :v',
        ExpressionAttributeValues: { ':v': nestedValue(32) },
      }),
      message: oneError + tooDeep,
    }),
    rejectionTest('UpdateItem reports the placeholder of a value nested in 63 lists', {
      operation: 'UpdateItem',
      input: (TableName) => ({
        TableName,
        Key,
        UpdateExpression: 'SET a = :v',
        ExpressionAttributeValues: { ':v': nestedValue(63) },
      }),
      message: `ExpressionAttributeValues contains invalid value: ${tooDeep} for key :v`,
    }),
    rejectionTest('Query rejects a value nested in 32 lists, without the prefix "1 validation error detected"', {
      operation: 'Query',
      input: (TableName) => ({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: 'a = :v',
        ExpressionAttributeValues: { ':pk': { S: 'a' }, ':v': nestedValue(32) },
      }),
      message: tooDeep,
    }),
    rejectionTest('GetItem reports a value nested in 32 lists before a table that does not exist', {
      operation: 'GetItem',
      input: (TableName) => ({ TableName: `${TableName}-absent`, Key: { pk: nestedValue(32) } }),
      message: tooDeep,
    }),
    {
      name: 'an update that nests an item too deeply is rejected with a shorter message',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: { ...key, a: { M: {} } } });
        const update = db.execute('UpdateItem', {
          TableName,
          Key: key,
          UpdateExpression: 'SET a.b = :v',
          ExpressionAttributeValues: { ':v': nestedValue(31) },
        });
        await expectRejection(update, { message: 'Nesting Levels have exceeded supported limits' });
      },
    },
    accepts('4,096 bytes', `a = :v${' '.repeat(4090)}`),
    rejects(
      '4,097 bytes',
      `a = :v${' '.repeat(4091)}`,
      // Some Regions append the size.
      /^Invalid FilterExpression: Expression size has exceeded the maximum allowed size;( expression size: 4097)?$/,
    ),
    rejects(
      '4,096 characters in more than 4,096 bytes',
      `a = :v OR #é = :v${' '.repeat(4079)}`,
      /^Invalid FilterExpression: Expression size has exceeded the maximum allowed size;/,
    ),
    accepts('300 operators', `NOT ${comparisons(150)}`),
    rejects(
      '301 operators',
      comparisons(151),
      'Invalid FilterExpression: The expression contains too many operators; operator count: 301',
    ),
    accepts('100 operands of IN, including the left one', `a IN (${Array.from({ length: 99 }, () => ':v').join()})`),
    rejects(
      '101 operands of IN',
      `a IN (${Array.from({ length: 100 }, () => ':v').join()})`,
      /^Invalid FilterExpression: .*IN/,
    ),
    accepts('a path of 32 levels', `a${'.a'.repeat(31)} = :v`),
    rejects(
      'a path of 33 levels',
      `a${'.a'.repeat(32)} = :v`,
      'Invalid FilterExpression: The document path has too many nesting levels; nesting levels: 33',
    ),
    rejects(
      'a list index out of range',
      'a[99999999999999] = :v',
      'Invalid FilterExpression: List index is not within the allowable range; index: [99999999999999]',
    ),
  ],
};

function accepts(what: string, expression: string): ConformanceTest {
  return {
    name: `a filter with ${what} is accepted`,
    async run({ db, table }) {
      const TableName = await table(hashTable);
      await db.execute('Scan', { TableName, FilterExpression: expression, ExpressionAttributeValues: v });
    },
  };
}

function rejects(what: string, expression: string, message: string | RegExp): ConformanceTest {
  return rejectionTest(`a filter with ${what} is rejected`, {
    operation: 'Scan',
    input: (TableName) => ({ TableName, FilterExpression: expression, ExpressionAttributeValues: v }),
    message,
  });
}
