import { trace } from '@opentelemetry/api';
import { type DynamoDb, DynarepoError } from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import { traced } from 'dynarepo/opentelemetry';
import * as assert from 'uvu/assert';
import { RecordingTracer } from '../../repositories/recording-tracer.ts';
import { suite } from '../../support/suite.ts';

const test = suite('tracing');

test('rejects a value that is not an adapter, and invalid options', () => {
  const rejection = (...input: unknown[]) => {
    try {
      Reflect.apply(traced, undefined, input);
    } catch (error) {
      return error instanceof DynarepoError && error.code === 'BAD_INPUT' ? error.message : error;
    }
    return 'accepted';
  };
  const db = new MemoryDynamoDb();
  assert.match(String(rejection(undefined)), /^traced needs an adapter/);
  assert.match(
    String(rejection(db, { tracerProvide: {} })),
    /has no option tracerProvide; .*; did you mean "tracerProvider"/,
  );
  assert.match(String(rejection(db, { tracerProvider: {} })), /an object with getTracer\(\)/);
  assert.match(String(rejection(db, { region: '' })), /a text that is not empty/);
  assert.match(String(rejection(db, { capacity: 'NONE' })), /TOTAL or INDEXES/);
  assert.match(String(rejection(db, { messages: 'no' })), /true or false/);
});

test('uses a global tracer provider that is registered later', async () => {
  const db = traced(new MemoryDynamoDb());
  const provider = new RecordingTracer();
  trace.setGlobalTracerProvider(provider);
  try {
    await db.execute('ListTables', {});
  } finally {
    trace.disable();
  }
  assert.equal(provider.names, ['dynarepo']);
  assert.equal(
    provider.spans.map(({ name, attributes }) => [name, attributes['aws.dynamodb.table_count']]),
    [['DynamoDB.ListTables', 0]],
  );
});

test('a batch of statements states its size and tables', async () => {
  const provider = new RecordingTracer();
  const inner: DynamoDb = { execute: async () => ({}) as never }; // no output of DynamoDB
  const Statements = [{ Statement: 'SELECT * FROM a' }, { Statement: 'SELECT * FROM "b"."byYear"' }];
  await traced(inner, { tracerProvider: provider }).execute('BatchExecuteStatement', { Statements });
  const { attributes = {} } = provider.spans[0] ?? {};
  assert.equal(attributes['aws.dynamodb.table_names'], ['a', 'b']);
  assert.is(attributes['db.operation.batch.size'], 2);
});

test('an input and an output of the wrong type still end the span', async () => {
  const provider = new RecordingTracer();
  const inner: DynamoDb = { execute: async () => undefined as never }; // what a stub may return
  const db = traced(inner, { tracerProvider: provider });
  assert.is(await Reflect.apply(db.execute, db, ['GetItem', null]), undefined);
  const thrower = traced({ execute: () => Reflect.apply(fails, undefined, []) }, { tracerProvider: provider });
  await thrower.execute('ListTables', {}).then(
    () => assert.unreachable(),
    (error) => assert.is(error, 'a text'),
  );
  assert.equal(
    provider.spans.map(({ ends }) => ends),
    [1, 1],
  );
  assert.is(provider.spans[1]?.attributes['error.type'], '_OTHER');
});

function fails(): never {
  throw 'a text';
}

test.run();
