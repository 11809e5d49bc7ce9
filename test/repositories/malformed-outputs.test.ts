import {
  binary,
  binarySet,
  boolean,
  DynarepoError,
  entity,
  epochSeconds,
  list,
  map,
  nullValue,
  number,
  numberSet,
  record,
  repository,
  string,
  stringSet,
} from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { openRepository, thrown } from './open-repository.ts';
import { RewritingDynamoDb } from './rewriting-dynamodb.ts';

const everyIn = (table: string) =>
  entity('Every', {
    table,
    attributes: {
      id: string(),
      s: string().optional(),
      n: number().optional(),
      b: binary().optional(),
      bool: boolean().optional(),
      none: nullValue().optional(),
      maybe: string().nullable().optional(),
      ss: stringSet().optional(),
      ns: numberSet().optional(),
      bs: binarySet().optional(),
      l: list(string()).optional(),
      m: map({ a: string() }).optional(),
      r: record(number()).optional(),
      at: epochSeconds().optional(),
    },
    key: { partition: 'id' },
  });

const malformedValues: readonly unknown[] = [
  {},
  null,
  'x',
  5,
  [],
  { S: 5 },
  { S: null },
  { N: 5 },
  { N: 'five' },
  { B: 'AAE=' },
  { BOOL: 'true' },
  { NULL: false },
  { SS: 'a' },
  { SS: [1] },
  { NS: [1] },
  { BS: ['AA=='] },
  { L: {} },
  { L: [null] },
  { L: [{}] },
  { M: [] },
  { M: { a: null, b: {} } },
  { S: 'a', N: '1' },
  { X: 'a' },
];
const names = ['id', 's', 'n', 'b', 'bool', 'none', 'maybe', 'ss', 'ns', 'bs', 'l', 'm', 'r', 'at'];

for (const adapter of adapters()) {
  const test = suite(`malformed outputs on ${adapter.name}`);
  test.after(() => adapter.close());

  /** A repository whose engine adds members to every output. */
  const openWith = async (added: (operation: string) => object) => {
    const opened = await openRepository(adapter, everyIn);
    await opened.repository.create({ id: '1' });
    const malformed = new RewritingDynamoDb(opened.spy, async (operation, input, execute) => ({
      ...(await execute(input)),
      ...added(operation),
    }));
    return repository(everyIn(opened.repository.table.name), malformed, { retry: false });
  };
  const rejects = async (call: () => Promise<unknown>, what: string) => {
    const error = await thrown(DynarepoError, call);
    assert.is(error.code, 'BAD_STORED_VALUE', `${what}: ${error.message}`);
  };

  test('a value that is not an attribute value is BAD_STORED_VALUE in every read and write', async () => {
    let item: object = {};
    const table = { name: '' };
    const every = await openWith((operation) => {
      if (operation === 'GetItem') return { Item: item };
      if (operation === 'BatchGetItem') return { Responses: { [table.name]: [item] } };
      if (operation === 'Query' || operation === 'Scan') return { Items: [item] };
      return { Attributes: item };
    });
    table.name = every.table.name;
    for (const name of names) {
      for (const value of malformedValues) {
        item = { id: { S: '1' }, [name]: value };
        const what = JSON.stringify(item);
        await rejects(() => every.get({ id: '1' }), what);
        if (adapter.name !== 'memory') continue; // the decoders are the same
        await rejects(() => every.getMany([{ id: '1' }]), what);
        await rejects(() => every.query({ id: '1' }).all(), what);
        await rejects(() => every.scan().page(), what);
        await rejects(() => every.update({ id: '1' }, { s: 'x' }, { upsert: true }), what);
        await rejects(() => every.delete({ id: '1' }), what);
      }
    }
  });

  test('outputs of another form are BAD_STORED_VALUE', async () => {
    let output: object = {};
    const every = await openWith(() => output);
    const outputs = [
      [{ Item: 'x' }, () => every.get({ id: '1' })],
      [{ Item: [] }, () => every.get({ id: '1' })],
      [{ Items: {} }, () => every.scan().all()],
      [{ Items: [null] }, () => every.scan().all()],
      [{ Items: ['x'] }, () => every.query({ id: '1' }).all()],
      [{ LastEvaluatedKey: { id: {} } }, () => every.scan().page()],
      [{ LastEvaluatedKey: { other: { S: 'x' } } }, () => every.scan().page()],
      [{ LastEvaluatedKey: 'x' }, () => every.scan().count()],
      [{ Count: '5' }, () => every.scan().count()],
      [{ Count: undefined }, () => every.scan().count()],
      [{ Attributes: 'x' }, () => every.update({ id: '1' }, { s: 'x' })],
      [{ Attributes: undefined }, () => every.update({ id: '1' }, { s: 'x' })],
    ] as const;
    for (const [each, call] of outputs) {
      output = each;
      await rejects(call, JSON.stringify(each));
    }
  });

  test('an empty or null last evaluated key is the end', async () => {
    for (const LastEvaluatedKey of [{}, null]) {
      const every = await openWith(() => ({ LastEvaluatedKey }));
      assert.equal(await every.scan().all(), [{ id: '1' }]);
      assert.equal(await every.scan().page(), { items: [{ id: '1' }], cursor: undefined, evaluated: 1 });
      assert.is(await every.scan().count(), 1);
    }
  });

  test('an empty or null item is a missing one, and an empty projection is an existing one', async () => {
    for (const none of [{}, null]) {
      const every = await openWith(() => ({ Item: none, Attributes: none }));
      assert.is(await every.get({ id: '1' }), undefined);
      assert.is(await every.delete({ id: '1' }), undefined);
      const part = await every.get({ id: '1' }, { attributes: ['s'] });
      assert.equal(part, none === null ? undefined : {});
    }
  });

  test.run();
}
