import { ConflictError, DynarepoError, entity, number, StoredValueError, string, union, version } from 'dynarepo';
import type { Upcast } from 'dynarepo/types';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { eventually, openRepository, thrown } from './open-repository.ts';

/** Version 1 has one name, version 2 two names, version 3 the age as a number. */
const upcast: Upcast = {
  steps: [
    ({ name, ...item }) => {
      const [firstName = '', lastName = ''] = name?.S?.split(' ') ?? [];
      return { ...item, first: { S: firstName }, last: { S: lastName } };
    },
    (item) => ({ ...item, age: { N: item.age?.S ?? '0' } }),
  ],
};
const userIn = (table: string) =>
  entity('User', {
    table,
    attributes: {
      id: string(),
      firstName: string().storedAs('first'),
      lastName: string().storedAs('last'),
      age: number(),
    },
    key: { partition: 'id' },
    indexes: { byLastName: { partition: 'lastName' } },
    upcast,
  });
const oldItem = { id: { S: '1' }, name: { S: 'Jane Smith' }, age: { S: '30' } };
const jane = { id: '1', firstName: 'Jane', lastName: 'Smith', age: 30 };

for (const adapter of adapters()) {
  const test = suite(`upcasts on ${adapter.name}`);
  test.after(() => adapter.close());

  test('items of every schema version are read in the newest form', async () => {
    const { users, put } = await open(adapter);
    await put(oldItem);
    await put({ id: { S: '2' }, first: { S: 'A' }, last: { S: 'B' }, age: { S: '3' }, schemaVersion: { N: '2' } });
    await users.create({ ...jane, id: '3' });
    const expected = [jane, { id: '2', firstName: 'A', lastName: 'B', age: 3 }, { ...jane, id: '3' }];
    assert.equal(await users.get({ id: '1' }), jane);
    assert.equal(await users.getMany([{ id: '1' }, { id: '2' }, { id: '3' }]), expected);
    assert.equal(
      (await users.scan().all()).toSorted((left, right) => (left.id < right.id ? -1 : 1)),
      expected,
    );
    assert.equal(await users.query({ id: '2' }).first(), expected[1]);
    assert.equal(await users.get({ id: '1' }, { attributes: ['lastName'] }), { lastName: 'Smith' });
    assert.equal(await users.getMany([{ id: '1' }], { attributes: ['age'] }), [{ age: 30 }]);
    assert.equal(await users.query({ id: '1' }, { attributes: ['id', 'age'] }).all(), [{ id: '1', age: 30 }]);
    const smiths = () => users.index('byLastName').query({ lastName: 'Smith' }).all();
    assert.equal(await eventually(adapter, smiths, ({ length }) => length === 1), [{ ...jane, id: '3' }]);
    assert.equal(await users.delete({ id: '1' }), jane);
  });

  test('a save does not give an item with a newer schema version an earlier one', async () => {
    const { users, put, stored } = await open(adapter);
    const newer = { ...oldItem, schemaVersion: { N: '4' } };
    await put(newer);
    const { message } = await thrown(ConflictError, () => users.save(jane));
    assert.match(message, 'schemaVersion > 3');
    await thrown(ConflictError, () => users.save({ ...jane, age: 31 }, { from: jane }));
    assert.equal(await stored(), newer);
    await users.put(jane);
    assert.equal(await users.save({ ...jane, age: 31 }, { from: jane }), { ...jane, age: 31 });
  });

  test('modify notices a change of an attribute that only the upcast reads', async () => {
    const { users, put, stored } = await open(adapter);
    await put(oldItem);
    let calls = 0;
    const changed = await users.modify({ id: '1' }, async (user) => {
      calls += 1;
      if (calls === 1) await put({ ...oldItem, name: { S: 'Joan Smith' } });
      return { ...user, age: 31 };
    });
    assert.equal(changed, { ...jane, firstName: 'Joan', age: 31 });
    assert.is(calls, 2);
    assert.equal((await stored())?.first, { S: 'Joan' });
  });

  test('every write of a whole entity stores the newest form', async () => {
    const { users, put, stored } = await open(adapter);
    const newest = { id: { S: '1' }, first: { S: 'Jane' }, last: { S: 'Smith' }, schemaVersion: { N: '3' } };
    await users.put(jane);
    assert.equal(await stored(), { ...newest, age: { N: '30' } });
    await put(oldItem);
    await users.save(jane);
    assert.equal(await stored(), { ...newest, age: { N: '30' }, name: oldItem.name });
    await put(oldItem);
    await users.save({ ...jane, age: 31 }, { from: jane });
    assert.equal(await stored(), { ...newest, age: { N: '31' }, name: oldItem.name });
    await put(oldItem);
    assert.equal(await users.modify({ id: '1' }, (user) => ({ ...user, age: 32 })), { ...jane, age: 32 });
    assert.equal(await stored(), { ...newest, age: { N: '32' }, name: oldItem.name });
    await users.writeMany({ put: [jane] });
    assert.equal(await stored(), { ...newest, age: { N: '30' } });
  });

  test('an update changes an item in its newest form only', async () => {
    const { users, put, stored } = await open(adapter);
    await put(oldItem);
    const { message, found } = await thrown(ConflictError, () => users.update({ id: '1' }, { age: 31 }));
    assert.match(message, /schemaVersion = 3/);
    assert.equal(found, jane);
    const { id: _, ...others } = jane;
    await thrown(ConflictError, () => users.update({ id: '1' }, others, { upsert: true }));
    await users.save(await users.getOrThrow({ id: '1' }));
    assert.equal(await users.update({ id: '1' }, { age: 31 }, { returning: 'updated' }), { age: 31 });
    await users.update({ id: '2' }, others, { upsert: true });
    assert.equal((await stored('2'))?.schemaVersion, { N: '3' });
  });

  test('an unknown schema version, or a step that fails, is an error of the item', async () => {
    const { users, put } = await open(adapter);
    const violation = async (item: object) => {
      await put({ ...oldItem, ...item });
      return (await thrown(StoredValueError, () => users.get({ id: '1' }))).message;
    };
    assert.is(
      await violation({ schemaVersion: { N: '4' } }),
      'User { id: "1" }: User has schema version {"N":"4"}, but the newest known is 3',
    );
    assert.match(await violation({ schemaVersion: { N: '0' } }), /has schema version/);
    assert.match(await violation({ schemaVersion: { S: '1' } }), /has schema version/);
    const { repository, spy } = await openRepository(adapter, (table) =>
      entity('Broken', {
        table,
        attributes: { id: string(), version: version() },
        key: { partition: 'id' },
        upcast: {
          steps: [
            () => {
              throw new Error('no name');
            },
            () => Reflect.get({}, 'item'),
          ],
          storedAs: '_v',
        },
      }),
    );
    for (const [id, stored, reason] of [
      ['1', {}, 'cannot be converted from schema version 1: no name'],
      ['2', { _v: { N: '2' } }, 'cannot be converted from schema version 2: a step returned no item'],
    ] as const) {
      await spy.execute('PutItem', { TableName: repository.table.name, Item: { id: { S: id }, ...stored } });
      const error = await thrown(StoredValueError, () => repository.get({ id }));
      assert.is(error.message, `Broken { id: "${id}" }: Broken ${reason}`);
      assert.instance(error.cause, Error);
    }
  });

  test('the members of a union have steps of their own', async () => {
    const { repository, spy } = await openRepository(adapter, (table) => {
      const shared = { id: string(), size: number() };
      const define = <const N extends string>(name: N, factor: number) =>
        entity(name, {
          table,
          attributes: shared,
          key: { partition: 'id' },
          upcast: { steps: [(item) => ({ ...item, size: { N: String(Number(item.size?.N) * factor) } })] },
        });
      return union('Box', { by: 'kind', members: { small: define('Small', 10), large: define('Large', 1000) } });
    });
    for (const [id, kind] of [
      ['1', 'small'],
      ['2', 'large'],
    ] as const) {
      const Item = { id: { S: id }, kind: { S: kind }, size: { N: '2' } };
      await spy.execute('PutItem', { TableName: repository.table.name, Item });
    }
    const sizes = (await repository.getMany([{ id: '1' }, { id: '2' }])).map(({ size }) => size);
    assert.equal(sizes, [20, 2000]);
    await thrown(ConflictError, () => repository.update({ id: '1' }, { size: 3 }));
    await repository.modify({ id: '1' }, (box) => ({ ...box, size: box.size + 1 }));
    assert.equal(await repository.update({ id: '1' }, (u) => [u.size.add(1)]), { kind: 'small', id: '1', size: 22 });
  });

  test.run();
}

