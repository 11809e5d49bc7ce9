import type { Input, Item } from '../../domain/dynamodb.ts';
import type { ConformanceContext, ConformanceSuite } from './conformance-test.ts';
import { expectEqual, expectRejection } from './expect.ts';
import { conditionFailed, expectCancelled } from './expect-cancelled.ts';
import { sizedItem } from './sized-item.ts';
import { hashTable } from './table-shapes.ts';

const mismatch = { error: 'IdempotentParameterMismatchException', message: /./ };

/** The client request token of TransactWriteItems (behaviour §14, §15). */
export const transactTokensSuite: ConformanceSuite = {
  name: 'transact-tokens',
  tests: [
    {
      name: 'the same actions with the same token succeed again and are not executed again',
      source: 'behaviour §14',
      async run(context) {
        const counter = await counterIn(context);
        for (let times = 0; times < 3; times += 1) await context.db.execute('TransactWriteItems', counter.request);
        expectEqual(await counter.read(), { N: '1' });
      },
    },
    {
      name: 'the same actions with another token, or without one, are executed',
      source: 'behaviour §14',
      async run(context) {
        const counter = await counterIn(context);
        await context.db.execute('TransactWriteItems', counter.request);
        await context.db.execute('TransactWriteItems', {
          ...counter.request,
          ClientRequestToken: await newToken(context),
        });
        await context.db.execute('TransactWriteItems', { ...counter.request, ClientRequestToken: undefined });
        expectEqual(await counter.read(), { N: '3' });
      },
    },
    {
      name: 'a repeated request reports what reading the larger items of the first one consumes, whatever it asked for then',
      source: 'behaviour §15',
      async run(context) {
        const TableName = await context.table(hashTable);
        const [small, replaced] = [{ pk: { S: context.newKey() } }, { pk: { S: context.newKey() } }];
        await context.db.execute('PutItem', { TableName, Item: sizedItem(replaced, 9000) });
        const request: Input<'TransactWriteItems'> = {
          TransactItems: [
            { Put: { TableName, Item: sizedItem(small, 1500) } },
            { Put: { TableName, Item: sizedItem(replaced, 100) } },
          ],
          ClientRequestToken: await newToken(context),
        };
        const first = await context.db.execute('TransactWriteItems', { ...request, ReturnConsumedCapacity: 'TOTAL' });
        expectEqual(first.ConsumedCapacity, [{ TableName, CapacityUnits: 22, WriteCapacityUnits: 22 }]);
        const again = await context.db.execute('TransactWriteItems', { ...request, ReturnConsumedCapacity: 'INDEXES' });
        const units = { CapacityUnits: 8, ReadCapacityUnits: 8 };
        expectEqual(again.ConsumedCapacity, [{ TableName, ...units, Table: units }], 'the capacity of the repetition');
        const silent = await context.db.execute('TransactWriteItems', request);
        expectEqual(silent.ConsumedCapacity, undefined, 'the capacity without a request for it');
      },
    },
    {
      name: 'other actions with the same token are rejected',
      source: 'behaviour §14',
      async run(context) {
        const { update, request, read } = await counterIn(context);
        await context.db.execute('TransactWriteItems', request);
        const { TableName, Key } = update;
        const changed: readonly Input<'TransactWriteItems'>['TransactItems'][] = [
          [{ Update: { ...update, ExpressionAttributeValues: { ':one': { N: '2' } } } }],
          [{ Update: { ...update, ConditionExpression: 'attribute_exists(pk)' } }],
          [{ Update: { ...update, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } }],
          [{ Delete: { TableName, Key } }],
          [{ Update: update }, { Delete: { TableName, Key: { pk: { S: context.newKey() } } } }],
        ];
        for (const TransactItems of changed) {
          await expectRejection(context.db.execute('TransactWriteItems', { ...request, TransactItems }), mismatch);
        }
        expectEqual(await read(), { N: '1' });
      },
    },
    {
      name: 'the members of a repeated request are validated',
      source: 'behaviour §14',
      async run(context) {
        const { request } = await counterIn(context);
        await context.db.execute('TransactWriteItems', request);
        const ReturnConsumedCapacity = 'ALL' as 'TOTAL'; // not a value of the enumeration
        await expectRejection(context.db.execute('TransactWriteItems', { ...request, ReturnConsumedCapacity }), {
          message:
            "1 validation error detected: Value 'ALL' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: [INDEXES, TOTAL, NONE]",
        });
      },
    },
    {
      name: 'the token of a cancelled transaction can be used again',
      source: 'behaviour §14',
      async run(context) {
        const { update, request, read } = await counterIn(context);
        const TransactItems = [{ Update: { ...update, ConditionExpression: 'n = :one' } }];
        await expectCancelled(context.db.execute('TransactWriteItems', { ...request, TransactItems }), [
          conditionFailed,
        ]);
        await context.db.execute('PutItem', { TableName: update.TableName, Item: { ...update.Key, n: { N: '1' } } });
        await context.db.execute('TransactWriteItems', { ...request, TransactItems });
        expectEqual(await read(), { N: '2' });
      },
    },
  ],
};

/** A transaction that adds 1 to a number, and a function that reads it. */
async function counterIn(context: ConformanceContext) {
  const { db, table, newKey } = context;
  const TableName = await table(hashTable);
  const Key: Item = { pk: { S: newKey() } };
  const ExpressionAttributeValues = { ':one': { N: '1' } };
  const update = { TableName, Key, UpdateExpression: 'ADD n :one', ExpressionAttributeValues };
  const request = { TransactItems: [{ Update: update }], ClientRequestToken: await newToken(context) };
  const read = async () => (await db.execute('GetItem', { TableName, Key, ConsistentRead: true })).Item?.n;
  return { update, request, read };
}

/** Returns a token of at most 36 characters that no other run on the same engine uses, as the tables have new names in each. */
async function newToken({ table, newKey }: ConformanceContext): Promise<string> {
  return `${(await table(hashTable)).slice(-24)}-${newKey()}`;
}
