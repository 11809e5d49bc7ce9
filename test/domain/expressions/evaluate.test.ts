import * as assert from 'uvu/assert';
import type { AttributeValue, Item } from '../../../src/domain/dynamodb.ts';
import { evaluate } from '../../../src/domain/expressions/evaluate.ts';
import { type Attributes, condition } from '../../adapters/memory/expressions/bound-expressions.ts';
import { suite } from '../../support/suite.ts';

const test = suite('evaluation of conditions');

const holds = (text: string, item: Item, attributes?: Attributes) => evaluate(condition(text, attributes), item);

/** Returns the result of each comparator for `a` and `:v`, in the order = <> < <= > >=. */
function compared(a: AttributeValue | undefined, value: AttributeValue): string {
  const item: Item = a === undefined ? {} : { a };
  const comparators = ['=', '<>', '<', '<=', '>', '>='];
  return comparators.filter((comparator) => holds(`a ${comparator} :v`, item, { ':v': value })).join(' ');
}

test('orders numbers by value, whatever their length', () => {
  assert.is(compared({ N: '9' }, { N: '10' }), '<> < <=');
  assert.is(compared({ N: '100' }, { N: '1e2' }), '= <= >=');
  assert.is(compared({ N: '-1' }, { N: '-2' }), '<> > >=');
  assert.is(
    compared({ N: '12345678901234567890123456789012345678' }, { N: '12345678901234567890123456789012345677' }),
    '<> > >=',
  );
});

test('orders strings by UTF-8 bytes', () => {
  assert.is(compared({ S: 'Z' }, { S: 'a' }), '<> < <=');
  assert.is(compared({ S: 'a' }, { S: 'ab' }), '<> < <=');
  assert.is(compared({ S: '\uffff' }, { S: '\u{10000}' }), '<> < <=');
});

test('orders binary values by unsigned bytes', () => {
  assert.is(compared({ B: Uint8Array.of(127) }, { B: Uint8Array.of(128) }), '<> < <=');
  assert.is(compared({ B: Uint8Array.of(1) }, { B: Uint8Array.of(1) }), '= <= >=');
});

test('values of two types are different and have no order', () => {
  assert.is(compared({ S: '1' }, { N: '1' }), '<>');
  assert.is(compared({ N: '1' }, { B: Uint8Array.of(1) }), '<>');
});

test('an absent attribute differs from everything, even from another absent one', () => {
  assert.is(compared(undefined, { S: 'a' }), '<>');
  assert.not.ok(holds('a = b', {}));
  assert.ok(holds('a <> b', {}));
  assert.not.ok(holds('a IN (b)', {}));
  assert.not.ok(holds('a < b OR a >= b', { a: { N: '1' } }));
});

test('values of a type without order do not compare', () => {
  assert.not.ok(
    holds('a < b OR a >= b OR a BETWEEN b AND c', { a: { BOOL: true }, b: { BOOL: true }, c: { BOOL: true } }),
  );
  assert.ok(holds('a = b', { a: { BOOL: true }, b: { BOOL: true } }));
});

test('compares documents deeply: maps and sets in any order, lists in order, numbers by value', () => {
  const value: AttributeValue = { M: { x: { L: [{ N: '1' }, { SS: ['a', 'b'] }] }, y: { NULL: true } } };
  const same: AttributeValue = { M: { y: { NULL: true }, x: { L: [{ N: '1.0' }, { SS: ['b', 'a'] }] } } };
  const other: AttributeValue = { M: { y: { NULL: true }, x: { L: [{ SS: ['a', 'b'] }, { N: '1' }] } } };
  assert.ok(holds('a = :v', { a: value }, { ':v': same }));
  assert.ok(holds('a IN (b, :v)', { a: value }, { ':v': same }));
  assert.not.ok(holds('a = :v', { a: value }, { ':v': other }));
});

test('BETWEEN includes both bounds', () => {
  const between = (a: string) => holds('a BETWEEN :x AND :y', { a: { N: a } }, { ':x': { N: '1' }, ':y': { N: '3' } });
  assert.equal(['0', '1', '2', '3', '4'].filter(between), ['1', '2', '3']);
  assert.not.ok(holds('a BETWEEN :x AND b', { a: { N: '2' } }, { ':x': { N: '1' } }));
  assert.ok(holds(':v BETWEEN a AND b', { a: { N: '1' }, b: { N: '2' } }, { ':v': { N: '1' } }));
});

test('follows paths through maps and lists', () => {
  const item: Item = { a: { M: { b: { L: [{ S: 'x' }, { M: { c: { S: 'y' } } }] } } } };
  assert.ok(holds('a.b[1].c = :v', item, { ':v': { S: 'y' } }));
  assert.ok(holds('attribute_exists(a.b[1])', item));
  for (const nowhere of ['a[0]', 'a.b[2]', 'a.b.c', 'a.b[0].c', 'b.c', 'a.b[0][0]']) {
    assert.ok(holds(`attribute_not_exists(${nowhere})`, item), nowhere);
    assert.not.ok(holds(`attribute_exists(${nowhere})`, item), nowhere);
  }
});

test('treats names of object properties as ordinary attributes', () => {
  const attributes = { '#p': '__proto__', '#c': 'constructor', '#t': 'toString' };
  assert.ok(
    holds(
      'attribute_not_exists(#p) AND attribute_not_exists(a.#c) AND attribute_not_exists(#t)',
      { a: { M: {} } },
      attributes,
    ),
  );
  const item = Object.fromEntries([
    ['__proto__', { S: 'x' }],
    ['constructor', { S: 'y' }],
  ]);
  assert.ok(
    holds('#p = :x AND #c = :y', item, { '#p': '__proto__', '#c': 'constructor', ':x': { S: 'x' }, ':y': { S: 'y' } }),
  );
});

