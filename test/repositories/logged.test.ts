import {
  ConflictError,
  DynarepoError,
  entity,
  number,
  repository,
  ServiceError,
  string,
  transactWrite,
} from 'dynarepo';
import { type LoggedOptions, type Logger, logged } from 'dynarepo/observing';
import * as assert from 'uvu/assert';
import { type AdapterUnderTest, adapters } from '../support/adapters.ts';
import { suite } from '../support/suite.ts';
import { instantClock } from './instant-clock.ts';
import { thrown } from './open-repository.ts';

/** A logger that keeps what it gets, with the level. */
class KeptLog implements Logger {
  entries: unknown[][] = [];

  debug(...input: unknown[]): void {
    this.entries.push(['debug', ...input]);
  }

  info(...input: unknown[]): void {
    this.entries.push(['info', ...input]);
  }

  warn(...input: unknown[]): void {
    this.entries.push(['warn', ...input]);
  }

  error(...input: unknown[]): void {
    this.entries.push(['error', ...input]);
  }

  /** Returns the entries since the last call, without times, table names and request ids, which differ. */
  take(table: string): readonly string[] {
    const texts = this.entries.map(([level, ...values]) =>
      [level, ...values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))]
        .join(' | ')
        .replaceAll(table, 'films')
        .replace(/\d+\.\d ms/g, '? ms')
        .replace(/"durationMs":[\d.]+/, '"durationMs":"?"')
        .replace(/"requestId":"[^"]+"/, '"requestId":"?"'),
    );
    this.entries = [];
    return texts;
  }
}

const filmIn = (table: string) =>
  entity('Film', { table, attributes: { title: string(), year: number() }, key: { partition: 'title' } });

async function open(adapter: AdapterUnderTest, options: LoggedOptions = {}) {
  const Film = filmIn(adapter.tableName('films'));
  const inner = await adapter.open();
  await repository(Film, inner).table.ensure();
  const logger = new KeptLog();
  const db = logged(inner, { logger, ...options });
  return { inner, db, logger, Film, films: repository(Film, db), take: () => logger.take(Film.table) };
}

const jaws = { title: 'Jaws', year: 1975 };

