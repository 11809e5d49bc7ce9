import { runInNewContext } from 'node:vm';
import * as assert from 'uvu/assert';
import { isRecord } from '../../src/domain/is-record.ts';
import { suite } from '../support/suite.ts';

const test = suite('isRecord');

test('accepts plain objects and class instances, with any prototype and from any realm', () => {
  class Film {}
  for (const record of [{}, { toString: 1 }, Object.create(null), Object.create({}), new Film()]) {
    assert.ok(isRecord(record));
  }
  assert.ok(isRecord(runInNewContext('({})')));
});

test('rejects built-in objects such as maps and dates, arrays and primitives', () => {
  const objects = [
    [],
    new Map(),
    new Set(),
    new Date(0),
    new Uint8Array(),
    new ArrayBuffer(1),
    /./,
    () => {},
    new Error(),
  ];
  for (const other of [...objects, runInNewContext('[]'), undefined, null, 'a', 5, 5n, true, Symbol('a')]) {
    assert.not(isRecord(other));
  }
});

test.run();
