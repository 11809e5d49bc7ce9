import { DynarepoError } from 'dynarepo';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { type CursorScope, decodeCursor, encodeCursor } from '../../src/repositories/cursor.ts';
import { suite } from '../support/suite.ts';

const scope: CursorScope = {
  identity: 'User of users',
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

test('a cursor gives back the start key that it was made of, with what the query itself fixes', () => {
  const cursor = encodeCursor(scope, startKey);
  assert.match(cursor, /^[A-Za-z0-9_-]+$/);
  assert.equal(Object.entries(decodeCursor(scope, cursor)), Object.entries(startKey));
});

test('every key of text, number and binary comes back', () => {
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

test('what the query fixes is not in the cursor', () => {
  const other = { ...scope, fixed: { lastName: { S: 'Jones' } } };
  const cursor = encodeCursor(scope, startKey);
  assert.equal(decodeCursor(other, cursor).lastName, { S: 'Jones' });
});

test('a cursor of another query is refused', () => {
  const cursor = encodeCursor({ ...scope, identity: 'User of people' }, startKey);
  assert.is(refusal(cursor), 'the cursor is damaged, or belongs to another query or scan');
});

test('a cursor with any one character changed, left out or added is refused', () => {
  const cursor = encodeCursor(scope, startKey);
  for (let index = 0; index <= cursor.length; index += 1) {
    const [before, at, after] = [cursor.slice(0, index), cursor[index] ?? '', cursor.slice(index + 1)];
    refusal(`${before}${at}${at === 'A' ? 'B' : 'A'}${after}`);
    if (index === cursor.length) continue;
    refusal(before + after);
    for (const other of ['A', 'B', 'z', '_', '=', ' ', '"']) if (other !== at) refusal(before + other + after);
  }
});

test('whatever comes in place of a cursor is refused, and with one error', () => {
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
  for (const cursor of odd) refusal(cursor);
});

test('random texts are refused', () => {
  fc.assert(
    fc.property(fc.string(), (text) => void refusal(text)),
    { numRuns: 200 },
  );
});

test.run();

function refusal(cursor: unknown): string {
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
