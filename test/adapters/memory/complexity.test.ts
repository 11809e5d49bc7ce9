import { ManualClock, MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import type { AttributeValue, Input, OperationName } from '../../../src/domain/dynamodb.ts';
import { ServiceError } from '../../../src/domain/errors.ts';
import { tokenLifetimeMs } from '../../../src/domain/limits.ts';
import { comparisonCount } from '../../../src/domain/values/comparison-count.ts';
import { suite } from '../../support/suite.ts';
import { itemOf, Key, range, requestsOn, types } from './sized-requests.ts';

/** When a request is twice as large, it makes about twice as many comparisons: n log n at most. */
const test = suite('comparisons of large requests');

const smallest = 500;
/** For twice the size. `n log n` more than doubles: by 2.25 from 500 to 1,000. */
const mostGrowth = 2.4;
/** Comparisons that do not depend on the size. */
const mostFixed = 200;

for (const [type, sized] of Object.entries(types)) {
  for (const [number, [operation]] of requestsOn(sized, smallest).entries()) {
    test(`${operation} ${number + 1} on a value of type ${type}`, async () => {
      await checkGrowth(async (size) => {
        const db = await openThings();
        await db.execute('PutItem', { TableName: 'things', Item: itemOf(sized.value(size)) });
        const [, input] = requestsOn(sized, size)[number] ?? [operation, {}];
        return () => execute(db, operation, input);
      });
    });
  }
}

const onTables: Readonly<Record<string, (db: MemoryDynamoDb, size: number) => Promise<void>>> = {
  'PutItem of each item': putAll,
  'UpdateItem and DeleteItem of each item': async (db, size) => {
    await putAll(db, size);
    for (const number of range(size)) {
      const key = { pk: { S: 'a' }, sk: { N: String(number) } };
      const UpdateExpression = 'SET g = :g';
      const ExpressionAttributeValues = { ':g': { S: String(size - number) } };
      await db.execute('UpdateItem', { TableName: 'sorted', Key: key, UpdateExpression, ExpressionAttributeValues });
      if (number % 2 === 0) await db.execute('DeleteItem', { TableName: 'sorted', Key: key });
    }
  },
  'Query and Scan of all items in pages': async (db, size) => {
    await putAll(db, size);
    for (const operation of ['Query', 'Scan'] as const) {
      for (const IndexName of [undefined, 'byG']) {
        const condition = { KeyConditionExpression: IndexName ? 'g = :v' : 'pk = :v' };
        const values = { ExpressionAttributeValues: { ':v': { S: IndexName ? 'g' : 'a' } } };
        let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
        do {
          const request = { TableName: 'sorted', IndexName, Limit: 20, ExclusiveStartKey };
          const page = await db.execute(
            operation,
            operation === 'Query' ? { ...request, ...condition, ...values } : request,
          );
          ExclusiveStartKey = page.LastEvaluatedKey;
        } while (ExclusiveStartKey !== undefined);
      }
    }
  },
  'BatchWriteItem and BatchGetItem of all items': async (db, size) => {
    const keys = range(size).map((number) => ({ pk: { S: 'a' }, sk: { N: String((number * 7919) % size) } }));
    for (const part of partsOf(keys, 25)) {
      const puts = part.map((key) => ({ PutRequest: { Item: { ...key, g: { S: 'g' } } } }));
      await db.execute('BatchWriteItem', { RequestItems: { sorted: puts } });
    }
    for (const part of partsOf(keys, 100))
      await db.execute('BatchGetItem', { RequestItems: { sorted: { Keys: part } } });
    for (const part of partsOf(keys, 25)) {
      const deletes = part.map((Key) => ({ DeleteRequest: { Key } }));
      await db.execute('BatchWriteItem', { RequestItems: { sorted: deletes } });
    }
  },
  'Query and Scan of all items with filters': async (db, size) => {
    await putAll(db, size);
    const ExpressionAttributeValues = { ':n': { N: String(size >> 1) }, ':g': { S: 'g' } };
    const FilterExpression = 'sk > :n AND g IN (:n, :g)';
    const KeyConditions = { g: { ComparisonOperator: 'EQ' as const, AttributeValueList: [{ S: 'g' }] } };
    const QueryFilter = { sk: { ComparisonOperator: 'LT' as const, AttributeValueList: [{ N: '9' }] } };
    await db.execute('Scan', { TableName: 'sorted', FilterExpression, ExpressionAttributeValues });
    await db.execute('Scan', { TableName: 'sorted', ScanFilter: QueryFilter, Segment: 0, TotalSegments: 1 });
    await db.execute('Query', { TableName: 'sorted', IndexName: 'byG', KeyConditions, QueryFilter });
  },
  'requests with as many keys as their size': async (db, size) => {
    const Keys = range(size).map((number) => ({ pk: { S: 'a' }, sk: { N: String(number) } }));
    await execute(db, 'BatchGetItem', { RequestItems: { sorted: { Keys } } });
    const puts = Keys.map((Item) => ({ PutRequest: { Item } }));
    await execute(db, 'BatchWriteItem', { RequestItems: { sorted: puts } });
  },
  'conditions with as many candidates as their size': async (db, size) => {
    const entries = range(size).map((number) => [`:v${number}`, { N: String(number) }] as const);
    const ConditionExpression = `v IN (${entries.map(([name]) => name).join(', ')})`;
    const ExpressionAttributeValues = Object.fromEntries(entries);
    await execute(db, 'DeleteItem', { Key, ConditionExpression, ExpressionAttributeValues });
    const AttributeValueList = entries.map(([, value]) => value);
    await execute(db, 'DeleteItem', { Key, Expected: { v: { ComparisonOperator: 'IN', AttributeValueList } } });
  },
  'TransactWriteItems and TransactGetItems of each item, with tokens that are forgotten': async (db, size) => {
    const clock = new ManualClock();
    const transacting = db.fork({ clock });
    for (const number of range(size)) {
      const key = { pk: { S: 'a' }, sk: { N: String((number * 7919) % size) } };
      clock.advance(tokenLifetimeMs / 100);
      await transacting.execute('TransactWriteItems', {
        TransactItems: [
          { Put: { TableName: 'sorted', Item: { ...key, g: { S: 'g' } } } },
          { Put: { TableName: 'things', Item: { pk: { S: String(number) } } } },
        ],
        ClientRequestToken: String(number),
      });
      await transacting.execute('TransactGetItems', { TransactItems: [{ Get: { TableName: 'sorted', Key: key } }] });
    }
  },
  'CreateTable, ListTables, DescribeTable and DeleteTable of each table': async (db, size) => {
    for (const number of range(size)) {
      await db.execute('CreateTable', { ...thingsTable, TableName: `table-${number}` });
      await db.execute('DescribeTable', { TableName: `table-${number}` });
    }
    for (let name: string | undefined = 'aaa'; name !== undefined; ) {
      const page: { LastEvaluatedTableName?: string | undefined } = await db.execute('ListTables', {
        ExclusiveStartTableName: name,
      });
      name = page.LastEvaluatedTableName;
    }
    for (const number of range(size)) await db.execute('DeleteTable', { TableName: `table-${number}` });
  },
};
for (const [what, run] of Object.entries(onTables)) {
  test(what, async () => {
    await checkGrowth(async (size) => {
      const db = await openThings();
      return () => run(db, size);
    });
  });
}

test('a request for one item compares no keys, unless it moves an entry; nor does it after a fork of a fork', async () => {
  const db = await openThings();
  await putAll(db, 2_000);
  const forked = db.fork().fork();
  const key = { pk: { S: 'a' }, sk: { N: '1000' } };
  for (const each of [db, forked]) {
    await each.execute('PutItem', { TableName: 'sorted', Item: { ...key, g: { S: 'g' } } });
    assert.is(await comparisonsOf(() => each.execute('GetItem', { TableName: 'sorted', Key: key })), 0);
    const Item = { ...key, g: { S: 'g' }, note: { S: 'new' } };
    assert.is(await comparisonsOf(() => each.execute('PutItem', { TableName: 'sorted', Item })), 0);
    const UpdateExpression = 'REMOVE note';
    assert.is(
      await comparisonsOf(() => each.execute('UpdateItem', { TableName: 'sorted', Key: key, UpdateExpression })),
      0,
    );
    const moved = { TableName: 'sorted', Item: { ...key, g: { S: 'other' } } };
    assert.ok((await comparisonsOf(() => each.execute('PutItem', moved))) > 0);
  }
});

test.run();

async function comparisonsOf(run: () => Promise<unknown>): Promise<number> {
  const before = comparisonCount.value;
  await run();
  return comparisonCount.value - before;
}

const thingsTable = {
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' as const }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' as const }],
  BillingMode: 'PAY_PER_REQUEST' as const,
};

