import { runInNewContext } from 'node:vm';
import * as assert from 'uvu/assert';
import { isRecord } from '../../src/domain/is-record.ts';
import { suite } from '../support/suite.ts';

const test = suite('isRecord');

test('takes objects that mean their own members, whatever they inherit and wherever they were made', () => {
  class Film {}
  for (const record of [{}, { toString: 1 }, Object.create(null), Object.create({}), new Film()]) {
    assert.ok(isRecord(record));
  }
  assert.ok(isRecord(runInNewContext('({})')));
});

test('takes none of the objects of JavaScript whose members are no data, and nothing that is no object', () => {
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
