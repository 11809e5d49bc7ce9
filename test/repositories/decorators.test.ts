import { type DynamoDb, entity, number, repository, string } from 'dynarepo';
import * as assert from 'uvu/assert';
import { adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { thrown } from './open-repository.ts';

const counterIn = (table: string) =>
  entity('Counter', { table, attributes: { id: string(), count: number() }, key: { partition: 'id' } });

/** Calls `observe` before and after each request. */
function observed(db: DynamoDb, observe: (event: string) => void): DynamoDb {
  return {
    async execute(operation, input, options) {
      observe(`before ${operation}`);
      try {
        const output = await db.execute(operation, input, options);
        observe(`after ${operation}`);
        return output;
      } catch (error) {
        observe(`${operation} failed: ${error instanceof Error ? error.name : 'unknown'}`);
        throw error;
      }
    },
  };
}

for (const adapter of adapters()) {
  const test = suite(`decorators on ${adapter.name}`);
  test.after(() => adapter.close());

  test('a decorator sees every request before and after it is sent, and its error', async () => {
    const events: string[] = [];
    const db = observed(await adapter.open(), (event) => events.push(event));
    const counters = repository(counterIn(adapter.tableName('test')), db);
    await counters.table.ensure();
    events.length = 0;

    await counters.create({ id: 'a', count: 1 });
    await counters.query({ id: 'a' }).all();
    await counters.create({ id: 'a', count: 2 }).catch(() => {});

    assert.equal(events, [
      'before PutItem',
      'after PutItem',
      'before Query',
      'after Query',
      'before PutItem',
      'PutItem failed: ConditionalCheckFailedException',
    ]);
  });

  test('an error of an observer is its own decision: it reaches the caller unless the decorator catches it', async () => {
    const broken = () => {
      throw new RangeError('the log is full');
    };
    const definition = counterIn(adapter.tableName('test'));
    const db = await adapter.open();
    await repository(definition, db).table.ensure();
    await thrown(RangeError, () => repository(definition, observed(db, broken)).create({ id: 'a', count: 1 }));

    const swallowed: unknown[] = [];
    const quiet = observed(db, () => {
      try {
        broken();
      } catch (error) {
        swallowed.push(error);
      }
    });
    assert.equal(await repository(definition, quiet).create({ id: 'a', count: 1 }), { id: 'a', count: 1 });
    assert.is(swallowed.length, 2);
  });

  test.run();
}
