import { DynarepoError } from 'dynarepo';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { type CursorScope, decodeCursor, encodeCursor } from '../../src/repositories/cursor.ts';
import { suite } from '../support/suite.ts';

const scope: CursorScope = {
  identity: () => 'User of users',
  fixed: { lastName: { S: 'Smith' } },
  attributes: [
    { name: 'firstName', type: 'S' },
    { name: 'age', type: 'N' },
    { name: '__proto__', type: 'B' },
  ],
};
const startKey = {
  lastName: { S: 'Smith' },
  firstName: { S: 'Jäne \u{1f98a}' },
  age: { N: '-12.5' },
  ['__proto__']: { B: Uint8Array.of(0, 255, 62, 63) },
};

const test = suite('cursors');

test('a cursor decodes to its start key, including the attributes that the query fixes', () => {
  const cursor = encodeCursor(scope, startKey);
  assert.match(cursor, /^[A-Za-z0-9_-]+$/);
  assert.equal(Object.entries(decodeCursor(scope, cursor)), Object.entries(startKey));
});

test('every string, number and binary key is restored', () => {
  const property = fc.property(
    fc.string({ unit: 'grapheme', minLength: 1 }),
    fc.integer(),
    fc.uint8Array({ minLength: 1 }),
    (firstName, age, binary) => {
      const key = { ...startKey, firstName: { S: firstName }, age: { N: String(age) }, ['__proto__']: { B: binary } };
      assert.equal(Object.entries(decodeCursor(scope, encodeCursor(scope, key))), Object.entries(key));
    },
  );
  fc.assert(property, { numRuns: 200 });
});

test('attributes that the query fixes are not in the cursor', () => {
  const other = { ...scope, fixed: { lastName: { S: 'Jones' } } };
  const cursor = encodeCursor(scope, startKey);
  assert.equal(decodeCursor(other, cursor).lastName, { S: 'Jones' });
});

test('a cursor of another query is rejected', () => {
  const cursor = encodeCursor({ ...scope, identity: () => 'User of people' }, startKey);
  assert.is(violation(cursor), 'the cursor is damaged or belongs to a different query or scan');
});

test('a cursor with one character changed, removed or added is rejected', () => {
  const cursor = encodeCursor(scope, startKey);
  for (let index = 0; index <= cursor.length; index += 1) {
    const [before, at, after] = [cursor.slice(0, index), cursor[index] ?? '', cursor.slice(index + 1)];
    violation(`${before}${at}${at === 'A' ? 'B' : 'A'}${after}`);
    if (index === cursor.length) continue;
    violation(before + after);
    for (const other of ['A', 'B', 'z', '_', '=', ' ', '"']) if (other !== at) violation(before + other + after);
  }
});

test('other values than a cursor are rejected with the same error', () => {
  const odd: readonly unknown[] = [
    '',
    'null',
    undefined,
    null,
    7,
    {},
    [encodeCursor(scope, startKey)],
    'A'.repeat(100_000),
    'A'.repeat(65_536),
    textOf('null'),
    textOf('{}'),
    textOf('[]'),
    textOf('["x","a","1","AA"]'),
    textOf('["x","","1","AA"]'),
    textOf('["x","a","one","AA"]'),
    textOf('["x","a","1","%"]'),
    textOf(`${'['.repeat(5_000)}${']'.repeat(5_000)}`),
    textOf('[1,2,3,4]'),
    'gICA',
  ];
  for (const cursor of odd) violation(cursor);
});

test('random strings are rejected', () => {
  fc.assert(
    fc.property(fc.string(), (text) => void violation(text)),
    { numRuns: 200 },
  );
});

test.run();

function violation(cursor: unknown): string {
  try {
    decodeCursor(scope, cursor);
  } catch (error) {
    if (error instanceof DynarepoError && error.code === 'BAD_CURSOR') return error.message;
    throw error;
  }
  throw new Error(`taken for a cursor: ${String(cursor)}`);
}

function textOf(payload: string): string {
  return Buffer.from(payload).toString('base64url');
}
