import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { type Account, emptyAccount, tableOf } from '../../src/adapters/memory/account/account.ts';
import { step } from '../../src/adapters/memory/step.ts';
import { type OrderedMap, walk } from '../../src/adapters/memory/storage/ordered-map.ts';
import type { StorageKey } from '../../src/adapters/memory/storage/storage-key.ts';
import type { StoredItem } from '../../src/adapters/memory/storage/stored-item.ts';
import type { Input, Item, OperationName, Output } from '../../src/domain/dynamodb.ts';
import { ServiceError } from '../../src/domain/errors.ts';
import { changedItemSizeBytes, itemSizeBytes } from '../../src/domain/values/size.ts';
import { plainEnvironment } from '../adapters/memory/test-tables.ts';
import { suite } from '../support/suite.ts';
import { attributeValues, items } from './arbitraries/attribute-values.ts';

const test = suite('items');

const key: Item = { id: { S: 'x' } };
const red: Item = { colour: { S: 'red' } };

/** An account with a table `things` with the key `id` and an index on `colour`. */
class AccountUnderTest {
  #account: Account = emptyAccount();

  constructor() {
    this.run('CreateTable', {
      TableName: 'things',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'id', AttributeType: 'S' },
        { AttributeName: 'colour', AttributeType: 'S' },
      ],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byColour',
          KeySchema: [{ AttributeName: 'colour', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
  }

  run<N extends OperationName>(operation: N, input: Input<N>): Output<N> {
    const { account, output } = step(this.#account, { operation, input }, plainEnvironment);
    this.#account = account;
    return output;
  }

  /** Returns the item with the key `x`. */
  get(): Item | undefined {
    return this.run('GetItem', { TableName: 'things', Key: key }).Item;
  }

  /** Returns the items of the table and its index. */
  contents(): unknown {
    const table = tableOf(this.#account, 'things');
    return [table?.sizeBytes, ...[table?.items, table?.indexes[0]?.entries].map(entriesOf)];
  }
}

/** Items with the key `x`. */
const keyedItems = items.map((item) => ({ ...item, ...key }));

/** A write that the service rejects, and the message of the error. */
interface RejectedWrite {
  readonly run: (account: AccountUnderTest) => unknown;
  readonly message: RegExp;
}

const rejectedWrites: fc.Arbitrary<RejectedWrite> = attributeValues.chain((value) =>
  fc.constantFrom(
    rejectedPut(/^Item size has exceeded/, { huge: { B: new Uint8Array(409_600) }, value }),
    rejectedPut(/^.* Type mismatch for Index Key colour Expected: S/, { colour: { L: [value] } }),
    rejectedPut(/^The conditional request failed$/, { value }, 'attribute_not_exists(colour)'),
    rejectedUpdate(/^.* Type mismatch for Index Key colour Expected: S/, 'SET colour = :one'),
    rejectedUpdate(/refers to an attribute that does not exist/, 'SET a = :one, b = nothing'),
    rejectedUpdate(/document path provided in the update expression is invalid/, 'SET a = :one REMOVE colour2.b'),
    rejectedUpdate(/^An operand in the update expression has an incorrect data type$/, 'ADD colour :one, a :one'),
    {
      message: /^The conditional request failed$/,
      run: (account) =>
        account.run('DeleteItem', { TableName: 'things', Key: key, ConditionExpression: 'attribute_exists(nothing)' }),
    },
    {
      message: /^The provided key element does not match the schema$/,
      run: (account) => {
        const good = { PutRequest: { Item: { id: { S: 'y' }, value } } };
        const bad = { PutRequest: { Item: { id: { N: '1' } } } };
        return account.run('BatchWriteItem', { RequestItems: { things: [good, bad] } });
      },
    },
  ),
);

test('a get returns the item that was put', () => {
  fc.assert(
    fc.property(keyedItems, (item) => {
      const account = new AccountUnderTest();
      account.run('PutItem', { TableName: 'things', Item: item });
      assert.is(textOf(account.get()), textOf(item));
    }),
  );
});

test('a deletion removes the item and returns it', () => {
  fc.assert(
    fc.property(keyedItems, (item) => {
      const account = new AccountUnderTest();
      account.run('PutItem', { TableName: 'things', Item: item });
      const { Attributes } = account.run('DeleteItem', { TableName: 'things', Key: key, ReturnValues: 'ALL_OLD' });
      assert.is(textOf(Attributes), textOf(item));
      assert.is(account.get(), undefined);
    }),
  );
});

test('an update sets and removes as in a plain object', () => {
  fc.assert(
    fc.property(keyedItems, attributeValues, (item, value) => {
      const account = new AccountUnderTest();
      account.run('PutItem', { TableName: 'things', Item: item });
      account.run('UpdateItem', {
        TableName: 'things',
        Key: key,
        UpdateExpression: 'SET #set = :value REMOVE #gone',
        ExpressionAttributeNames: { '#set': 'b', '#gone': '__proto__' },
        ExpressionAttributeValues: { ':value': value },
      });
      const expected = Object.entries({ ...item, b: value }).filter(([name]) => name !== '__proto__');
      assert.is(textOf(account.get()), textOf(Object.fromEntries(expected)));
    }),
  );
});

test('the size of a changed item is what a whole measurement gives', () => {
  fc.assert(
    fc.property(items, items, fc.func(fc.boolean()), (before, others, isKept) => {
      const kept = Object.entries(before).filter(([name]) => isKept(name));
      const item = Object.fromEntries([...kept, ...Object.entries(others)]);
      const names = [...new Set([...Object.keys(before), ...Object.keys(item)])];
      const sizeBytes = itemSizeBytes(before);
      assert.is(changedItemSizeBytes(item, { before, sizeBytes, names }), itemSizeBytes(item));
    }),
  );
});

test('consumed capacity is the size of the item, rounded up to whole units', () => {
  const sized = fc.integer({ min: 0, max: 20_000 }).map((bytes) => ({ ...key, b: { B: new Uint8Array(bytes) } }));
  fc.assert(
    fc.property(sized, sized, fc.boolean(), (first, second, ConsistentRead) => {
      const account = new AccountUnderTest();
      const ReturnConsumedCapacity = 'TOTAL';
      const putUnits = (Item: Item) =>
        account.run('PutItem', { TableName: 'things', Item, ReturnConsumedCapacity }).ConsumedCapacity?.CapacityUnits;
      const [before, after] = [itemSizeBytes(first), itemSizeBytes(second)];
      assert.is(putUnits(first), Math.ceil(before / 1024));
      assert.is(putUnits(second), Math.ceil(Math.max(before, after) / 1024));
      const get = { TableName: 'things', Key: key, ConsistentRead, ReturnConsumedCapacity } as const;
      const { ConsumedCapacity } = account.run('GetItem', get);
      assert.is(ConsumedCapacity?.CapacityUnits, Math.ceil(after / 4096) / (ConsistentRead ? 1 : 2));
    }),
  );
});

test('a rejected write changes nothing', () => {
  fc.assert(
    fc.property(keyedItems, rejectedWrites, (item, { run, message }) => {
      const account = new AccountUnderTest();
      account.run('PutItem', { TableName: 'things', Item: { ...item, ...red } });
      const before = account.contents();
      assert.throws(
        () => run(account),
        (error: unknown) => error instanceof ServiceError && message.test(error.message),
      );
      assert.equal(account.contents(), before);
    }),
  );
});

test('a batch write equals single writes', () => {
  const writes = fc.uniqueArray(fc.tuple(fc.nat(30), fc.boolean()), {
    selector: ([id]) => id,
    minLength: 1,
    maxLength: 25,
  });
  fc.assert(
    fc.property(writes, items, (entries, item) => {
      const [single, batch] = [new AccountUnderTest(), new AccountUnderTest()];
      for (const account of [single, batch]) {
        for (let id = 0; id <= 30; id += 2)
          account.run('PutItem', { TableName: 'things', Item: { id: { S: `${id}` } } });
      }
      const requests = entries.map(([id, isPut]) => {
        const Key = { id: { S: `${id}` } };
        return isPut ? { PutRequest: { Item: { ...item, ...Key } } } : { DeleteRequest: { Key } };
      });
      for (const { PutRequest, DeleteRequest } of requests) {
        if (PutRequest !== undefined) single.run('PutItem', { TableName: 'things', ...PutRequest });
        else single.run('DeleteItem', { TableName: 'things', ...DeleteRequest });
      }
      batch.run('BatchWriteItem', { RequestItems: { things: requests } });
      assert.equal(batch.contents(), single.contents());
    }),
    { numRuns: 30 },
  );
});

test.run();

function rejectedPut(message: RegExp, item: Item, ConditionExpression?: string): RejectedWrite {
  return {
    message,
    run: (account) => account.run('PutItem', { TableName: 'things', Item: { ...item, ...key }, ConditionExpression }),
  };
}

function rejectedUpdate(message: RegExp, UpdateExpression: string): RejectedWrite {
  const ExpressionAttributeValues = { ':one': { N: '1' } };
  return {
    message,
    run: (account) =>
      account.run('UpdateItem', { TableName: 'things', Key: key, UpdateExpression, ExpressionAttributeValues }),
  };
}

/** As text, because the assertions can't compare attributes named `__proto__` and `constructor`. */
function textOf(item: Item | undefined): string {
  return JSON.stringify(Object.entries(item ?? {}).sort(([left], [right]) => (left < right ? -1 : 1)));
}

function entriesOf(map: OrderedMap<StorageKey, StoredItem> | undefined): unknown {
  const entries: unknown[] = [];
  if (map !== undefined) walk(map, {}, (item, at) => entries.push([at, textOf(item.attributes)]) > 0);
  return entries;
}