for (const adapter of adapters()) {
  const test = suite(`logged on ${adapter.name}`);
  test.after(() => adapter.close());

  test('each request is a line with operation, table, entity, time and items, without keys and values', async () => {
    const { films, take } = await open(adapter);
    await films.create(jaws);
    await films.get({ title: 'Heat' });
    await films.scan({ filter: (film) => film.year.gt(1980) }).all();
    assert.equal(take(), [
      'info | PutItem films (Film) ? ms, 1 item',
      'info | GetItem films (Film) ? ms, 0 items',
      'info | Scan films (Film) ? ms, 0 of 1 item',
    ]);
  });

  test('a condition that is not met is no error', async () => {
    const { db, films, take } = await open(adapter);
    await films.create(jaws);
    await thrown(ConflictError, () => films.create(jaws));
    await thrown(DynarepoError, () => transactWrite(db, [films.requests.create(jaws)]));
    assert.equal(take().slice(1), [
      'info | PutItem films (Film) failed after ? ms: ConditionalCheckFailedException',
      'info | TransactWriteItems films (Film) failed after ? ms: TransactionCanceledException',
    ]);
  });

  test('a table that ensure() does not find is no error, one that a request needs is', async () => {
    const { db, take } = await open(adapter);
    const missing = repository(filmIn(adapter.tableName('other')), db);
    await missing.table.exists();
    await thrown(DynarepoError, () => missing.get({ title: 'Jaws' }));
    const [probe, error] = take();
    assert.match(probe ?? '', /^info \| DescribeTable .* failed after \? ms: ResourceNotFoundException$/);
    assert.match(error ?? '', /^error \| GetItem .* \(Film\) failed after \? ms: ResourceNotFoundException$/);
  });

  test('an abort by the caller is no error', async () => {
    const { db, take } = await open(adapter);
    await thrown(DynarepoError, () => db.execute('ListTables', {}, { abortSignal: AbortSignal.abort('enough') }));
    assert.equal(take(), ['info | ListTables failed after ? ms: AbortedError']);
  });

  test('retries are warnings with the number of the attempt', async () => {
    const { inner, logger, Film } = await open(adapter);
    let failures = 2;
    const throttled = logged(
      {
        execute(operation, input, options) {
          failures -= 1;
          if (failures >= 0) throw new ServiceError('ThrottlingException', 'slow down');
          return inner.execute(operation, input, options);
        },
      },
      { logger },
    );
    await repository(Film, throttled, { retry: { clock: instantClock() } }).get(jaws);
    assert.equal(logger.take(Film.table), [
      'warn | GetItem films (Film) failed after ? ms: ThrottlingException',
      'warn | GetItem films (Film) failed after ? ms: ThrottlingException, attempt 2',
      'info | GetItem films (Film) ? ms, 0 items, attempt 3',
    ]);
  });

  test('slow requests are warnings', async () => {
    let nowMs = 0;
    const clock = { nowMs: () => (nowMs += 50) };
    const { films, take } = await open(adapter, { clock, slowMs: 50, level: 'off' });
    await films.create(jaws);
    const fast = await open(adapter, { clock, slowMs: 51, level: 'off' });
    await fast.films.create(jaws);
    assert.equal(take(), ['warn | PutItem films (Film) ? ms, 1 item, slow']);
    assert.equal(fast.take(), []);
  });

  test('keys, messages of errors and capacity are logged when asked for', async () => {
    const { db, films, take } = await open(adapter, { keys: true, messages: true, capacity: 'TOTAL' });
    await films.create(jaws);
    await thrown(ConflictError, () => films.create(jaws));
    await db.execute('GetItem', { TableName: films.table.name, Key: { title: { S: 'a\nb' } } });
    assert.equal(take(), [
      'info | PutItem films (Film) ? ms, 1 item, 1 unit, key {"title":"Jaws"}',
      'info | PutItem films (Film) failed after ? ms: ConditionalCheckFailedException: The conditional request failed, key {"title":"Jaws"}',
      'info | GetItem films ? ms, 0 items, 0.5 units, key {"title":{"S":"a\\nb"}}',
    ]);
  });

  test('a logger of records gets what the line says as members, before or after the line', async () => {
    const first = await open(adapter, { format: 'record, line' });
    await first.films.create(jaws);
    const record =
      '{"operation":"PutItem","tables":["films"],"entities":["Film"],"attempt":1,"durationMs":"?","itemCount":1,"requestId":"?"}';
    assert.equal(first.take(), [`info | ${record} | PutItem films (Film) ? ms, 1 item`]);
    const last = await open(adapter, { format: 'line, record' });
    await last.films.create(jaws);
    assert.equal(last.take(), [`info | PutItem films (Film) ? ms, 1 item | ${record}`]);
  });

  test('records hold inputs and outputs when asked for', async () => {
    const { films, logger } = await open(adapter, { format: 'record, line', values: true });
    await films.put(jaws);
    await films.get(jaws);
    const records = logger.entries.map(([, record]) => Object(record));
    assert.equal(records[0].input.Item, { title: { S: 'Jaws' }, year: { N: '1975' } });
    assert.equal(records[1].output.Item, { title: { S: 'Jaws' }, year: { N: '1975' } });
  });

  test('successes are logged for debugging, or not at all, and errors always', async () => {
    const debug = await open(adapter, { level: 'debug' });
    await debug.films.create(jaws);
    assert.equal(debug.take(), ['debug | PutItem films (Film) ? ms, 1 item']);
    const off = await open(adapter, { level: 'off' });
    await off.films.create(jaws);
    await thrown(ConflictError, () => off.films.create(jaws));
    await thrown(DynarepoError, () => off.db.execute('GetItem', { TableName: off.Film.table, Key: {} }));
    assert.equal(off.take(), ['error | GetItem films failed after ? ms: ValidationException']);
  });

  test('a logger that throws breaks no call', async () => {
    const broken = new Error('the disk is full');
    const logger = {
      info: () => {
        throw broken;
      },
      warn: () => {},
      error: () => {},
    };
    const { films } = await open(adapter, { logger });
    const { error } = console;
    const printed: unknown[][] = [];
    console.error = (...input: unknown[]) => void printed.push(input);
    try {
      assert.equal(await films.create(jaws), jaws);
      assert.equal(await films.get(jaws), jaws);
    } finally {
      console.error = error;
    }
    assert.equal(printed, [['dynarepo: an observer of requests failed, which is reported once:', broken]]);
  });

  test.run();
}
