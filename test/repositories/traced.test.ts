import {
  type ContextManager,
  context,
  diag,
  type Span,
  SpanKind,
  SpanStatusCode,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import {
  ConflictError,
  type DynamoDb,
  DynarepoError,
  entity,
  key,
  number,
  repository,
  ServiceError,
  string,
  table,
  transactGet,
  transactWrite,
} from 'dynarepo';
import { type TracedOptions, traced } from 'dynarepo/opentelemetry';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { thrown } from './open-repository.ts';
import { AsyncContext, RecordingTracer, requestKey } from './recording-tracer.ts';
import { SpyingDynamoDb } from './spying-dynamodb.ts';

async function open(adapter: AdapterUnderTest, options: TracedOptions = {}) {
  const Film = entity('Film', {
    table: adapter.tableName('films'),
    attributes: { title: string(), year: number(), studio: string().optional() },
    key: { partition: 'title' },
    indexes: { byYear: { partition: 'year' } },
  });
  const shared = table(adapter.tableName('shared'), { key: { partition: 'pk', sort: 'sk' } });
  const Review = entity('Review', {
    table: shared,
    attributes: { film: string(), author: string() },
    key: { partition: key`FILM#${'film'}`, sort: key`REVIEW#${'author'}` },
  });
  const inner = await adapter.open();
  await repository(Film, inner).table.ensure();
  await repository(Review, inner).table.ensure();
  const tracerProvider = new RecordingTracer();
  const db = traced(inner, { tracerProvider, ...options });
  const { spans } = tracerProvider;
  return { inner, db, spans, Film, Review, films: repository(Film, db), reviews: repository(Review, db) };
}

const jaws = { title: 'Jaws', year: 1975 };

for (const adapter of adapters()) {
  const test = suite(`traced on ${adapter.name}`);
  test.after(() => adapter.close());

  test('a request is a client span with the attributes of the semantic conventions', async () => {
    const { spans, films, Film } = await open(adapter, { region: 'eu-west-1' });
    await films.create(jaws);
    assert.is(spans.length, 1);
    const [span] = spans;
    assert.is(span?.name, 'DynamoDB.PutItem');
    assert.is(span?.kind, SpanKind.CLIENT);
    assert.is(span?.ends, 1);
    assert.equal(span?.status, { code: SpanStatusCode.UNSET });
    const requestId = span?.attributes['aws.request_id'];
    assert.ok(typeof requestId === 'string' && requestId !== '', 'a request id');
    assert.equal(span?.attributes, {
      'rpc.system': 'aws-api',
      'rpc.service': 'DynamoDB',
      'rpc.method': 'PutItem',
      'db.system.name': 'aws.dynamodb',
      'db.operation.name': 'PutItem',
      'db.collection.name': Film.table,
      'aws.dynamodb.table_names': [Film.table],
      'aws.request_id': requestId,
      'cloud.region': 'eu-west-1',
      'dynarepo.entities': ['Film'],
      'dynarepo.attempt': 1,
    });
  });

  test('a query states its index, order, limit, projection and counts, zeros as well', async () => {
    const { spans, films } = await open(adapter);
    await films.index('byYear').query({ year: 1975 }, { descending: true }).page({ pageSize: 3 });
    const attributes = spans[0]?.attributes ?? {};
    assert.is(attributes['aws.dynamodb.index_name'], 'byYear');
    assert.is(attributes['aws.dynamodb.scan_forward'], false);
    assert.is(attributes['aws.dynamodb.limit'], 3);
    assert.is(attributes['aws.dynamodb.count'], 0);
    assert.is(attributes['aws.dynamodb.scanned_count'], 0);
    assert.is(attributes['db.response.returned_rows'], 0);
    await films.get(jaws, { consistent: true, attributes: ['year'] });
    assert.is(spans[1]?.attributes['aws.dynamodb.consistent_read'], true);
    assert.type(spans[1]?.attributes['aws.dynamodb.projection'], 'string');
  });

  test('the segments of a scan are stated, the first one as well', async () => {
    const { spans, films } = await open(adapter);
    await films.scan({ segments: 2 }).all();
    assert.equal(
      spans.map(({ attributes }) => [attributes['aws.dynamodb.segment'], attributes['aws.dynamodb.total_segments']]),
      [
        [0, 2],
        [1, 2],
      ],
    );
  });

  test('transactions and batches name all of their tables and their size', async () => {
    const { db, spans, films, reviews, Film, Review } = await open(adapter);
    const review = { film: 'Jaws', author: 'Ann' };
    await transactWrite(db, [films.requests.create(jaws), reviews.requests.create(review)]);
    await transactGet(db, [films.requests.get(jaws), reviews.requests.get(review)]);
    await films.getMany([jaws, { title: 'Heat' }, { title: 'Alien' }]);
    await films.getMany([jaws]);
    const both = [Film.table, Review.table];
    assert.equal(
      spans.map(({ name, attributes }) => [
        name,
        attributes['aws.dynamodb.table_names'],
        attributes['db.collection.name'],
        attributes['db.operation.batch.size'],
        attributes['db.response.returned_rows'],
      ]),
      [
        ['DynamoDB.TransactWriteItems', both, undefined, 2, undefined],
        ['DynamoDB.TransactGetItems', both, undefined, 2, 2],
        ['DynamoDB.BatchGetItem', [Film.table], Film.table, 3, 1],
        ['DynamoDB.BatchGetItem', [Film.table], Film.table, undefined, 1],
      ],
    );
  });

  test('consumed capacity is stated as JSON of each table', async () => {
    const { spans, films, Film } = await open(adapter, { capacity: 'TOTAL' });
    await films.create(jaws);
    const consumed = spans[0]?.attributes['aws.dynamodb.consumed_capacity'];
    assert.equal(JSON.parse(Array.isArray(consumed) ? String(consumed[0]) : ''), {
      TableName: Film.table,
      CapacityUnits: 2,
    });
  });

  test('the creation of a table states its indexes', async () => {
    const { db, spans } = await open(adapter);
    const other = entity('Other', {
      table: adapter.tableName('other'),
      attributes: { id: string(), rank: number() },
      key: { partition: 'id' },
      indexes: { byRank: { partition: 'rank' } },
      billing: { read: 3, write: 4 },
    });
    await repository(other, db).table.create();
    const attributes = spans.find(({ name }) => name === 'DynamoDB.CreateTable')?.attributes ?? {};
    const [index] = Object(attributes['aws.dynamodb.global_secondary_indexes']);
    assert.is(JSON.parse(index).IndexName, 'byRank');
    assert.is(attributes['aws.dynamodb.provisioned_read_capacity'], 3);
    assert.is(attributes['aws.dynamodb.provisioned_write_capacity'], 4);
    assert.is(attributes['dynarepo.entities'], undefined);
  });

  test('a condition that is not met is no error of the span', async () => {
    const { db, spans, films } = await open(adapter);
    await films.create(jaws);
    await thrown(ConflictError, () => films.create(jaws));
    await thrown(DynarepoError, () => transactWrite(db, [films.requests.create(jaws)]));
    for (const [index, name] of ['ConditionalCheckFailedException', 'TransactionCanceledException'].entries()) {
      const span = spans[index + 1];
      assert.equal(span?.status, { code: SpanStatusCode.UNSET });
      assert.is(span?.attributes['db.response.status_code'], name);
      assert.is(span?.attributes['error.type'], undefined);
      assert.type(span?.attributes['aws.request_id'], 'string');
      assert.is(span?.ends, 1);
    }
  });

  test('a missing table that ensure, plan or verify looks for is no error of the span', async () => {
    const { db, spans } = await open(adapter);
    const Other = entity('Other', {
      table: adapter.tableName('other'),
      attributes: { id: string() },
      key: { partition: 'id' },
    });
    const { table: other } = repository(Other, db);
    await other.plan();
    await thrown(DynarepoError, () => other.verify());
    await other.ensure();
    const probes = spans.filter(({ attributes }) => attributes['db.response.status_code'] !== undefined);
    assert.ok(probes.length >= 3);
    for (const { name, status, attributes } of probes) {
      assert.is(name, 'DynamoDB.DescribeTable');
      assert.equal(status, { code: SpanStatusCode.UNSET });
      assert.is(attributes['db.response.status_code'], 'ResourceNotFoundException');
      assert.is(attributes['error.type'], undefined);
    }
    const missing = { TableName: adapter.tableName('missing'), Key: { id: { S: 'a' } } };
    await thrown(ServiceError, () => db.execute('GetItem', missing));
    assert.equal(spans.at(-1)?.status, { code: SpanStatusCode.ERROR });
  });

  test('an error sets the status and the type of the error, its message only when asked for', async () => {
    const { inner, db, spans, Film } = await open(adapter);
    const request = (to: DynamoDb) =>
      thrown(ServiceError, () => to.execute('GetItem', { TableName: Film.table, Key: {} }));
    const { message } = await request(db);
    const tracerProvider = new RecordingTracer();
    await request(traced(inner, { tracerProvider, messages: true }));
    assert.equal(spans[0]?.status, { code: SpanStatusCode.ERROR });
    assert.equal(tracerProvider.spans[0]?.status, { code: SpanStatusCode.ERROR, message });
    assert.is(spans[0]?.attributes['error.type'], 'ValidationException');
    assert.is(spans[0]?.attributes['db.response.status_code'], 'ValidationException');
    assert.is(spans[0]?.ends, 1);
  });

  test('an aborted request is an error that no response has', async () => {
    const { db, spans } = await open(adapter);
    await thrown(DynarepoError, () => db.execute('ListTables', {}, { abortSignal: AbortSignal.abort('enough') }));
    assert.equal(spans[0]?.status, { code: SpanStatusCode.ERROR });
    assert.is(spans[0]?.attributes['error.type'], 'AbortedError');
    assert.is(spans[0]?.attributes['db.response.status_code'], undefined);
    assert.is(spans[0]?.ends, 1);
  });

  test('each attempt is a span with its number', async () => {
    const { inner, Film } = await open(adapter);
    const tracerProvider = new RecordingTracer();
    let failures = 1;
    const throttled: DynamoDb = {
      execute(operation, input, options) {
        failures -= 1;
        if (failures >= 0) throw new ServiceError('ThrottlingException', 'slow down');
        return inner.execute(operation, input, options);
      },
    };
    const db = traced(throttled, { tracerProvider });
    await repository(Film, db, { retry: { clock: instantClock() } }).get(jaws);
    assert.equal(
      tracerProvider.spans.map(({ attributes, status, ends }) => [attributes['dynarepo.attempt'], status.code, ends]),
      [
        [1, SpanStatusCode.ERROR, 1],
        [2, SpanStatusCode.UNSET, 1],
      ],
    );
  });

  test('no attribute has a key or a value of an item', async () => {
    const { db, spans, films } = await open(adapter, { capacity: 'INDEXES' });
    const secret = { title: 'a private title', year: 1975, studio: 'a private studio' };
    await films.create(secret);
    await thrown(ConflictError, () => films.create(secret));
    await films.update(secret, { studio: 'another private studio' });
    await films.scan({ filter: (film) => film.studio.eq('a private studio') }).all();
    await films.getMany([secret, { title: 'private' }]);
    await transactWrite(db, [films.requests.delete(secret)]);
    assert.is(spans.length, 6);
    const kept = spans.map(({ name, attributes, status }) => ({ name, attributes, status }));
    assert.not.match(JSON.stringify(kept), 'private');
  });

  test('the span is active during the request, and no longer for the caller', async () => {
    const manager = new AsyncContext();
    context.setGlobalContextManager(manager);
    try {
      const tracerProvider = new RecordingTracer(() => manager.active());
      const during: (Span | undefined)[] = [];
      const { inner, Film } = await open(adapter);
      const spying: DynamoDb = {
        async execute(operation, input, options) {
          await Promise.resolve();
          during.push(trace.getActiveSpan());
          assert.is(context.active().getValue(requestKey), 'r');
          return await inner.execute(operation, input, options);
        },
      };
      const films = repository(Film, traced(spying, { tracerProvider }));
      const outer = tracerProvider.getTracer('app').startSpan('outer');
      await context.with(trace.setSpan(context.active().setValue(requestKey, 'r'), outer), async () => {
        await Promise.all([films.get(jaws), films.get({ title: 'Heat' })]);
        assert.is(trace.getActiveSpan(), outer);
      });
      assert.is(trace.getActiveSpan(), undefined);
      const [, first, second] = tracerProvider.spans;
      assert.equal([first?.parent, second?.parent], [outer, outer]);
      assert.is(new Set<unknown>(during).size, 2);
      assert.ok(during.every((span) => [first, second].some((each) => Object.is(each, span))));
    } finally {
      context.disable();
    }
  });

  test('a tracer that fails breaks no call, and is reported to the diagnostics of OpenTelemetry', async () => {
    const errors: unknown[] = [];
    const quiet = () => {};
    const error = (_message: string, cause: unknown) => void errors.push(cause);
    diag.setLogger({ error, warn: quiet, info: quiet, debug: quiet, verbose: quiet });
    try {
      const fails = () => {
        throw new RangeError('broken');
      };
      const broken = { getTracer: () => ({ startSpan: fails, startActiveSpan: fails }) };
      const span = { isRecording: () => true, setAttributes: fails, setStatus: fails, end: fails } as unknown as Span; // what is called of it
      const late: TracerProvider = { getTracer: () => ({ startSpan: () => span, startActiveSpan: fails }) };
      for (const tracerProvider of [broken, late]) {
        const { films } = await open(adapter, { tracerProvider });
        assert.equal(await films.create(jaws), jaws);
        await thrown(ConflictError, () => films.create(jaws));
      }
    } finally {
      diag.disable();
    }
    assert.is(errors.length, 6);
    assert.ok(errors.every((each) => each instanceof RangeError));
  });

  test('a context manager and a logger of diagnostics that fail break no call, which is sent once', async () => {
    const fails = () => {
      throw new RangeError('broken');
    };
    const late: ContextManager['with'] = (_active, run, self, ...input) => {
      Reflect.apply(run, self, input);
      return fails();
    };
    for (const broken of [{ active: fails }, { with: fails }, { with: late }]) {
      const { inner, films } = await open(adapter);
      const spy = new SpyingDynamoDb(inner);
      context.setGlobalContextManager(Object.assign(new AsyncContext(), broken));
      diag.setLogger({ error: fails, warn: fails, info: fails, debug: fails, verbose: fails });
      try {
        const tracerProvider = new RecordingTracer();
        const Film = films.entity;
        const db = traced(spy, { tracerProvider });
        assert.equal(await repository(Film, db).create(jaws), jaws);
        await thrown(ConflictError, () => repository(Film, db).create(jaws));
        assert.equal(
          tracerProvider.spans.map(({ ends }) => ends),
          [1, 1],
        );
      } finally {
        context.disable();
        diag.disable();
      }
      assert.is(spy.take().length, 2);
    }
  });

  test('without a tracer provider, requests are sent as without spans', async () => {
    const { inner, Film } = await open(adapter);
    assert.equal(await repository(Film, traced(inner)).create(jaws), jaws);
  });

  test.run();
}
