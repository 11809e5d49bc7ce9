import { type DynamoDb, DynarepoError, entity, number, repository, string } from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { openRepository, thrown } from './open-repository.ts';
import { RewritingDynamoDb } from './rewriting-dynamodb.ts';

const itemIn = (table: string) =>
  entity('Item', { table, attributes: { id: number(), note: string() }, key: { partition: 'id' } });

/** The numbers of a request or output, in another notation. */
const otherNotation = (value: unknown): object =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll('"N":"100"', '"N":"1E+2"')
      .replaceAll('"N":"0.5"', '"N":"5e-1"')
      .replaceAll('"N":"7"', '"N":"07.0"'),
  );

const items = [100, 0.5, 7, 8].map((id) => ({ id, note: 'x' }));
const retry = { clock: instantClock(), random: () => 0 };

for (const adapter of adapters()) {
  const test = suite(`unprocessed keys on ${adapter.name}`);
  test.after(() => adapter.close());

  test('writes left undone are matched by the value of their numbers and written again', async () => {
    const opened = await openRepository(adapter, itemIn);
    const table = opened.repository.table.name;
    const leavesMostUndone = new RewritingDynamoDb(opened.spy, async (operation, input, execute) => {
      if (operation !== 'BatchWriteItem') return execute(input);
      const [done, ...undone] = Object.values(Object(Reflect.get(input, 'RequestItems'))).flat();
      const output = await execute({ RequestItems: { [table]: [done] } });
      return { ...output, UnprocessedItems: undone.length === 0 ? {} : { [table]: otherNotation(undone) } };
    });
    const many = repository(itemIn(table), leavesMostUndone, { retry });
    assert.equal(await many.writeMany({ put: items }), items);
    assert.equal((await opened.repository.scan().all()).length, 4);
    await many.writeMany({ delete: items });
    assert.equal(await opened.repository.scan().all(), []);
  });

  test('items and keys left unread are matched by the value of their numbers', async () => {
    const opened = await openRepository(adapter, itemIn);
    const table = opened.repository.table.name;
    await opened.repository.writeMany({ put: items });
    const leavesMostUnread = new RewritingDynamoDb(opened.spy, async (operation, input, execute) => {
      if (operation !== 'BatchGetItem') return execute(input);
      const requested = Object(Object.values(Object(Reflect.get(input, 'RequestItems')))[0]);
      const [read, ...unread] = requested.Keys;
      const output = await execute({ RequestItems: { [table]: { ...requested, Keys: [read] } } });
      const UnprocessedKeys = unread.length === 0 ? {} : { [table]: { ...requested, Keys: otherNotation(unread) } };
      return { ...output, Responses: otherNotation(Reflect.get(output, 'Responses')), UnprocessedKeys };
    });
    const many = repository(itemIn(table), leavesMostUnread, { retry });
    assert.equal(await many.getMany([...items, { id: 9 }]), items);
  });

  test('an entry that was not requested is an error', async () => {
    const opened = await openRepository(adapter, itemIn);
    const table = opened.repository.table.name;
    const returning = (added: object): DynamoDb =>
      new RewritingDynamoDb(opened.spy, async (_operation, input, execute) => ({
        ...(await execute(input)),
        ...added,
      }));
    const other = { id: { N: '1' }, note: { S: 'x' } };
    const outputs = [
      [{ UnprocessedItems: { [table]: [{ PutRequest: { Item: other } }] } }, 'NO_RESPONSE'],
      [{ UnprocessedItems: { other: [{ DeleteRequest: { Key: { id: { N: '1' } } } }] } }, 'NO_RESPONSE'],
      [{ UnprocessedItems: { [table]: [{}] } }, 'BAD_STORED_VALUE'],
      [{ UnprocessedItems: { [table]: [null] } }, 'BAD_STORED_VALUE'],
    ] as const;
    for (const [output, code] of outputs) {
      const many = repository(itemIn(table), returning(output), { retry });
      const error = await thrown(DynarepoError, () => many.writeMany({ put: items }));
      assert.is(error.code, code);
      if (code === 'NO_RESPONSE')
        assert.match(error.message, `the response contains an entry of table ${table} that was not requested`);
    }
    const reads = [
      [{ Responses: { [table]: [other] } }, 'NO_RESPONSE'],
      [{ Responses: { [table]: [{ id: {} }] } }, 'BAD_STORED_VALUE'],
      [{ Responses: { [table]: [{ id: null }] } }, 'BAD_STORED_VALUE'],
      [{ Responses: { [table]: null } }, 'BAD_STORED_VALUE'],
      [{ UnprocessedKeys: { [table]: { Keys: [{ id: { N: '1' } }] } } }, 'NO_RESPONSE'],
    ] as const;
    for (const [output, code] of reads) {
      const many = repository(itemIn(table), returning(output), { retry });
      const error = await thrown(DynarepoError, () => many.getMany(items));
      assert.is(error.code, code);
    }
  });

  test.run();
}
