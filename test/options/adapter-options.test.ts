import { type DynamoDb, type ExecuteOptions, ServiceError, type ThrottlingReason } from 'dynarepo';
import { AwsDynamoDb, type AwsDynamoDbClients, type AwsDynamoDbSettings } from 'dynarepo/dynamodb';
import { createServer, requestHandler, type ServerOptions, type WireOptions, wire } from 'dynarepo/http';
import {
  type Fault,
  ManualClock,
  MemoryDynamoDb,
  type MemoryDynamoDbOptions,
  memoryAdmin,
  requestLimitExceeded,
  throttled,
  unprocessed,
} from 'dynarepo/memory';
import {
  type ConformanceCapabilities,
  type ConformanceContextOptions,
  conformanceContext,
  type DynamoDbLocalOptions,
  startDynamoDbLocal,
} from 'dynarepo/testing';
import * as assert from 'uvu/assert';
import { badInput } from '../repositories/open-repository.ts';
import { suite } from '../support/suite.ts';
import {
  type EntryPoint,
  type InvalidValues,
  noBoolean,
  noClock,
  noFunction,
  noMilliseconds,
  noSignal,
  noText,
  testOptions,
} from './entry-point.ts';

const db: DynamoDb = new MemoryDynamoDb();
const client = { send: async () => ({}) };

/** Calls a function without type checks. */
function untyped(call: object, ...args: readonly unknown[]): unknown {
  return Reflect.apply(Object(call), undefined, args);
}

const wireValues: InvalidValues<WireOptions> = {
  clock: noClock,
  credentials: ['key:secret', ['key'], { key: 7 }, { key: '' }, null],
  onFailure: noFunction,
  random: noFunction,
  region: noText,
};
const serverValues: InvalidValues<ServerOptions> = {
  ...wireValues,
  admin: [{}, true, null, { reset: () => {} }, { ...memoryAdmin(new MemoryDynamoDb()), deleteSnapshot: undefined }],
  adminToken: noText,
  cors: ['*', 'https://example.org', [7], ['example.org'], ['https://example.org/'], ['https://Example.org'], ['null']],
  host: noText,
  onResponse: noFunction,
  port: [-1, 65_536, 1.5, Number.NaN, '8000', null],
  requestTimeoutMs: [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '5', null],
};
const memoryValues: InvalidValues<MemoryDynamoDbOptions> = {
  accountId: ['1', '12345678901x', 123_456_789_012, null],
  clock: noClock,
  faults: noFunction,
  region: noText,
  statistics: ['hourly', null, 6],
  streams: ['x', 7, null],
  sweepDelayMs: [...noMilliseconds, Number.POSITIVE_INFINITY],
  tableDelayMs: [...noMilliseconds, Number.POSITIVE_INFINITY],
  wording: ['Older', 'constructor', null, 7],
};
const timeout = [...noMilliseconds, 0];
const clientValues: InvalidValues<AwsDynamoDbClients> = {
  client: [undefined, null, {}, { send: 'x' }],
  requestTimeoutMs: timeout,
  streamsClient: [{}, null, 'x'],
};
type OwnSettings = Pick<
  AwsDynamoDbSettings,
  'connectTimeoutMs' | 'maxAttempts' | 'region' | 'requestTimeoutMs' | 'streamsClient'
>;
const awsValues: InvalidValues<OwnSettings> = {
  connectTimeoutMs: timeout,
  maxAttempts: [0, -1, 1.5, '3', null],
  region: noText,
  requestTimeoutMs: timeout,
  streamsClient: [{}, null, 'x'],
};
/** Some settings of the SDK. */
const sdkValues = {
  credentials: ['x', {}, null, { accessKeyId: 'x' }],
  endpoint: ['', 'localhost:8000', 7, {}, null],
  profile: noText,
  requestHandler: ['x', null],
};
const details: InvalidValues<ThrottlingReason> = { reason: noText, resource: noText };
const execute: InvalidValues<ExecuteOptions> = { abortSignal: noSignal, call: ['x', 1, null] };
const local: InvalidValues<DynamoDbLocalOptions> = {
  endpoint: [7, null, 'localhost:8000'],
  image: noText,
  startupTimeoutMs: noMilliseconds,
};
const context: InvalidValues<ConformanceContextOptions> = {
  db: [undefined, null, {}],
  capabilities: [undefined, null, 'x', []],
  tableName: [undefined, ...noFunction],
};
const capabilities: InvalidValues<ConformanceCapabilities> = { indexesLag: noBoolean, tablesTakeTime: noBoolean };
const validContext = { db, capabilities: { indexesLag: false, tablesTakeTime: false }, tableName: () => 'x' };

