import {
  batchWrite,
  ConflictError,
  type DynamoDb,
  DynarepoError,
  entity,
  key,
  number,
  repository,
  string,
  systemClock,
  table,
  transactWrite,
} from 'dynarepo';
import {
  type FailureEvent,
  logged,
  type ObservedOptions,
  observed,
  type RequestEvent,
  type ResponseEvent,
} from 'dynarepo/observing';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { thrown } from './open-repository.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

/** Records the events of an adapter. */
class EventRecorder {
  before: RequestEvent[] = [];
  after: ResponseEvent[] = [];
  errors: FailureEvent[] = [];

  readonly observer: ObservedOptions = {
    before: (event) => void this.before.push(event),
    after: (event) => void this.after.push(event),
    error: (event) => void this.errors.push(event),
  };

  clear(): void {
    this.before = [];
    this.after = [];
    this.errors = [];
  }
}

async function open(adapter: AdapterUnderTest, options: ObservedOptions = {}) {
  const shared = table(adapter.tableName('shared'), { key: { partition: 'pk', sort: 'sk' } });
  const Film = entity('Film', {
    table: adapter.tableName('films'),
    attributes: { title: string(), year: number(), note: string().optional() },
    key: { partition: 'title' },
  });
  const Review = entity('Review', {
    table: shared,
    attributes: { film: string(), author: string() },
    key: { partition: key`FILM#${'film'}`, sort: key`REVIEW#${'author'}` },
  });
  const inner = await adapter.open();
  await repository(Film, inner).table.ensure();
  await repository(Review, inner).table.ensure();
  const recorder = new EventRecorder();
  const db = observed(inner, { ...recorder.observer, ...options });
  return { inner, db, recorder, Film, films: repository(Film, db), reviews: repository(Review, db) };
}

const jaws = { title: 'Jaws', year: 1975 };

