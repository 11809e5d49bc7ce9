import type { ConformanceSuite } from './conformance-test.ts';
import { expectEqual, expectRejection } from './expect.ts';
import { binaryHashTable, hashTable, numberHashTable, sortedTable } from './table-shapes.ts';

/** PutItem, GetItem and DeleteItem on single items. */
export const itemsSuite: ConformanceSuite = {
  name: 'items',
  tests: [
    {
      name: 'GetItem returns a stored item with all its attributes',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Item = { pk: { S: newKey() }, name: { S: 'Jane' }, age: { N: '30' } };
        await db.execute('PutItem', { TableName, Item });
        const output = await db.execute('GetItem', { TableName, Key: { pk: Item.pk }, ConsistentRead: true });
        expectEqual(output.Item, Item);
      },
    },
    {
      name: 'GetItem returns no Item for a key that does not exist',
      async run({ db, table, newKey }) {
        const output = await db.execute('GetItem', { TableName: await table(hashTable), Key: { pk: { S: newKey() } } });
        expectEqual(output.Item, undefined);
      },
    },
    {
      name: 'PutItem returns nothing by default',
      async run({ db, table, newKey }) {
        const { Attributes, ConsumedCapacity, ItemCollectionMetrics } = await db.execute('PutItem', {
          TableName: await table(hashTable),
          Item: { pk: { S: newKey() } },
        });
        expectEqual({ Attributes, ConsumedCapacity, ItemCollectionMetrics }, {});
      },
    },
    {
      name: 'PutItem replaces the whole item',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const pk = { S: newKey() };
        await db.execute('PutItem', { TableName, Item: { pk, a: { S: '1' }, b: { S: '2' } } });
        await db.execute('PutItem', { TableName, Item: { pk, b: { S: '3' } } });
        const output = await db.execute('GetItem', { TableName, Key: { pk }, ConsistentRead: true });
        expectEqual(output.Item, { pk, b: { S: '3' } });
      },
    },
    {
      name: 'PutItem with ALL_OLD returns the replaced item',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const pk = { S: newKey() };
        await db.execute('PutItem', { TableName, Item: { pk, a: { L: [{ N: '1' }] } } });
        const output = await db.execute('PutItem', { TableName, Item: { pk, a: { S: '2' } }, ReturnValues: 'ALL_OLD' });
        expectEqual(output.Attributes, { pk, a: { L: [{ N: '1' }] } });
      },
    },
    {
      name: 'PutItem with ALL_OLD returns no Attributes for a new item',
      async run({ db, table, newKey }) {
        const output = await db.execute('PutItem', {
          TableName: await table(hashTable),
          Item: { pk: { S: newKey() } },
          ReturnValues: 'ALL_OLD',
        });
        expectEqual(output.Attributes, undefined);
      },
    },
    {
      name: 'DeleteItem deletes the item and returns nothing by default',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: { ...Key, a: { S: '1' } } });
        const deleted = await db.execute('DeleteItem', { TableName, Key });
        expectEqual(deleted.Attributes, undefined, 'the attributes that DeleteItem returned');
        const output = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        expectEqual(output.Item, undefined);
      },
    },
    {
      name: 'DeleteItem with ALL_OLD returns the deleted item',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: { ...Key, a: { S: '1' } } });
        const output = await db.execute('DeleteItem', { TableName, Key, ReturnValues: 'ALL_OLD' });
        expectEqual(output.Attributes, { ...Key, a: { S: '1' } });
      },
    },
    {
      name: 'DeleteItem of an item that does not exist succeeds and returns no Attributes',
      async run({ db, table, newKey }) {
        const output = await db.execute('DeleteItem', {
          TableName: await table(hashTable),
          Key: { pk: { S: newKey() } },
          ReturnValues: 'ALL_OLD',
        });
        expectEqual(output.Attributes, undefined);
      },
    },
    {
      name: 'sort keys distinguish the items of a partition, by case too',
      async run({ db, table, newKey }) {
        const TableName = await table(sortedTable);
        const pk = { S: newKey() };
        await db.execute('PutItem', { TableName, Item: { pk, sk: { S: 'a' }, v: { N: '1' } } });
        await db.execute('PutItem', { TableName, Item: { pk, sk: { S: 'A' }, v: { N: '2' } } });
        const lower = await db.execute('GetItem', { TableName, Key: { pk, sk: { S: 'a' } }, ConsistentRead: true });
        const upper = await db.execute('GetItem', { TableName, Key: { pk, sk: { S: 'A' } }, ConsistentRead: true });
        expectEqual([lower.Item?.v, upper.Item?.v], [{ N: '1' }, { N: '2' }]);
      },
    },
    {
      name: 'number keys are equal when their values are',
      async run({ db, ownTable }) {
        const TableName = await ownTable(numberHashTable);
        await db.execute('PutItem', { TableName, Item: { pk: { N: '1000' }, v: { S: 'first' } } });
        await db.execute('PutItem', { TableName, Item: { pk: { N: '1e3' }, v: { S: 'second' } } });
        const output = await db.execute('GetItem', { TableName, Key: { pk: { N: '1000.00' } }, ConsistentRead: true });
        expectEqual(output.Item, { pk: { N: '1000' }, v: { S: 'second' } });
        const { Count } = await db.execute('Scan', { TableName, ConsistentRead: true });
        expectEqual(Count, 1, 'the number of items');
      },
    },
    {
      name: 'binary keys are equal when their bytes are',
      async run({ db, ownTable }) {
        const TableName = await ownTable(binaryHashTable);
        const Item = { pk: { B: Uint8Array.of(0, 255) }, v: { S: 'kept' } };
        await db.execute('PutItem', { TableName, Item });
        const same = await db.execute('GetItem', {
          TableName,
          Key: { pk: { B: Uint8Array.of(0, 255) } },
          ConsistentRead: true,
        });
        const other = await db.execute('GetItem', { TableName, Key: { pk: { B: Uint8Array.of(255, 0) } } });
        expectEqual([same.Item, other.Item], [Item, undefined]);
      },
    },
    {
      name: 'a rejected PutItem changes nothing',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        await db.execute('PutItem', { TableName, Item: { ...Key, a: { S: 'kept' } } });
        const rejected = db.execute('PutItem', { TableName, Item: { ...Key, a: { SS: [] } } });
        await expectRejection(rejected, { message: /An string set {2}may not be empty$/ });
        const output = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        expectEqual(output.Item, { ...Key, a: { S: 'kept' } });
      },
    },
    {
      name: 'stored and returned items share no objects with the caller',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        const bytes = Uint8Array.of(1, 2);
        const list = [{ S: 'first' }];
        await db.execute('PutItem', { TableName, Item: { ...Key, bytes: { B: bytes }, list: { L: list } } });
        bytes[0] = 9;
        list.push({ S: 'second' });
        const output = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        output.Item?.list?.L?.push({ S: 'third' });
        const again = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        expectEqual(again.Item, { ...Key, bytes: { B: Uint8Array.of(1, 2) }, list: { L: [{ S: 'first' }] } });
      },
    },
    {
      name: 'attributes may have the names of members that JavaScript objects inherit',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        const Item = { ...Key, constructor: { S: 'a' }, toString: { S: 'b' }, hasOwnProperty: { S: 'c' } };
        await db.execute('PutItem', { TableName, Item });
        const output = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        expectEqual(output.Item, Item);
        const projected = await db.execute('GetItem', {
          TableName,
          Key,
          ProjectionExpression: 'toString, valueOf',
          ConsistentRead: true,
        });
        expectEqual(projected.Item, { toString: { S: 'b' } }, 'the projection');
      },
    },
    {
      name: 'an attribute may be named __proto__',
      async run({ db, table, newKey }) {
        const TableName = await table(hashTable);
        const Key = { pk: { S: newKey() } };
        // JSON.parse creates an own property of this name; an object literal sets the prototype instead.
        const odd: Record<string, { S: string }> = JSON.parse('{ "__proto__": { "S": "a" } }');
        await db.execute('PutItem', { TableName, Item: { ...odd, ...Key } });
        const output = await db.execute('GetItem', { TableName, Key, ConsistentRead: true });
        expectEqual(output.Item, { ...odd, ...Key });
      },
    },
  ],
};
