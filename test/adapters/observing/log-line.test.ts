import * as assert from 'uvu/assert';
import { logLine } from '../../../src/adapters/observing/log-line.ts';
import type { LogRecord } from '../../../src/adapters/observing/log-record.ts';
import { suite } from '../../support/suite.ts';

const test = suite('lines of a log');

const record: LogRecord = {
  operation: 'Query',
  tables: ['orders'],
  entities: ['Order'],
  attempt: 1,
  durationMs: 4.2468,
};

test('a line has all that applies', () => {
  assert.is(
    logLine({
      ...record,
      itemCount: 20,
      evaluated: 100,
      units: 1.5,
      keys: [{ id: 'a' }, { id: 1n }],
      attempt: 2,
      slow: true,
    }),
    'Query orders (Order) 4.2 ms, 20 of 100 items, 1.5 units, key {"id":"a"} {"id":"1"}, attempt 2, slow',
  );
});

test('a line has nothing that does not apply', () => {
  assert.is(logLine({ ...record, operation: 'ListTables', tables: [], entities: [] }), 'ListTables 4.2 ms');
});

test('all tables and entities of a transaction are in the line', () => {
  const line = logLine({ ...record, operation: 'TransactWriteItems', tables: ['a', 'b'], entities: ['A', 'B'] });
  assert.is(line, 'TransactWriteItems a, b (A, B) 4.2 ms');
});

test('line breaks in what an engine returns do not start another line', () => {
  const line = logLine({ ...record, errorName: 'Bad\r\nINFO all is well', errorMessage: 'a\u2028b\u0085c\u001b[2J' });
  assert.is(line, 'Query orders (Order) failed after 4.2 ms: Bad INFO all is well: a b c [2J');
});

test.run();