for (const adapter of adapters()) {
  const test = suite(`observed on ${adapter.name}`);
  test.after(() => adapter.close());

  test('an observer is called before and after a request, with its operation, table, entity and key', async () => {
    const { recorder, films } = await open(adapter);
    await films.create(jaws);
    assert.is(recorder.before.length, 1);
    assert.is(recorder.errors.length, 0);
    const [event] = recorder.after;
    assert.equal(
      { operation: event?.operation, tables: event?.tables, entities: event?.entities, key: event?.key },
      { operation: 'PutItem', tables: [films.table.name], entities: ['Film'], key: { title: 'Jaws' } },
    );
    assert.is(event?.id, recorder.before[0]?.id);
    assert.is(event?.attempt, 1);
    assert.is(event?.itemCount, 1);
    assert.ok(Number(event?.durationMs) >= 0);
    assert.ok(typeof event?.requestId === 'string' && event.requestId !== '', 'a request id');
    assert.ok(Math.abs(Number(event?.startedAt) - systemClock.nowMs()) < 60_000, 'the time of the request');
  });

  test('an observer is called with the error that DynamoDB returned, before the caller gets it', async () => {
    const { recorder, films } = await open(adapter);
    await films.create(jaws);
    recorder.clear();
    await thrown(ConflictError, () => films.create(jaws));
    assert.is(recorder.after.length, 0);
    const [event] = recorder.errors;
    assert.is(event?.errorName, 'ConditionalCheckFailedException');
    assert.is(event?.error instanceof Error && event.error.name, 'ConditionalCheckFailedException');
    assert.is(event?.retryable, false);
    assert.equal(event?.key, { title: 'Jaws' });
    assert.ok(typeof event?.requestId === 'string' && event.requestId !== '', 'a request id');
  });

  test('events count the items that a read returned and evaluated, and the units that it consumed', async () => {
    const { recorder, films } = await open(adapter, { capacity: 'INDEXES' });
    await films.create(jaws);
    await films.create({ title: 'Alien', year: 1979 });
    recorder.clear();
    await films.get({ title: 'Jaws' });
    await films.get({ title: 'Heat' });
    await films.scan({ filter: (film) => film.year.gt(1976) }).all();
    assert.equal(
      recorder.after.map(({ operation, itemCount, evaluated, units }) => [operation, itemCount, evaluated, units]),
      [
        ['GetItem', 1, undefined, 0.5],
        ['GetItem', 0, undefined, 0.5],
        ['Scan', 1, 2, 0.5],
      ],
    );
  });

  test('capacity that is not asked for is not reported, and a request keeps what it asks for itself', async () => {
    const { inner, recorder, films } = await open(adapter);
    await films.get({ title: 'Jaws' });
    assert.is(recorder.after[0]?.units, undefined);
    const spy = new SpyingDynamoDb(inner);
    const Key = { title: { S: 'Jaws' } };
    const db = observed(spy, { ...recorder.observer, capacity: 'TOTAL' });
    await db.execute('GetItem', { TableName: films.table.name, Key, ReturnConsumedCapacity: 'NONE' });
    await db.execute('DescribeTable', { TableName: films.table.name });
    assert.equal(
      spy.take().map(({ input }) => Reflect.get(input, 'ReturnConsumedCapacity')),
      ['NONE', undefined],
    );
  });

  test('a transaction of several tables names all of them, its entities and keys', async () => {
    const { db, recorder, films, reviews } = await open(adapter);
    const review = { film: 'Jaws', author: 'Ann' };
    await transactWrite(db, [films.requests.create(jaws), reviews.requests.put(review)]);
    const [event] = recorder.after;
    assert.is(event?.operation, 'TransactWriteItems');
    assert.equal(event?.tables, [films.table.name, reviews.table.name]);
    assert.equal(event?.entities, ['Film', 'Review']);
    assert.equal(event?.keys, [{ title: 'Jaws' }, review]);
    assert.is(event?.key, undefined);
    assert.is(event?.itemCount, 2);
  });

  test('the keys of a batch are those of its items, table by table', async () => {
    const { db, recorder, films, reviews } = await open(adapter);
    const review = { film: 'Jaws', author: 'Ann' };
    await batchWrite(db, [
      films.requests.put(jaws),
      reviews.requests.put(review),
      films.requests.delete({ title: 'Heat' }),
    ]);
    assert.equal(recorder.after[0]?.keys, [{ title: 'Jaws' }, { title: 'Heat' }, review]);
    assert.equal(recorder.after[0]?.tables, [films.table.name, reviews.table.name]);
    assert.is(recorder.after[0]?.itemCount, 3);
  });

  test('the keys of a batch belong to their entities if a table is named like a number', async () => {
    const named = '1975'; // JavaScript lists it before other names
    const recorder = new EventRecorder();
    const stub: DynamoDb = { execute: async () => ({}) as never }; // no output of DynamoDB is needed
    const db = observed(stub, recorder.observer);
    const Year = entity('Year', { table: named, attributes: { id: string() }, key: { partition: 'id' } });
    const Film = entity('Film', { table: 'films', attributes: { title: string() }, key: { partition: 'title' } });
    await batchWrite(db, [
      repository(Film, db).requests.put({ title: 'Jaws' }),
      repository(Year, db).requests.put({ id: '1975' }),
    ]);
    const [event] = recorder.after;
    assert.equal(event?.tables, [named, 'films']);
    assert.equal(event?.keys, [{ id: '1975' }, { title: 'Jaws' }]);
  });

  test('items that hold unique values have no key in an event', async () => {
    const Person = entity('Person', {
      table: adapter.tableName('people'),
      attributes: { id: string(), email: string() },
      key: { partition: 'id' },
      unique: ['email'],
    });
    const recorder = new EventRecorder();
    const people = repository(Person, observed(await adapter.open(), recorder.observer));
    await people.table.ensure();
    await people.create({ id: 'p1', email: 'jane@example.org' });
    recorder.clear();
    await people.delete({ id: 'p1' });
    assert.equal(
      recorder.after.map(({ operation, key }) => [operation, key]),
      [
        ['GetItem', { id: 'p1' }],
        ['TransactWriteItems', { id: 'p1' }],
      ],
    );
  });

  test('a request that no repository sent has its key as DynamoDB has it, and no entity', async () => {
    const { db, recorder, films } = await open(adapter);
    const TableName = films.table.name;
    await db.execute('GetItem', { TableName, Key: { title: { S: 'Jaws' } } });
    await db.execute('PutItem', { TableName, Item: { title: { S: 'Jaws' } } });
    assert.equal(
      recorder.after.map((event) => [event.entities, event.keys, event.tables]),
      [
        [[], [{ title: { S: 'Jaws' } }], [TableName]],
        [[], [], [TableName]],
      ],
    );
  });

  test('an event as JSON holds neither keys nor values', async () => {
    const { recorder, films } = await open(adapter);
    const secret = { title: 'a private key', year: 1975, note: 'a private note' };
    await films.put(secret);
    await films.get(secret);
    await thrown(ConflictError, () => films.create(secret));
    const text = JSON.stringify([recorder.before, recorder.after, recorder.errors]);
    assert.ok(text.includes('GetItem'));
    assert.not.match(text, 'private');
  });

  test('an observer that changes the input and output of its event changes neither the request nor the result', async () => {
    const { db, films } = await open(adapter, {
      before: (event) => {
        const { input } = event;
        if (event.operation === 'PutItem') Reflect.set(Object(input.Item), 'year', { N: '1' });
        Reflect.deleteProperty(input, 'TableName');
      },
      after: ({ output }) => void Reflect.deleteProperty(Object(output.Item), 'year'),
    });
    await films.put(jaws);
    assert.equal(await films.get(jaws), jaws);
    assert.equal(
      (await db.execute('GetItem', { TableName: films.table.name, Key: { title: { S: 'Jaws' } } })).Item?.year,
      {
        N: '1975',
      },
    );
  });

  for (const [name, observe] of Object.entries({
    throws: () => {
      throw new RangeError('broken');
    },
    rejects: async () => {
      throw new RangeError('broken');
    },
    'returns a thenable that throws': () => ({
      // biome-ignore lint/suspicious/noThenProperty: the thenable is what is tested
      get then(): never {
        throw new RangeError('broken');
      },
    }),
  })) {
    test(`an observer that ${name} changes no result and no error, and its error is reported`, async () => {
      const reported: unknown[] = [];
      const { films } = await open(adapter, {
        before: observe,
        after: observe,
        error: observe,
        onObserverError: (error) => void reported.push(error),
      });
      assert.equal(await films.create(jaws), jaws);
      await thrown(ConflictError, () => films.create(jaws));
      await new Promise((resolve) => setTimeout(resolve));
      assert.equal(
        reported.map((error) => error instanceof RangeError && error.message),
        ['broken', 'broken', 'broken', 'broken'],
      );
    });
  }

  for (const [name, nowMs] of Object.entries<() => number>({
    throws: () => {
      throw new RangeError('broken');
    },
    'throws at its second reading': (() => {
      let readings = 0;
      return () => {
        readings += 1;
        if (readings % 3 === 2) throw new RangeError('broken');
        return 5;
      };
    })(),
    'is no number': () => Object(Symbol('no time')),
  })) {
    test(`a clock that ${name} changes no result and no error, and its error is reported`, async () => {
      const reported: unknown[] = [];
      const recorder = new EventRecorder();
      const { films, inner } = await open(adapter);
      const onObserverError = (error: unknown) => void reported.push(error);
      const broken = repository(
        films.entity,
        observed(inner, { ...recorder.observer, clock: { nowMs }, onObserverError }),
      );
      assert.equal(await broken.create(jaws), jaws);
      await thrown(ConflictError, () => broken.create(jaws));
      assert.ok(reported.length > 0 && reported.every((error) => error instanceof Error));
      for (const { durationMs, startedAt } of [...recorder.after, ...recorder.errors]) {
        assert.ok(durationMs >= 0);
        assert.ok(startedAt.getTime() >= 5);
      }
      const logger = logged(inner, { clock: { nowMs }, logger: { info() {}, warn() {}, error() {} } });
      assert.equal(await repository(films.entity, logger).get(jaws), jaws);
    });
  }

  test('functions of the options that cannot be read break no call', async () => {
    const { films, inner } = await open(adapter);
    let isBroken = false;
    const options = { onObserverError: () => {}, after: () => {} };
    Object.defineProperty(options, 'before', {
      enumerable: true,
      get() {
        if (isBroken) throw new RangeError('broken');
        return undefined;
      },
    });
    const db = observed(inner, options);
    isBroken = true;
    assert.equal(await repository(films.entity, db).create(jaws), jaws);
  });

  test('an observer whose promise never resolves does not delay the call', async () => {
    const never = () => new Promise<void>(() => {});
    const { films } = await open(adapter, { before: never, after: never, error: never });
    assert.equal(await films.create(jaws), jaws);
    await thrown(ConflictError, () => films.create(jaws));
  });

  test('the error of a request that the caller aborted is an event', async () => {
    const { recorder, films } = await open(adapter);
    const { inner } = await open(adapter);
    const db = observed(inner, recorder.observer);
    const aborted = db.execute('ListTables', {}, { abortSignal: AbortSignal.abort('enough') });
    await thrown(DynarepoError, () => aborted);
    assert.is(recorder.errors[0]?.errorName, 'AbortedError');
    await thrown(DynarepoError, () => films.get(jaws, { abortSignal: AbortSignal.abort('enough') }));
    assert.is(recorder.errors.length, 1, 'a call that is aborted before its request sends none');
  });

  test('the events of concurrent requests belong together by their id', async () => {
    const { recorder, films } = await open(adapter);
    const titles = Array.from({ length: 20 }, (_, index) => `film ${index}`);
    await Promise.all(titles.map((title) => films.create({ title, year: 1975 })));
    const started = new Map(recorder.before.map((event) => [event.id, event.key]));
    assert.is(started.size, 20);
    for (const { id, key: ended } of recorder.after) assert.equal(started.get(id), ended);
  });

  test('an observed adapter behind another one calls both observers', async () => {
    const { db, films } = await open(adapter);
    const outer = new EventRecorder();
    const both: DynamoDb = observed(db, outer.observer);
    await repository(films.entity, both).get(jaws);
    assert.equal(
      outer.after.map(({ operation, entities }) => [operation, ...entities]),
      [['GetItem', 'Film']],
    );
  });

  test.run();
}
