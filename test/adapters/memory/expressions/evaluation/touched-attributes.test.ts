import * as assert from 'uvu/assert';
import { applyUpdate } from '../../../../../src/adapters/memory/expressions/evaluation/apply.ts';
import { touchedAttributes } from '../../../../../src/adapters/memory/expressions/evaluation/touched-attributes.ts';
import type { AttributeValue, Item } from '../../../../../src/domain/dynamodb.ts';
import { suite } from '../../../../support/suite.ts';
import { type Attributes, update } from '../bound-expressions.ts';

/** UPDATED_OLD and UPDATED_NEW are the paths of an update, read on the item before and after it (behaviour §23). */
const test = suite('touched attributes');

const n = (N: string): AttributeValue => ({ N });
const list = (...numbers: readonly number[]): AttributeValue => ({ L: numbers.map((each) => n(String(each))) });

const touched = (text: string, item: Item, attributes?: Attributes) => {
  const change = update(text, attributes);
  return [touchedAttributes(change, item), touchedAttributes(change, applyUpdate(change, item))];
};

test('are the updated parts of maps and lists', () => {
  const item: Item = { a: { M: { x: n('1'), y: n('2') } }, b: list(0, 1, 2), c: n('5') };
  assert.equal(touched('SET a.x = :v, b[2] = :v, b[0] = :w, d = :v', item, { ':v': n('8'), ':w': n('9') }), [
    { a: { M: { x: n('1') } }, b: list(0, 2) },
    { a: { M: { x: n('8') } }, b: list(9, 8), d: n('8') },
  ]);
});

test('include the element that moves to the index of a removed one', () => {
  const item: Item = { a: n('1'), b: list(0, 1), c: { SS: ['x'] } };
  assert.equal(touched('REMOVE a, b[0] DELETE c :v', item, { ':v': { SS: ['x'] } }), [
    { a: n('1'), b: list(0), c: { SS: ['x'] } },
    { b: list(1) },
  ]);
  assert.equal(touched('REMOVE b[1]', item), [{ b: list(1) }, undefined]);
});

test('leave out an element that is set beyond the end of a list, because it is appended at another index', () => {
  assert.equal(touched('SET b[100] = :v', { b: list(0) }, { ':v': n('8') }), [undefined, undefined]);
  assert.equal(touched('SET b[1] = :v', { b: list(0) }, { ':v': n('8') }), [undefined, { b: list(8) }]);
});

test('do not include what was absent before', () => {
  assert.equal(touched('SET a = :v', { b: n('2') }, { ':v': n('1') }), [undefined, { a: n('1') }]);
});

test.run();
