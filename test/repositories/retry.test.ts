import {
  AbortedError,
  ConflictError,
  type DynamoDb,
  DynarepoError,
  entity,
  number,
  repository,
  ServiceError,
  string,
  TimeoutError,
  UnprocessedError,
} from 'dynarepo';
import { internalServerError, ManualClock, MemoryDynamoDb, throttled, transactionConflict } from 'dynarepo/memory';
import * as assert from 'uvu/assert';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { badInput, thrown } from './open-repository.ts';
import { repositoryWithFaults } from './repository-with-faults.ts';

const Counter = entity('Counter', {
  table: 'counters',
  attributes: { id: string(), count: number() },
  key: { partition: 'id' },
});
const key = { id: 'a' };

const test = suite('retries');

test('a retryable error is retried until the request succeeds', async () => {
  const { repository, spy } = await repositoryWithFaults(Counter, {
    operation: 'GetItem',
    faultOf: (count) => [throttled(), internalServerError()][count - 1],
  });
  assert.is(await repository.get(key), undefined);
  assert.equal(spy.takeNames(), ['GetItem', 'GetItem', 'GetItem']);
});

test('a conflict of a write with a transaction is retried', async () => {
  const { repository, spy } = await repositoryWithFaults(Counter, {
    operation: 'DeleteItem',
    faultOf: (count) => (count <= 2 ? transactionConflict() : undefined),
  });
  await repository.delete(key);
  assert.equal(spy.takeNames(), ['DeleteItem', 'DeleteItem', 'DeleteItem']);
});

test('an error that is not retryable is not retried', async () => {
  const error = new ServiceError('AccessDeniedException', 'no');
  const { repository, spy } = await repositoryWithFaults(Counter, {
    operation: 'GetItem',
    faultOf: () => ({ kind: 'error', error }),
  });
  await thrown(ServiceError, () => repository.get(key));
  assert.equal(spy.takeNames(), ['GetItem']);
});

test('each delay is a random part of a bound that doubles up to the maximum', async () => {
  const slept: number[] = [];
  const randoms = [0.5, 0.25, 1, 0, 1];
  const { repository } = await repositoryWithFaults(Counter, {
    operation: 'GetItem',
    faultOf: (count) => (count <= 5 ? throttled() : undefined),
    retry: { clock: instantClock(slept), random: () => randoms.shift() ?? 0, baseDelayMs: 100, maxDelayMs: 500 },
  });
  await repository.get(key);
  assert.equal(slept, [50, 50, 400, 0, 500]);
});

test('the last wait ends at the deadline, no attempt starts after it, and the last error is thrown', async () => {
  const slept: number[] = [];
  const { repository, spy } = await repositoryWithFaults(Counter, {
    operation: 'GetItem',
    faultOf: () => throttled(),
    retry: { clock: instantClock(slept), random: () => 1, baseDelayMs: 100, deadlineMs: 400 },
  });
  const error = await thrown(ServiceError, () => repository.get(key));
  assert.is(error.name, 'ProvisionedThroughputExceededException');
  assert.equal(slept, [100, 200, 100]);
  assert.is(spy.take().length, 4);
});

test('a delay that the service asks for counts, up to the deadline', async () => {
  const slept: number[] = [];
  const limited = new ServiceError('SlowDown', 'wait', { statusCode: 429, retryAfterMs: 3_000 });
  const { repository } = await repositoryWithFaults(Counter, {
    operation: 'GetItem',
    faultOf: () => ({ kind: 'error', error: limited }),
    retry: { clock: instantClock(slept), random: () => 1, baseDelayMs: 100, deadlineMs: 5_000 },
  });
  assert.is(await thrown(ServiceError, () => repository.get(key)).then(({ name }) => name), 'SlowDown');
  assert.equal(slept, [3_000, 2_000]);
});

