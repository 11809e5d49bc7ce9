import { MemoryDynamoDb } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import type { AttributeValue, Input, OperationName } from '../../../src/domain/dynamodb.ts';
import { ServiceError } from '../../../src/domain/errors.ts';
import { comparisonCount } from '../../../src/domain/values/comparison-count.ts';
import { suite } from '../../support/suite.ts';

/** When a request is twice as large, it makes about twice as many comparisons: n log n at most. */
const test = suite('comparisons of large requests');

const smallest = 500;
/** For twice the size. `n log n` more than doubles: by 2.25 from 500 to 1,000. */
const mostGrowth = 2.4;
/** Comparisons that do not depend on the size. */
const mostFixed = 200;

/** Values of each type, of a size; `other` overlaps with half of the first, `part` is at its end. */
interface Sized {
  readonly value: (size: number) => AttributeValue;
  readonly other?: (size: number) => AttributeValue;
  readonly part?: (size: number) => AttributeValue;
}

const range = (size: number, first = 0) => Array.from({ length: size }, (_, index) => first + index);
const bytesOf = (number: number) => Uint8Array.of(number >> 16, number >> 8, number);
const repeated = (size: number) => new Uint8Array(size).fill(97);
const endingInB = (size: number) => Uint8Array.from([...repeated(size >> 1), 98]);

const types: Readonly<Record<string, Sized>> = {
  S: {
    value: (size) => ({ S: 'a'.repeat(size) }),
    part: (size) => ({ S: `${'a'.repeat(size >> 1)}b` }),
  },
  N: { value: (size) => ({ N: String(size) }) },
  B: { value: (size) => ({ B: repeated(size) }), part: (size) => ({ B: endingInB(size) }) },
  BOOL: { value: () => ({ BOOL: true }) },
  NULL: { value: () => ({ NULL: true }) },
  SS: {
    value: (size) => ({ SS: range(size).map(String).reverse() }),
    other: (size) => ({ SS: range(size, size >> 1).map(String) }),
    part: () => ({ S: '0' }),
  },
  NS: {
    value: (size) => ({ NS: range(size).map(String).reverse() }),
    other: (size) => ({ NS: range(size, size >> 1).map(String) }),
    part: () => ({ N: '0' }),
  },
  BS: {
    value: (size) => ({ BS: range(size).map(bytesOf).reverse() }),
    other: (size) => ({ BS: range(size, size >> 1).map(bytesOf) }),
    part: (size) => ({ B: bytesOf(size) }),
  },
  L: {
    value: (size) => ({ L: range(size).map((each) => ({ N: String(each) })) }),
    part: () => ({ N: '-1' }),
  },
  M: { value: (size) => ({ M: Object.fromEntries(range(size).map((each) => [`m${each}`, { N: String(each) }])) }) },
};

const Key = { pk: { S: 'a' } };

