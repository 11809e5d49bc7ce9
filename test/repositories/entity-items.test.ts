import {
  createTableInput,
  type DynamoDb,
  DynarepoError,
  decodeItem,
  encodeEntity,
  encodeKey,
  entity,
  isoDate,
  key,
  keyOf,
  number,
  repository,
  StoredValueError,
  sizeOf,
  string,
  table,
  version,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { thrown } from './open-repository.ts';

const visitIn = (name: string) =>
  entity('Visit', {
    table: table(name, { key: { partition: 'pk', sort: 'sk' } }),
    attributes: { site: string(), at: isoDate(), pages: number().optional().storedAs('p'), version: version() },
    key: { partition: key`SITE#${'site'}`, sort: key`VISIT#${'at'}` },
  });
const visit = { site: 'a', at: new Date('2024-05-01T12:00:00Z'), pages: 3 };
const stored = {
  pk: { S: 'SITE#a' },
  sk: { S: 'VISIT#2024-05-01T12:00:00.000Z' },
  site: { S: 'a' },
  at: { S: '2024-05-01T12:00:00.000Z' },
  p: { N: '3' },
};

for (const adapter of adapters()) {
  const test = suite(`entities as items on ${adapter.name}`);
  test.after(() => adapter.close());

  /** The repository and the entity of a table that the input of `createTableInput` created. */
  async function open(): Promise<{ db: DynamoDb; Visit: ReturnType<typeof visitIn> }> {
    const db = await adapter.open();
    const Visit = visitIn(adapter.tableName('test'));
    await db.execute('CreateTable', createTableInput(Visit));
    await repository(Visit, db).table.waitUntilActive();
    return { db, Visit };
  }

  test('a repository reads an item that encodeEntity encoded', async () => {
    const { db, Visit } = await open();
    await db.execute('PutItem', { TableName: Visit.table, Item: encodeEntity(Visit, visit) });
    assert.equal(await repository(Visit, db).get(keyOf(Visit, visit)), { ...visit, version: 0 });
  });

  test('decodeItem decodes an item that a repository stored, found by encodeKey', async () => {
    const { db, Visit } = await open();
    const created = await repository(Visit, db).create(visit);
    const { Item = {} } = await db.execute('GetItem', { TableName: Visit.table, Key: encodeKey(Visit, created) });
    assert.equal(decodeItem(Visit, Item), created);
  });

  test.run();
}

const test = suite('entities as items');
const Visit = visitIn('visits');

test('the item has the stored names and the attributes of the key', () => {
  assert.equal(encodeEntity(Visit, visit), stored);
  assert.equal(encodeKey(Visit, visit), { pk: stored.pk, sk: stored.sk });
});

test('keyOf returns a new object with the properties of the key alone', () => {
  assert.equal(keyOf(Visit, visit), { site: 'a', at: visit.at });
});

test('decodeItem reads an item of some attributes if they are named', () => {
  assert.equal(decodeItem(Visit, { site: stored.site, p: stored.p }, new Set(['site', 'pages'])), {
    site: 'a',
    pages: 3,
  });
});

test('what does not fit the definition is an error', async () => {
  const broken = { ...stored, p: { S: 'three' } };
  assert.is((await thrown(StoredValueError, () => decodeItem(Visit, broken))).item, broken);
  // The casts pass what the types reject.
  for (const call of [
    () => encodeEntity(Visit, { ...visit, pages: 'three' } as never),
    () => encodeKey(Visit, { site: 'a' } as never),
    () => keyOf(Visit, { site: 'a' } as never),
    () => keyOf(Visit, 'a' as never),
  ]) {
    assert.is((await thrown(DynarepoError, call)).code, 'BAD_INPUT');
  }
});

test('what is not an entity is an error that names the function', async () => {
  const functions = { createTableInput, decodeItem, encodeEntity, encodeKey, keyOf, sizeOf };
  for (const [name, call] of Object.entries(functions)) {
    for (const value of [undefined, 5, {}, 'User']) {
      const error = await thrown(DynarepoError, () => Reflect.apply(call, undefined, [value, {}]));
      assert.is(error.code, 'BAD_INPUT');
      assert.match(error.message, name, String(value));
    }
  }
});

test.run();