test('an attempt without a response is ended at the deadline', async () => {
  const reasons: unknown[] = [];
  const silent: DynamoDb = {
    execute: (_operation, _input, options) => {
      options?.abortSignal?.addEventListener('abort', () => reasons.push(options.abortSignal?.reason));
      return new Promise(() => {});
    },
  };
  const counters = repository(Counter, silent, { retry: { deadlineMs: 1 } });
  for (const call of [() => counters.get(key), () => counters.delete(key), () => counters.getMany([key])]) {
    const error = await thrown(DynarepoError, call);
    const timeout = error instanceof UnprocessedError ? error.cause : error;
    assert.instance(timeout, TimeoutError);
    assert.is(reasons.pop(), timeout);
  }
});

test('concurrent calls with one signal cause no warnings', async () => {
  const warnings: Error[] = [];
  const collect = (warning: Error) => {
    warnings.push(warning);
  };
  process.on('warning', collect);
  const { signal } = new AbortController();
  const { repository } = await repositoryWithFaults(Counter, {
    operation: 'GetItem',
    faultOf: (count) => (count <= 50 ? throttled() : undefined),
    retry: { baseDelayMs: 10 },
  });
  await Promise.all(Array.from({ length: 50 }, () => repository.get(key, { abortSignal: signal })));
  await new Promise((resolve) => setTimeout(resolve, 10));
  process.off('warning', collect);
  assert.equal(warnings, []);
});

test('the deadline also ends retries without delays', async () => {
  let nowMs = 0;
  const clock = {
    nowMs: () => nowMs,
    sleep: async (delayMs: number) => {
      assert.is(delayMs, 0);
      nowMs += 1;
    },
  };
  const { repository, spy } = await repositoryWithFaults(Counter, {
    operation: 'GetItem',
    faultOf: () => throttled(),
    retry: { clock, baseDelayMs: 0, deadlineMs: 1_500 },
  });
  await thrown(ServiceError, () => repository.get(key));
  assert.is(spy.take().length, 1_501);
});

test('with retries off every request is sent once', async () => {
  const { repository, spy } = await repositoryWithFaults(Counter, {
    operation: 'GetItem',
    faultOf: () => throttled(),
    retry: false,
  });
  await thrown(ServiceError, () => repository.get(key));
  assert.equal(spy.takeNames(), ['GetItem']);
});

test('an abort before a call sends nothing, and its reason is the cause', async () => {
  const { repository, spy } = await repositoryWithFaults(Counter, { operation: 'GetItem', faultOf: () => undefined });
  const abortSignal = AbortSignal.abort('not wanted');
  const calls: readonly (() => Promise<unknown>)[] = [
    () => repository.get(key, { abortSignal }),
    () => repository.getOrThrow(key, { abortSignal }),
    () => repository.getMany([key], { abortSignal }),
    () => repository.create({ ...key, count: 1 }, { abortSignal }),
    () => repository.put({ ...key, count: 1 }, { abortSignal }),
    () => repository.save({ ...key, count: 1 }, { abortSignal }),
    () => repository.update(key, { count: 1 }, { abortSignal }),
    () => repository.delete(key, { abortSignal }),
    () => repository.writeMany({ delete: [key] }, { abortSignal }),
    () => repository.query(key, { abortSignal }).all(),
    () => repository.scan({ abortSignal }).count(),
    () => repository.scan().page({ abortSignal }),
    () => repository.count(key, { abortSignal }),
    () => repository.count(undefined, { abortSignal }),
    () => repository.table.ensure({ abortSignal }),
    () => repository.table.delete({ abortSignal }),
  ];
  for (const call of calls) {
    const error = await thrown(AbortedError, call);
    assert.is(error.code, 'ABORTED');
    assert.is(error.cause, 'not wanted', String(call));
  }
  assert.equal(spy.take(), []);
});

test('an abort during a delay ends the call at once', async () => {
  const clock = new ManualClock();
  const abort = new AbortController();
  const { repository, spy } = await repositoryWithFaults(Counter, {
    operation: 'GetItem',
    faultOf: () => throttled(),
    retry: { clock, random: () => 1 },
  });
  const got = thrown(AbortedError, () => repository.get(key, { abortSignal: abort.signal }));
  await Promise.resolve();
  abort.abort('enough');
  assert.is((await got).cause, 'enough');
  assert.equal(spy.takeNames(), ['GetItem']);
});