test('a NULL attribute is not an absent one', () => {
  assert.ok(holds('attribute_exists(a) AND attribute_type(a, :t)', { a: { NULL: true } }, { ':t': { S: 'NULL' } }));
});

test('attribute_type checks attributes, values and sizes', () => {
  const isOfType = (type: string, item: Item) => holds('attribute_type(a, :t)', item, { ':t': { S: type } });
  assert.ok(isOfType('BS', { a: { BS: [Uint8Array.of(1)] } }));
  assert.not.ok(isOfType('S', { a: { SS: ['a'] } }));
  assert.not.ok(isOfType('S', {}));
  assert.ok(holds('attribute_type(size(a), :t)', { a: { S: '' } }, { ':t': { S: 'N' } }));
});

test('begins_with compares strings or binary values of the same type', () => {
  const begins = (a: AttributeValue, v: AttributeValue) => holds('begins_with(a, :v)', { a }, { ':v': v });
  assert.ok(begins({ S: 'abc' }, { S: 'ab' }));
  assert.ok(begins({ S: 'abc' }, { S: '' }));
  assert.not.ok(begins({ S: 'abc' }, { S: 'AB' }));
  assert.ok(begins({ B: Uint8Array.of(1, 2) }, { B: Uint8Array.of(1) }));
  assert.not.ok(begins({ B: Uint8Array.of(1) }, { B: Uint8Array.of(1, 2) }));
  assert.not.ok(begins({ B: Uint8Array.of(97) }, { S: 'a' }));
  assert.not.ok(begins({ N: '12' }, { S: '1' }));
});

test('contains finds parts of strings and binary values', () => {
  const contains = (a: AttributeValue, v: AttributeValue) => holds('contains(a, :v)', { a }, { ':v': v });
  assert.ok(contains({ S: 'abc' }, { S: 'bc' }));
  assert.not.ok(contains({ S: 'abc' }, { S: 'ac' }));
  assert.not.ok(contains({ S: '123' }, { N: '2' }));
  assert.ok(contains({ B: Uint8Array.of(1, 1, 2, 3) }, { B: Uint8Array.of(1, 2) }));
  assert.not.ok(contains({ B: Uint8Array.of(1, 2, 3) }, { B: Uint8Array.of(1, 3) }));
  assert.ok(contains({ B: Uint8Array.of(1) }, { B: new Uint8Array() }));
});

test('contains finds members of sets and elements of lists', () => {
  const contains = (a: AttributeValue, v: AttributeValue) => holds('contains(a, :v)', { a }, { ':v': v });
  assert.ok(contains({ SS: ['a', 'b'] }, { S: 'b' }));
  assert.not.ok(contains({ SS: ['ab'] }, { S: 'a' }));
  assert.ok(contains({ NS: ['1', '2'] }, { N: '1.0' }));
  assert.ok(contains({ BS: [Uint8Array.of(1), Uint8Array.of(2)] }, { B: Uint8Array.of(2) }));
  assert.not.ok(contains({ BS: [Uint8Array.of(1)] }, { S: 'a' }));
  assert.ok(contains({ L: [{ S: 'a' }, { M: { x: { SS: ['p', 'q'] } } }] }, { M: { x: { SS: ['q', 'p'] } } }));
  assert.not.ok(contains({ L: [{ SS: ['a'] }] }, { S: 'a' }));
  assert.not.ok(contains({ M: { a: { S: 'a' } } }, { S: 'a' }));
});

test('contains accepts a path as its second operand', () => {
  assert.ok(holds('contains(a, b)', { a: { SS: ['x'] }, b: { S: 'x' } }));
  assert.not.ok(holds('contains(a, b)', { a: { SS: ['x'] } }));
});

test('size counts UTF-16 code units, bytes, members, elements and entries', () => {
  const size = (a: AttributeValue, n: number) => holds('size(a) = :n', { a }, { ':n': { N: String(n) } });
  assert.ok(size({ S: 'é𝄞' }, 3));
  assert.ok(size({ B: Uint8Array.of(1, 2) }, 2));
  assert.ok(size({ SS: ['a', 'b', 'c'] }, 3));
  assert.ok(size({ L: [] }, 0));
  assert.ok(size({ M: { x: { L: [{ S: 'a' }] } } }, 1));
});

test('absent values and other types have no size', () => {
  for (const item of [{}, { a: { N: '1' } }, { a: { BOOL: true } }, { a: { NULL: true as const } }]) {
    assert.not.ok(holds('size(a) >= :n', item, { ':n': { N: '0' } }));
  }
});

test('accepts a size as any operand', () => {
  const item: Item = { a: { S: 'abc' }, b: { N: '3' }, c: { L: [{ N: '3' }] } };
  assert.ok(holds('b = size(a) AND size(a) BETWEEN b AND b AND size(a) IN (b) AND contains(c, size(a))', item));
  assert.ok(holds('size(:v) < b', item, { ':v': { S: '' } }));
});

test('combines conditions with AND, OR and NOT', () => {
  const item: Item = { a: { N: '1' } };
  assert.ok(holds('NOT a = :n', item, { ':n': { N: '2' } }));
  assert.ok(holds('attribute_exists(b) OR attribute_exists(a)', item));
  assert.not.ok(holds('attribute_exists(b) AND attribute_exists(a)', item));
  assert.ok(holds('NOT (attribute_exists(a) AND attribute_exists(b)) AND NOT NOT attribute_exists(a)', item));
});

test('an absent item has no attributes', () => {
  assert.not.ok(holds('attribute_exists(pk)', {}));
  assert.ok(holds('attribute_not_exists(pk)', {}));
});

test.run();
