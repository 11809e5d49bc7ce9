import { type DynamoDb, DynarepoError } from 'dynarepo';
import { MemoryDynamoDb } from 'dynarepo/memory';
import { logged, observed } from 'dynarepo/observing';
import { traced } from 'dynarepo/opentelemetry';
import * as assert from 'uvu/assert';
import { suite } from '../../support/suite.ts';

const test = suite('options of observers');

/** Returns the message of the error for what JavaScript callers pass. */
function rejection(call: (...input: never[]) => unknown, ...input: unknown[]): string {
  try {
    Reflect.apply(call, undefined, input);
  } catch (error) {
    if (!(error instanceof DynarepoError)) throw error;
    assert.is(error.code, 'BAD_INPUT');
    return error.message;
  }
  throw new Error('it was accepted');
}

const db: DynamoDb = new MemoryDynamoDb();
const after = () => {};

test('observed rejects a value that is not an adapter', () => {
  assert.match(rejection(observed, undefined, { after }), /^observed needs an adapter, such as new MemoryDynamoDb/);
  assert.match(rejection(logged, {}), /^logged needs an adapter/);
});

test('observed rejects unknown and invalid options, with a hint', () => {
  assert.match(rejection(observed, db, { errors: after }), /has no option errors; .*; did you mean "error"\?/);
  assert.match(rejection(observed, db, { after: 'x' }), /the option after of observed must be a function/);
  assert.match(rejection(observed, db, { after, capacity: 'ALL' }), /must be TOTAL or INDEXES/);
  assert.match(rejection(observed, db, { after, clock: {} }), /must be an object with nowMs\(\)/);
  assert.match(rejection(observed, db, undefined), /the options of observed must be an object/);
});

test('observed rejects an observer without functions', () => {
  assert.is(rejection(observed, db, {}), 'observed needs a function before, after or error');
});

test('logged rejects invalid options', () => {
  assert.match(rejection(logged, db, { logger: { info() {} } }), /an object with info\(\), warn\(\) and error\(\)/);
  assert.match(rejection(logged, db, { format: 'toString' }), /must be 'line', 'line, record' or 'record, line'/);
  assert.match(rejection(logged, db, { level: 'trace' }), /must be 'debug', 'info' or 'off'/);
  assert.match(rejection(logged, db, { slowMs: -1 }), /a number of milliseconds/);
  assert.match(rejection(logged, db, { keys: 1 }), /must be true or false/);
  const { info, warn, error } = console;
  assert.match(rejection(logged, db, { logger: { info, warn, error }, level: 'debug' }), /an object with debug\(\)/);
});

test('the functions of an observer that is an instance of a class keep their this', async () => {
  class Counter {
    #count = 0;
    after(): void {
      this.#count += 1;
    }
    get count(): number {
      return this.#count;
    }
  }
  const counter = new Counter();
  await observed(db, counter).execute('ListTables', {});
  assert.is(counter.count, 1);
});

test('a synchronous error of an adapter is an event and a rejection', async () => {
  const errors: unknown[] = [];
  const broken: DynamoDb = {
    execute() {
      throw new TypeError('broken');
    },
  };
  const result = observed(broken, { error: ({ error }) => void errors.push(error) }).execute('ListTables', {});
  await result.then(
    () => assert.unreachable(),
    (error) => assert.equal(errors, [error]),
  );
});

test('an input that can be read only once, or not at all, is left to the adapter', async () => {
  const reported: unknown[] = [];
  const hostile = Object.defineProperty({}, 'TableName', {
    enumerable: true,
    get() {
      throw new RangeError('a trap');
    },
  });
  const seen: unknown[] = [];
  const inner: DynamoDb = {
    async execute(_operation, input) {
      seen.push(input);
      return { requestId: 'r' } as never; // no output of DynamoDB
    },
  };
  const db = observed(inner, { before: () => {}, onObserverError: (error) => void reported.push(error) });
  const { requestId } = await Reflect.apply(db.execute, db, ['GetItem', hostile]);
  assert.is(requestId, 'r');
  assert.equal(seen, [hostile]);
  assert.instance(reported[0], RangeError);
});

test('errors of observers are printed once for each adapter, those of onObserverError too', async () => {
  const { error } = console;
  const printed: unknown[] = [];
  console.error = (...input: unknown[]) => void printed.push(input[1]);
  try {
    const fails = (text: string) => () => {
      throw new Error(text);
    };
    const quiet = observed(db, { before: fails('a') });
    for (let count = 0; count < 3; count += 1) await quiet.execute('ListTables', {});
    await observed(db, { before: fails('b'), onObserverError: fails('c') }).execute('ListTables', {});
    const rejecting = async () => fails('d')();
    await observed(db, { before: fails('b'), onObserverError: rejecting }).execute('ListTables', {});
    await new Promise((resolve) => setTimeout(resolve));
  } finally {
    console.error = error;
  }
  assert.equal(
    printed.map((each) => each instanceof Error && each.message),
    ['a', 'c', 'd'],
  );
});

test('a console that throws breaks no call', async () => {
  const { error } = console;
  const fails = () => {
    throw new Error('no output of this kind in tests');
  };
  console.error = fails;
  try {
    assert.equal((await observed(db, { before: fails }).execute('ListTables', {})).TableNames, []);
  } finally {
    console.error = error;
  }
});

test('what an observer returns is ignored', async () => {
  const seen: unknown[] = [];
  await observed(db, { after: (event) => seen.push(event) }).execute('ListTables', {});
  assert.is(seen.length, 1);
});

test('the adapter around another one closes it', () => {
  let closed = 0;
  const closable = {
    execute: db.execute,
    close() {
      assert.is(this, closable);
      closed += 1;
    },
  };
  observed(closable, { after }).close();
  logged(closable).close();
  traced(closable).close();
  assert.is(closed, 3);
  // @ts-expect-error a MemoryDynamoDb has nothing to close
  assert.is(logged(new MemoryDynamoDb()).close, undefined);
});

test.run();