test('an abort during a request ends the call and reaches the adapter, which may ignore it', async () => {
  const reasons: unknown[] = [];
  const silent: DynamoDb = {
    execute: (_operation, _input, options) => {
      options?.abortSignal?.addEventListener('abort', () => reasons.push(options.abortSignal?.reason));
      return new Promise(() => {});
    },
  };
  for (const retry of [undefined, false] as const) {
    const counters = repository(Counter, silent, { retry });
    for (const method of ['get', 'delete'] as const) {
      const abort = new AbortController();
      const got = thrown(AbortedError, () => counters[method](key, { abortSignal: abort.signal }));
      abort.abort('enough');
      assert.is((await got).cause, 'enough');
      assert.is(reasons.pop(), 'enough');
    }
  }
});

test('a retried write whose response was lost reports that the conflict may be its own write', async () => {
  const memory = new MemoryDynamoDb();
  let isFirst = true;
  const forgetful: typeof memory.execute = async (operation, input, options) => {
    const output = await memory.execute(operation, input, options);
    if (operation !== 'PutItem' || !isFirst) return output;
    isFirst = false;
    throw new ServiceError('InternalServerError', 'Internal server error');
  };
  const counters = repository(Counter, { execute: forgetful }, { retry: { clock: instantClock() } });
  await counters.table.ensure();
  const error = await thrown(ConflictError, () => counters.create({ ...key, count: 1 }));
  assert.is(error.mayBeOwnWrite, true);
  assert.match(error.message, 'an earlier attempt of this call may have made the change');
  assert.equal(error.found, { ...key, count: 1 });
});

test('a lost response is remembered after a throttled attempt', async () => {
  const { repository, spy } = await repositoryWithFaults(Counter, {
    operation: 'PutItem',
    faultOf: (count) => [undefined, internalServerError(), throttled()][count - 1],
  });
  await repository.create({ ...key, count: 1 });
  const error = await thrown(ConflictError, () => repository.create({ ...key, count: 1 }));
  assert.is(spy.take().length, 4);
  assert.is(error.mayBeOwnWrite, true);
});

test('a write that was only throttled does not report its conflict as its own write', async () => {
  const { repository } = await repositoryWithFaults(Counter, {
    operation: 'PutItem',
    faultOf: (count) => (count === 2 ? throttled() : undefined),
  });
  await repository.create({ ...key, count: 1 });
  const error = await thrown(ConflictError, () => repository.create({ ...key, count: 1 }));
  assert.is(error.mayBeOwnWrite, false);
});

test('errors that are not service errors are thrown unchanged', async () => {
  const broken = new TypeError('broken adapter');
  const counters = repository(Counter, { execute: () => Promise.reject(broken) });
  assert.is(await thrown(TypeError, () => counters.get(key)), broken);
});

test('a failed connection is retried', async () => {
  const memory = new MemoryDynamoDb();
  let failures = 2;
  const flaky: typeof memory.execute = (operation, input, options) => {
    failures -= 1;
    if (failures >= 0) return Promise.reject(new DynarepoError('SERVICE', 'no connection', { retryable: true }));
    return memory.execute(operation, input, options);
  };
  const counters = repository(Counter, { execute: flaky }, { retry: { clock: instantClock() } });
  assert.is(await counters.table.exists(), false);
});

test('invalid settings are rejected', async () => {
  const db = new MemoryDynamoDb();
  for (const name of ['deadlineMs', 'baseDelayMs', 'maxDelayMs']) {
    assert.match(await badInput(() => repository(Counter, db, { retry: { [name]: -1 } })), name);
    assert.match(await badInput(() => repository(Counter, db, { retry: { [name]: Number.NaN } })), name);
    assert.match(await badInput(() => repository(Counter, db, { retry: { [name]: '5' } })), name);
  }
  const misspelt = { deadlineMs: 5, deadlineMS: 5 };
  assert.match(await badInput(() => repository(Counter, db, { retry: misspelt })), 'retry has no option deadlineMS');
});

test.run();