const test = suite('definitions of upcasts');

test('an invalid upcast is rejected', async () => {
  const violation = async (change: object) => {
    const attributes = { id: string(), schema: number().storedAs('schemaVersion') };
    const good = { table: 'things', attributes, key: { partition: 'id' } };
    const error = await thrown(DynarepoError, () => Reflect.apply(entity, undefined, ['A', { ...good, ...change }]));
    assert.is(error.code, 'BAD_DEFINITION');
    return error.message;
  };
  const steps = [(item: object) => item];
  assert.match(await violation({ upcast: [] }), /A: upcast must be an object|A: upcast needs/);
  assert.match(await violation({ upcast: { steps: [] } }), /A: upcast needs an array of functions, steps/);
  assert.match(await violation({ upcast: { steps: [1] } }), /A: upcast needs an array of functions, steps/);
  assert.match(
    await violation({ upcast: { steps } }),
    /A: upcast stores the schema version in an attribute of its own/,
  );
  assert.match(await violation({ upcast: { steps, storedAs: '' } }), /in an attribute of its own/);
  const indexes = { bySchema: { partition: 'schema', projection: 'KEYS_ONLY' } };
  assert.match(await violation({ indexes, upcast: { steps, storedAs: 'v' } }), /A: index bySchema must project ALL/);
});

test.run();

async function open(adapter: AdapterUnderTest) {
  const { repository: users, spy } = await openRepository(adapter, userIn);
  const TableName = users.table.name;
  return {
    users,
    put: (Item: typeof oldItem | object) => spy.execute('PutItem', { TableName, Item: { ...Item } }),
    stored: async (id = '1') =>
      (await spy.execute('GetItem', { TableName, Key: { id: { S: id } }, ConsistentRead: true })).Item,
  };
}