async function openThings(): Promise<MemoryDynamoDb> {
  const db = new MemoryDynamoDb();
  await db.execute('CreateTable', { ...thingsTable, TableName: 'things' });
  await db.execute('CreateTable', {
    TableName: 'sorted',
    KeySchema: [...thingsTable.KeySchema, { AttributeName: 'sk', KeyType: 'RANGE' }],
    AttributeDefinitions: [
      ...thingsTable.AttributeDefinitions,
      { AttributeName: 'sk', AttributeType: 'N' },
      { AttributeName: 'g', AttributeType: 'S' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'byG',
        KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
        Projection: { ProjectionType: 'ALL' },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  });
  return db;
}

async function putAll(db: MemoryDynamoDb, size: number): Promise<void> {
  for (const number of range(size)) {
    const Item = { pk: { S: 'a' }, sk: { N: String((number * 7919) % size) }, g: { S: 'g' } };
    await db.execute('PutItem', { TableName: 'sorted', Item });
  }
}

function partsOf<T>(elements: readonly T[], length: number): readonly T[][] {
  return range(Math.ceil(elements.length / length)).map((part) => elements.slice(part * length, (part + 1) * length));
}

/** The service rejects some of the requests. */
async function execute(db: MemoryDynamoDb, operation: OperationName, input: object): Promise<void> {
  const request = { TableName: 'things', ...input } as Input<OperationName>; // the emulator checks the types
  await db.execute(operation, request).catch((error: unknown) => {
    if (!(error instanceof ServiceError)) throw error;
  });
}

/** Compares the comparisons at a size, at twice and at four times the size. */
async function checkGrowth(prepare: (size: number) => Promise<() => Promise<void>>): Promise<void> {
  const counts: number[] = [];
  for (const size of [smallest, 2 * smallest, 4 * smallest]) {
    const run = await prepare(size);
    const before = comparisonCount.value;
    await run();
    counts.push(comparisonCount.value - before);
  }
  for (const [index, count] of counts.slice(1).entries()) {
    assert.ok(
      count <= mostGrowth * (counts[index] ?? 0) + mostFixed,
      `comparisons grow too fast: ${counts.join(', ')}`,
    );
  }
}
