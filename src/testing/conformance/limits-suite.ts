import type { AttributeValue } from '../../domain/dynamodb.ts';
import type { ConformanceSuite, ConformanceTest } from './conformance-test.ts';
import { expectEqual, expectRejection } from './expect.ts';
import { rejectionTest } from './rejection-test.ts';
import { sizedItem } from './sized-item.ts';
import { hashTable, sortedTable } from './table-shapes.ts';

const itemLimitBytes = 409_600;
const enveloped = '1 validation error detected: ';
const tooDeep =
  'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';

/** A string in that many lists. */
function nested(levels: number): AttributeValue {
  let value: AttributeValue = { S: 'deep' };
  for (let level = 0; level < levels; level += 1) value = { L: [value] };
  return value;
}

/** As many comparisons, joined by OR. */
function comparisons(count: number): string {
  return Array.from({ length: count }, () => 'a=:v').join(' OR ');
}

const Key = { pk: { S: 'a' } };
const v = { ':v': { S: 'x' } };

/** Sizes, depths and counts, at their bounds and one beyond. */
export const limitsSuite: ConformanceSuite = {
  name: 'limits',
  tests: [
    {
      name: 'an item of 400 KB is put, one of a byte more is refused',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: sizedItem(key, itemLimitBytes) });
        const larger = db.execute('PutItem', { TableName, Item: sizedItem(key, itemLimitBytes + 1) });
        await expectRejection(larger, { message: 'Item size has exceeded the maximum allowed size' });
      },
    },
    rejectionTest('BatchWriteItem refuses an item of more than 400 KB', {
      operation: 'BatchWriteItem',
      input: (TableName) => ({
        RequestItems: { [TableName]: [{ PutRequest: { Item: sizedItem(Key, itemLimitBytes + 1) } }] },
      }),
      message: 'Item size has exceeded the maximum allowed size',
    }),
    {
      name: 'an update that makes an item larger than 400 KB is refused and changes nothing',
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
        expectEqual(Item?.a, undefined, 'the attribute after the refused update');
        await update('x');
      },
    },
    {
      name: 'keys of 2,048 and 1,024 bytes are taken',
      async run({ db, table, newKey }) {
        const TableName = await table(sortedTable);
        const key = { pk: { S: newKey().padEnd(2048, 'k') }, sk: { S: 'k'.repeat(1024) } };
        await db.execute('PutItem', { TableName, Item: key });
        const { Item } = await db.execute('GetItem', { TableName, Key: key, ConsistentRead: true });
        expectEqual(Item, key);
      },
    },
    {
      name: 'an attribute name of 65,535 bytes is kept',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Item = { pk: { S: newKey() }, ['n'.repeat(65_535)]: { S: 'x' } };
        await db.execute('PutItem', { TableName, Item });
        const output = await db.execute('GetItem', { TableName, Key: { pk: Item.pk }, ConsistentRead: true });
        expectEqual(output.Item, Item);
      },
    },
    {
      name: 'a value inside 31 lists is kept',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Item = { pk: { S: newKey() }, a: nested(31) };
        await db.execute('PutItem', { TableName, Item });
        const output = await db.execute('GetItem', { TableName, Key: { pk: Item.pk }, ConsistentRead: true });
        expectEqual(output.Item, Item);
      },
    },
    rejectionTest('PutItem refuses a value inside 32 lists', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { ...Key, a: nested(32) } }),
      message: enveloped + tooDeep,
    }),
    rejectionTest('PutItem refuses a value inside 63 lists without an envelope', {
      operation: 'PutItem',
      input: (TableName) => ({ TableName, Item: { ...Key, a: nested(63) } }),
      message: tooDeep,
    }),
    rejectionTest('BatchWriteItem refuses a value inside 32 lists', {
      operation: 'BatchWriteItem',
      input: (TableName) => ({ RequestItems: { [TableName]: [{ PutRequest: { Item: { ...Key, a: nested(32) } } }] } }),
      message: tooDeep,
    }),
    rejectionTest('UpdateItem refuses a value inside 32 lists', {
      operation: 'UpdateItem',
      input: (TableName) => ({
        TableName,
        Key,
        UpdateExpression: 'SET a = :v',
        ExpressionAttributeValues: { ':v': nested(32) },
      }),
      message: enveloped + tooDeep,
    }),
    rejectionTest('UpdateItem names the placeholder of a value inside 63 lists', {
      operation: 'UpdateItem',
      input: (TableName) => ({
        TableName,
        Key,
        UpdateExpression: 'SET a = :v',
        ExpressionAttributeValues: { ':v': nested(63) },
      }),
      message: `ExpressionAttributeValues contains invalid value: ${tooDeep} for key :v`,
    }),
    rejectionTest('Query refuses a value inside 32 lists without an envelope', {
      operation: 'Query',
      input: (TableName) => ({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: 'a = :v',
        ExpressionAttributeValues: { ':pk': { S: 'a' }, ':v': nested(32) },
      }),
      message: tooDeep,
    }),
    rejectionTest('GetItem refuses a value inside 32 lists before it looks for the table', {
      operation: 'GetItem',
      input: (TableName) => ({ TableName: `${TableName}-absent`, Key: { pk: nested(32) } }),
      message: tooDeep,
    }),
    {
      name: 'an update that makes an item too deep is refused in fewer words',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: { ...key, a: { M: {} } } });
        const update = db.execute('UpdateItem', {
          TableName,
          Key: key,
          UpdateExpression: 'SET a.b = :v',
          ExpressionAttributeValues: { ':v': nested(31) },
        });
        await expectRejection(update, { message: 'Nesting Levels have exceeded supported limits' });
      },
    },
    accepts('an expression of 4,096 bytes', `a = :v${' '.repeat(4090)}`),
    refuses(
      'an expression of 4,097 bytes',
      `a = :v${' '.repeat(4091)}`,
      // Some Regions go on with the size.
      /^Invalid FilterExpression: Expression size has exceeded the maximum allowed size;( expression size: 4097)?$/,
    ),
    refuses(
      'an expression of 4,096 characters but more bytes',
      `a = :v OR #é = :v${' '.repeat(4079)}`,
      /^Invalid FilterExpression: Expression size has exceeded the maximum allowed size;/,
    ),
    accepts('300 operators', `NOT ${comparisons(150)}`),
    refuses(
      '301 operators',
      comparisons(151),
      'Invalid FilterExpression: The expression contains too many operators; operator count: 301',
    ),
    accepts('100 operands of IN, the first one included', `a IN (${Array.from({ length: 99 }, () => ':v').join()})`),
    refuses(
      '101 operands of IN',
      `a IN (${Array.from({ length: 100 }, () => ':v').join()})`,
      /^Invalid FilterExpression: .*IN/,
    ),
    accepts('a path of 32 steps', `a${'.a'.repeat(31)} = :v`),
    refuses(
      'a path of 33 steps',
      `a${'.a'.repeat(32)} = :v`,
      'Invalid FilterExpression: The document path has too many nesting levels; nesting levels: 33',
    ),
    refuses(
      'an index of a list that no list has',
      'a[99999999999999] = :v',
      'Invalid FilterExpression: List index is not within the allowable range; index: [99999999999999]',
    ),
  ],
};

function accepts(what: string, expression: string): ConformanceTest {
  return {
    name: `a filter may have ${what}`,
    async run({ db, table }) {
      const TableName = await table(hashTable);
      await db.execute('Scan', { TableName, FilterExpression: expression, ExpressionAttributeValues: v });
    },
  };
}

function refuses(what: string, expression: string, message: string | RegExp): ConformanceTest {
  return rejectionTest(`a filter must not have ${what}`, {
    operation: 'Scan',
    input: (TableName) => ({ TableName, FilterExpression: expression, ExpressionAttributeValues: v }),
    message,
  });
}
