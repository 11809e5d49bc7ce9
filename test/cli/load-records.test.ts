import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { MemoryDynamoDb } from '../../src/adapters/memory/memory-dynamodb.ts';
import type { Faults } from '../../src/adapters/memory/simulation/faults.ts';
import { throttled, unprocessed } from '../../src/adapters/memory/simulation/faults.ts';
import { loadRecords } from '../../src/cli/load-records.ts';
import { type RequestRecord, recordOf } from '../../src/cli/record.ts';
import { UsageError } from '../../src/cli/usage-error.ts';
import type { DynamoDb, Input, Item, OperationName } from '../../src/domain/dynamodb.ts';
import { NotImplementedError } from '../../src/domain/errors.ts';
import { instantClock } from '../repositories/instant-clock.ts';
import { suite } from '../support/suite.ts';
import { tableOf } from './running-cli.ts';

const test = suite('loading of records', { timeoutMs: 120_000 });

/** An engine that responds after some turns of the event loop, and notes what it executes. */
class SlowEngine implements DynamoDb {
  readonly db: MemoryDynamoDb;
  readonly #turnsOf: (number: number) => number;
  readonly operations: OperationName[] = [];
  mostInFlight = 0;
  #inFlight = 0;

  constructor(options: { readonly turnsOf?: (number: number) => number; readonly faults?: Faults } = {}) {
    this.db = new MemoryDynamoDb({ faults: options.faults });
    this.#turnsOf = options.turnsOf ?? (() => 3);
  }