/** The requests that handle a value of a type, after it is stored. */
function requestsOn({ value, other, part }: Sized, size: number): readonly Request[] {
  const stored = value(size);
  const equal = { ConditionExpression: 'v = :v', ExpressionAttributeValues: { ':v': stored } };
  const among = {
    ConditionExpression: 'v IN (:w, :v) AND v <> :w',
    ExpressionAttributeValues: { ':v': stored, ':w': value(size + 1) },
  };
  const legacy = { v: { ComparisonOperator: 'EQ', AttributeValueList: [stored] } };
  const filtered = { FilterExpression: 'v = :v AND size(v) > :n OR attribute_type(v, :t)' };
  const values = { ':v': stored, ':n': { N: '1' }, ':t': { S: 'M' } };
  return [
    ['PutItem', { Item: { ...Key, v: stored }, ReturnValues: 'ALL_OLD', ...equal }],
    ['PutItem', { Item: { ...Key, v: stored }, ...among }],
    [
      'UpdateItem',
      { Key, UpdateExpression: 'SET w = v, x = if_not_exists(y, v)', ReturnValues: 'UPDATED_NEW', ...equal },
    ],
    ['UpdateItem', { Key, UpdateExpression: 'SET v = :v', ...equal }],
    ['UpdateItem', { Key, UpdateExpression: 'REMOVE v' }],
    ['UpdateItem', { Key, AttributeUpdates: { v: { Action: 'PUT', Value: stored } }, Expected: legacy }],
    ['Scan', { ScanFilter: legacy }],
    ['DeleteItem', { Key, ...equal }],
    ['GetItem', { Key, ProjectionExpression: 'v' }],
    ['BatchGetItem', { RequestItems: { things: { Keys: [Key], ProjectionExpression: 'v' } } }],
    ['BatchWriteItem', { RequestItems: { things: [{ PutRequest: { Item: { ...Key, v: stored } } }] } }],
    ['Scan', { ...filtered, ExpressionAttributeValues: values }],
    [
      'Query',
      { ...filtered, KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ...values, ':pk': Key.pk } },
    ],
    ...(stored.L === undefined ? [] : listRequests(stored)),
    ...(other === undefined ? [] : setRequests(stored, other(size))),
    ...(part === undefined ? [] : containsRequests(part(size))),
  ];
}

function listRequests(list: AttributeValue): readonly Request[] {
  const ExpressionAttributeValues = { ':v': list };
  return [
    ['UpdateItem', { Key, UpdateExpression: 'SET v = list_append(v, :v)', ExpressionAttributeValues }],
    ['UpdateItem', { Key, AttributeUpdates: { v: { Action: 'ADD', Value: list } } }],
    [
      'UpdateItem',
      { Key, UpdateExpression: 'SET v[0] = :v, v[9999] = :v REMOVE v[1], v[2]', ExpressionAttributeValues },
    ],
  ];
}

function setRequests(set: AttributeValue, other: AttributeValue): readonly Request[] {
  const ExpressionAttributeValues = { ':v': other };
  const [type = '', members = []] = Object.entries(set)[0] ?? [];
  const twice = { [type]: [...members, ...members] } as unknown as AttributeValue; // as it was before, but not accepted
  return [
    ['UpdateItem', { Key, UpdateExpression: 'ADD v :v', ExpressionAttributeValues }],
    ['UpdateItem', { Key, AttributeUpdates: { v: { Action: 'ADD', Value: other } } }],
    ['UpdateItem', { Key, AttributeUpdates: { v: { Action: 'DELETE', Value: other } } }],
    ['UpdateItem', { Key, UpdateExpression: 'DELETE v :v', ExpressionAttributeValues, ReturnValues: 'UPDATED_NEW' }],
    ['PutItem', { Item: { ...Key, v: twice } }],
    ['UpdateItem', { Key, UpdateExpression: 'ADD v :v', ExpressionAttributeValues: { ':v': twice } }],
  ];
}

function containsRequests(part: AttributeValue): readonly Request[] {
  const ExpressionAttributeValues = { ':v': part };
  return [
    ['Scan', { FilterExpression: 'contains(v, :v)', ExpressionAttributeValues }],
    ['Scan', { ScanFilter: { v: { ComparisonOperator: 'NOT_CONTAINS', AttributeValueList: [part] } } }],
    ['Scan', { FilterExpression: 'contains(:v, v)', ExpressionAttributeValues }],
    ['DeleteItem', { Key, ConditionExpression: 'NOT contains(v, :v)', ExpressionAttributeValues }],
  ];
}

type Request = readonly [OperationName, object];

for (const [type, sized] of Object.entries(types)) {
  for (const [number, [operation]] of requestsOn(sized, smallest).entries()) {
    test(`${operation} ${number + 1} on a value of type ${type}`, async () => {
      await checkGrowth(async (size) => {
        const db = await openThings();
        await db.execute('PutItem', { TableName: 'things', Item: { ...Key, v: sized.value(size) } });
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

test.run();

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