const entryPoints: readonly EntryPoint[] = [
  { name: 'createServer', call: (options) => untyped(createServer, db, options), invalid: serverValues },
  { name: 'requestHandler', call: (options) => untyped(requestHandler, db, options), invalid: wireValues },
  { name: 'wire', call: (options) => untyped(wire, db, options), invalid: wireValues },
  {
    name: 'MemoryDynamoDb',
    call: (options) => Reflect.construct(MemoryDynamoDb, [options]),
    invalid: memoryValues,
  },
  {
    name: 'fork',
    call: (options) => Reflect.apply(MemoryDynamoDb.prototype.fork, new MemoryDynamoDb(), [options]),
    invalid: memoryValues,
  },
  {
    name: 'AwsDynamoDb',
    call: (options) => Reflect.construct(AwsDynamoDb, [options]),
    invalid: { ...awsValues, ...sdkValues },
  },
  {
    name: 'AwsDynamoDb with a client',
    call: (options) => Reflect.construct(AwsDynamoDb, [options]),
    valid: { client },
    invalid: clientValues,
  },
  ...[db, new AwsDynamoDb({ client: Object(client) })].map((adapter) => ({
    name: `execute of ${adapter.constructor.name}`,
    call: (options: unknown) => Reflect.apply(adapter.execute, adapter, ['ListTables', {}, options]),
    invalid: execute,
  })),
  { name: 'throttled', call: (options) => untyped(throttled, options), invalid: details },
  { name: 'requestLimitExceeded', call: (options) => untyped(requestLimitExceeded, options), invalid: details },
  { name: 'startDynamoDbLocal', call: (options) => untyped(startDynamoDbLocal, options), invalid: local },
  {
    name: 'conformanceContext',
    call: (options) => untyped(conformanceContext, options),
    valid: validContext,
    invalid: context,
  },
  {
    name: 'the capabilities of conformanceContext',
    call: (options) => untyped(conformanceContext, { ...validContext, capabilities: options }),
    invalid: capabilities,
  },
];

const test = suite('options of adapters and servers');

testOptions(test, entryPoints);

test('a setting of the SDK that is not known here is passed on', () => {
  new AwsDynamoDb({ region: 'eu-west-1', ...{ somethingNew: true } }).close();
});

test('an object that is not a database is rejected', async () => {
  for (const call of [createServer, requestHandler, wire]) {
    for (const value of [undefined, null, {}, { execute: true }, 'x']) {
      assert.match(
        await badInput(() => untyped(call, value)),
        /^the first argument of \w+ must be a database, such as/,
      );
    }
  }
  for (const value of [undefined, null, {}]) await badInput(() => untyped(memoryAdmin, value));
});

const invalidFaults: readonly (readonly [fault: unknown, message: RegExp])[] = [
  [null, /^faults must return a fault, such as throttled\(\), or undefined, but returns null$/],
  ['throttled', /but returns a string$/],
  [throttled, /but returns a function$/],
  [Promise.resolve(throttled()), /but returns a Promise$/],
  [new ServiceError('InternalServerError', ''), /but returns a ServiceError$/],
  [{}, /but returns an object$/],
  [{ kind: 'errors', error: new ServiceError('x', '') }, /not errors; did you mean "error"\?$/],
  [{ kind: 'error' }, /needs a ServiceError, or a function that returns one, as its error, but has undefined$/],
  [{ kind: 'error', error: new Error('x') }, /but has an Error$/],
  [{ kind: 'error', error: () => undefined }, /but has undefined$/],
  [{ kind: 'error', errors: new ServiceError('x', '') }, /has no option errors; .*did you mean "error"\?$/],
  [{ kind: 'unprocessed' }, /the option entries of a fault must be a whole number of at least 0/],
  [{ kind: 'unprocessed', entries: -1 }, /entries of a fault must be/],
  [{ kind: 'unprocessed', entries: 1.5 }, /entries of a fault must be/],
  [{ kind: 'unprocessed', entries: '1' }, /entries of a fault must be/],
  [{ kind: 'transaction-conflict', actions: 1 }, /actions of a fault .* must be an array of whole numbers from 0$/],
  [{ kind: 'transaction-conflict', actions: [-1] }, /must be an array of whole numbers from 0$/],
  [{ kind: 'transaction-conflict', action: [1] }, /did you mean "actions"\?$/],
  [{ kind: 'transaction-in-progres' }, /did you mean "transaction-in-progress"\?$/],
  [{ kind: 'transaction-in-progress', token: 'x' }, /has no option token/],
  [{ kind: 'unprocessed', entires: 1 }, /did you mean "entries"\?$/],
  [{ kind: 'unprocessed', entries: 1, error: new ServiceError('x', '') }, /has no option error/],
];

for (const [fault, message] of invalidFaults) {
  test(`a fault that is invalid is rejected, and nothing is changed: ${String(message)}`, async () => {
    const table = { TableName: 'notes', KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' as const }] };
    const input = {
      ...table,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' as const }],
      BillingMode: 'PAY_PER_REQUEST' as const,
    };
    const faulty = new MemoryDynamoDb({ faults: () => fault as Fault }); // as a JavaScript caller could
    assert.match(await badInput(() => faulty.execute('CreateTable', input)), message);
    assert.equal((await faulty.fork({ faults: undefined }).execute('ListTables', {})).TableNames, []);
  });
}

test('numbers that make no sense are rejected', async () => {
  for (const value of [-1, 1.5, Number.NaN, '1', undefined]) await badInput(() => untyped(unprocessed, value));
  const clock = new ManualClock();
  for (const value of [-1, Number.NaN, Number.POSITIVE_INFINITY, '1', undefined]) {
    await badInput(() => Reflect.apply(clock.advance, clock, [value]));
  }
  for (const value of [Number.NaN, '1', null]) await badInput(() => Reflect.construct(ManualClock, [value]));
});

test.run();