  execute: DynamoDb['execute'] = async (operation, input) => {
    this.operations.push(operation);
    this.#inFlight += 1;
    this.mostInFlight = Math.max(this.mostInFlight, this.#inFlight);
    try {
      for (let turns = this.#turnsOf(this.operations.length); turns > 0; turns -= 1) await setImmediate();
      return await this.db.execute(operation, input);
    } finally {
      this.#inFlight -= 1;
    }
  };

  countOf(operation: OperationName): number {
    return this.operations.filter((each) => each === operation).length;
  }

  async items(TableName = 'films'): Promise<Item[]> {
    const { Items = [] } = await this.db.execute('Scan', { TableName });
    return Items.toSorted((a, b) => (String(a.id?.S) < String(b.id?.S) ? -1 : 1));
  }
}

const create = recordOf('CreateTable', tableOf('films'));
const put = (id: string, value = '') =>
  recordOf('PutItem', { TableName: 'films', Item: { id: { S: id }, value: { S: value } } });

/** Loads records as the lines of a file from its second line on; returns the summary. */
async function load(db: DynamoDb, records: readonly RequestRecord[], length = 100): Promise<string> {
  const lines = records.map((record, index) => ({ record: structuredClone(record), line: index + 2, length }));
  const content = { created: new Set<string>(), deleted: new Set<string>(), items: 0 };
  const retry = { deadlineMs: 600_000, clock: instantClock(), random: () => 0.5 }; // eight lanes share the clock
  return (await loadRecords(db, lines, { name: 'dump', content, ifExists: 'fail', retry })).summary('x');
}

async function errorOf(loading: Promise<unknown>): Promise<string> {
  const error: unknown = await loading.catch((thrown: unknown) => thrown);
  if (!(error instanceof UsageError)) throw new Error('it was loaded');
  return error.message;
}

test('writes 500 items in 20 requests, at least four of them at the same time', async () => {
  const engine = new SlowEngine();
  const puts = Array.from({ length: 500 }, (_, index) => put(String(index)));
  assert.is(await load(engine, [create, ...puts]), 'wrote 1 table and 500 items to x');
  assert.is(engine.countOf('BatchWriteItem'), 20);
  assert.is(engine.countOf('PutItem'), 0);
  assert.ok(engine.mostInFlight >= 4, `${engine.mostInFlight} in flight`);
  assert.is((await engine.items()).length, 500);
});

test('keeps the order of puts with the same key, however numbers are written', async () => {
  const engine = new SlowEngine({ turnsOf: (number) => Math.max(1, 20 - number) });
  const numbers = {
    ...tableOf('numbers'),
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' as const }],
  };
  const putNumber = (id: string) =>
    recordOf('PutItem', { TableName: 'numbers', Item: { id: { N: id }, as: { S: id } } });
  const fill = (from: number) => Array.from({ length: 24 }, (_, index) => putNumber(String(from + index)));
  const records = [putNumber('1'), ...fill(100), putNumber('1.0'), ...fill(200), putNumber('10e-1')];
  await load(engine, [recordOf('CreateTable', numbers), ...records]);
  const { Item: item } = await engine.db.execute('GetItem', { TableName: 'numbers', Key: { id: { N: '1' } } });
  assert.equal(item?.as, { S: '10e-1' });
});

test('executes other requests after all puts before them and before all puts after them', async () => {
  const engine = new SlowEngine({ turnsOf: (number) => Math.max(1, 20 - number) });
  const Key = { id: { S: 'a' } };
  const remove = recordOf('DeleteItem', { TableName: 'films', Key });
  const conditional = recordOf('PutItem', {
    TableName: 'films',
    Item: { ...Key, value: { S: 'conditional' } },
    ConditionExpression: 'attribute_not_exists(id)',
  });
  const summary = await load(engine, [create, put('a', '1'), put('b'), remove, put('c'), conditional, put('d')]);
  assert.equal(
    (await engine.items()).map(({ id, value }) => [id?.S, value?.S]),
    [
      ['a', 'conditional'],
      ['b', ''],
      ['c', ''],
      ['d', ''],
    ],
  );
  assert.is(summary, 'wrote 1 table and 5 items, and 1 other request, to x');
});

test('retries throttled and unprocessed puts until all are written', async () => {
  let batches = 0;
  const faults: Faults = ({ operation }) => {
    if (operation !== 'BatchWriteItem') return undefined;
    batches += 1;
    return batches % 3 === 0 ? throttled() : unprocessed(batches % 20);
  };
  const engine = new SlowEngine({ faults });
  const puts = Array.from({ length: 200 }, (_, index) => put(String(index)));
  await load(engine, [create, ...puts]);
  assert.is((await engine.items()).length, 200);
  assert.ok(batches > 8);
});

test('reports the line of a put that stays unprocessed', async () => {
  const engine = new SlowEngine({
    faults: ({ operation }) => (operation === 'BatchWriteItem' ? throttled() : undefined),
  });
  const message = await errorOf(load(engine, [create, put('a'), put('b')]));
  assert.match(message, /^dump: line 3, PutItem: ProvisionedThroughputExceededException: /);
});

test('reports the line of an item that the engine rejects, after writing all items before it', async () => {
  const engine = new SlowEngine();
  const invalid = recordOf('PutItem', { TableName: 'films', Item: { id: { S: 'x' }, '': { S: 'no name' } } });
  const puts = Array.from({ length: 60 }, (_, index) => put(`${index + 100}`));
  const message = await errorOf(load(engine, [create, ...puts.slice(0, 10), invalid, ...puts.slice(10), invalid]));
  assert.match(message, /^dump: line 13, PutItem: ValidationException: /);
  const ids = new Set((await engine.items()).map(({ id }) => id?.S));
  for (let index = 0; index < 10; index += 1) assert.ok(ids.has(`${index + 100}`));
});

const alone: readonly (readonly [string, object, RegExp])[] = [
  ['without its key', { TableName: 'films', Item: { other: { S: 'x' } } }, /Missing the key id in the item/],
  ['with a key of another type', { TableName: 'films', Item: { id: { BOOL: true } } }, /Type mismatch for key id/],
  ['that is not an object', { TableName: 'films', Item: 'x' }, /^dump: line 3, PutItem: SerializationException/],
  ['of an unknown table', { TableName: 'actors', Item: { id: { S: 'x' } } }, /ResourceNotFoundException/],
];
for (const [defect, input, expected] of alone) {
  test(`reports the line of an item ${defect}`, async () => {
    const record: RequestRecord = { operation: 'PutItem', input: { ...input } };
    const message = await errorOf(load(new SlowEngine(), [create, record, put('a')]));
    assert.match(message, /^dump: line 3, PutItem: /);
    assert.match(message, expected);
  });
}

test('writes single items to an engine without BatchWriteItem', async () => {
  const engine = new SlowEngine();
  const db: DynamoDb = {
    execute: async (operation, input) => {
      if (operation === 'BatchWriteItem') throw new NotImplementedError(operation);
      return engine.execute(operation, input);
    },
  };
  await load(db, [create, ...Array.from({ length: 30 }, (_, index) => put(String(index)))]);
  assert.is((await engine.items()).length, 30);
});

test('keeps batches of large items within the limit of a request', async () => {
  const engine = new SlowEngine();
  await load(engine, [create, ...Array.from({ length: 10 }, (_, index) => put(String(index)))], 2_000_000);
  assert.is(engine.countOf('BatchWriteItem'), 5);
});

test('stores the same items as one request after the other, in any order of responses', async () => {
  const ids = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const records = fc.oneof(
    { weight: 8, arbitrary: fc.tuple(ids, fc.string({ maxLength: 3 })).map(([id, value]) => put(id, value)) },
    { weight: 4, arbitrary: fc.nat(500).map((number) => put(`n${number}`, String(number))) },
    { weight: 1, arbitrary: ids.map((id) => recordOf('DeleteItem', { TableName: 'films', Key: { id: { S: id } } })) },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(records, { maxLength: 120 }),
      fc.array(fc.nat(6), { minLength: 1 }),
      fc.array(fc.nat(30), { minLength: 1 }),
      async (history, turns, leftovers) => {
        let batches = 0;
        const faults: Faults = ({ operation }) => {
          if (operation !== 'BatchWriteItem') return undefined;
          batches += 1;
          // Every second batch succeeds, so that the load ends.
          return batches % 2 === 0 ? undefined : unprocessed(leftovers[batches % leftovers.length] ?? 0);
        };
        const engine = new SlowEngine({ faults, turnsOf: (number) => turns[number % turns.length] ?? 0 });
        await load(engine, [create, ...history]);
        const expected = new SlowEngine();
        for (const { operation, input } of [create, ...history]) {
          await expected.db.execute(operation, input as Input<OperationName>); // made by recordOf, without bytes
        }
        assert.equal(await engine.items(), await expected.items());
      },
    ),
    { numRuns: 60 },
  );
});

test.run();
