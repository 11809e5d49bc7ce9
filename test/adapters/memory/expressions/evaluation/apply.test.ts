import * as assert from 'uvu/assert';
import { applyUpdate } from '../../../../../src/adapters/memory/expressions/evaluation/apply.ts';
import type { AttributeValue, Item } from '../../../../../src/domain/dynamodb.ts';
import { suite } from '../../../../support/suite.ts';
import { type Attributes, rejection, update } from '../bound-expressions.ts';

const test = suite('updates of items');

const after = (text: string, item: Item, attributes?: Attributes) => applyUpdate(update(text, attributes), item);
const failure = (text: string, item: Item, attributes?: Attributes) => rejection(() => after(text, item, attributes));
const n = (text: string): AttributeValue => ({ N: text });
const list = (...numbers: number[]): AttributeValue => ({ L: numbers.map((number) => n(String(number))) });

const invalidPath = 'The document path provided in the update expression is invalid for update';
const absentOperand = 'The provided expression refers to an attribute that does not exist in the item';
const wrongType = 'An operand in the update expression has an incorrect data type';

test('SET creates or replaces an attribute', () => {
  assert.equal(after('SET a = :v, b = :v', { a: n('1'), c: n('3') }, { ':v': { S: '' } }), {
    a: { S: '' },
    b: { S: '' },
    c: n('3'),
  });
});

test('SET copies an attribute, even a whole document', () => {
  const document: AttributeValue = { M: { x: { L: [n('1')] } } };
  assert.equal(after('SET b = a, c = a.x[0]', { a: document }), { a: document, b: document, c: n('1') });
});

test('operands have their values before the update', () => {
  assert.equal(after('SET a = b, b = a', { a: n('1'), b: n('2') }), { a: n('2'), b: n('1') });
  assert.equal(after('SET b = a REMOVE a', { a: n('1') }), { b: n('1') });
  assert.equal(after('SET b = a ADD a :v', { a: n('1') }, { ':v': n('1') }), { a: n('2'), b: n('1') });
});

test('arithmetic is exact', () => {
  assert.equal(after('SET a = a + :v', { a: n('0.1') }, { ':v': n('0.2') }), { a: n('0.3') });
  assert.equal(after('SET a = :v - a', { a: n('12345678901234567890123456789012345678') }, { ':v': n('1') }), {
    a: n('-12345678901234567890123456789012345677'),
  });
});

test('rejects a result out of range', () => {
  const large = `9${'0'.repeat(125)}`;
  const overflow = 'Number overflow. Attempting to store a number with magnitude larger than supported range';
  assert.is(failure('SET a = a + a', { a: n(large) }), overflow);
  assert.is(failure('SET a = a + :v', { a: n(`1${'0'.repeat(38)}`) }, { ':v': n('1') }), overflow);
  assert.is(failure('ADD a :v', { a: n(large) }, { ':v': n(large) }), overflow);
  assert.is(
    failure('SET a = a - :v', { a: n(`0.${'0'.repeat(129)}11`) }, { ':v': n('1e-130') }),
    'Number underflow. Attempting to store a number with magnitude smaller than supported range',
  );
});

test('rejects an operand that does not exist', () => {
  assert.is(failure('SET a = b', { c: n('1') }), absentOperand);
  assert.is(failure('SET a = a + :v', {}, { ':v': n('1') }), absentOperand);
  assert.is(failure('SET a = list_append(a, :v)', {}, { ':v': list() }), absentOperand);
  assert.is(failure('SET a = if_not_exists(a, b)', {}), absentOperand);
});

test('rejects an operand of a wrong type', () => {
  assert.is(failure('SET a = a + :v', { a: { S: '1' } }, { ':v': n('1') }), wrongType);
  assert.is(failure('SET a = list_append(a, :v)', { a: n('1') }, { ':v': list() }), wrongType);
  assert.is(failure('SET a = list_append(:v, a)', { a: { SS: ['a'] } }, { ':v': list() }), wrongType);
});

test('the second operand of if_not_exists must exist, even if it is not needed', () => {
  assert.is(failure('SET a = if_not_exists(a, absent)', { a: { NULL: true } }), absentOperand);
  assert.is(failure('SET a = if_not_exists(a, if_not_exists(b, absent))', { a: { NULL: true } }), absentOperand);
});

test('if_not_exists uses its second operand only if the path does not exist', () => {
  const text = 'SET a = if_not_exists(a, :v) + :v, b = if_not_exists(x.y, if_not_exists(z, c))';
  assert.equal(after(text, { c: n('3') }, { ':v': n('1') }), { a: n('2'), b: n('3'), c: n('3') });
  assert.equal(after('SET a = if_not_exists(a, b)', { a: { NULL: true }, b: { S: 'b' } }).a, { NULL: true });
});

test('list_append concatenates lists', () => {
  assert.equal(after('SET a = list_append(a, :v), b = list_append(:v, a)', { a: list(1) }, { ':v': list(2, 3) }), {
    a: list(1, 2, 3),
    b: list(2, 3, 1),
  });
});

test('SET replaces a map entry or a list element', () => {
  const item: Item = { a: { M: { b: { L: [{ M: { c: n('1'), d: n('2') } }, n('3')] } } } };
  assert.equal(after('SET a.b[0].c = :v, a.x = :v', item, { ':v': n('9') }), {
    a: { M: { b: { L: [{ M: { c: n('9'), d: n('2') } }, n('3')] }, x: n('9') } },
  });
});

test('SET beyond the end of a list appends without gaps, in the order of the indexes', () => {
  assert.equal(after('SET a[7] = :y, a[1] = :x', { a: list(0) }, { ':x': n('1'), ':y': n('2') }), { a: list(0, 1, 2) });
  assert.equal(after('SET a[0] = :x', { a: list() }, { ':x': n('1') }), { a: list(1) });
  assert.equal(after('ADD a[9] :x SET a[5] = :y', { a: list(0) }, { ':x': n('2'), ':y': n('1') }), {
    a: list(0, 1, 2),
  });
});

test('indexes refer to the old list', () => {
  assert.equal(after('REMOVE a[0], a[1]', { a: list(0, 1, 2) }), { a: list(2) });
  assert.equal(after('REMOVE a[1] SET a[3] = :v', { a: list(0, 1, 2, 3) }, { ':v': n('9') }), { a: list(0, 2, 9) });
  assert.equal(after('REMOVE a[0] SET a[5] = :v', { a: list(0, 1) }, { ':v': n('9') }), { a: list(1, 9) });
});

test('REMOVE ignores paths that do not exist', () => {
  assert.equal(after('REMOVE b, a[5], c.x', { a: list(0), c: { M: {} } }), { a: list(0), c: { M: {} } });
  assert.equal(
    after('SET a[2] = :v REMOVE a[3] DELETE a[4] :s', { a: list(0) }, { ':v': n('1'), ':s': { NS: ['1'] } }),
    {
      a: list(0, 1),
    },
  );
});

test('the parent of a changed path must exist and have the right type', () => {
  const item: Item = { m: { M: { l: list(0) } }, l: list(0), t: { S: '' }, nothing: { NULL: true } };
  for (const path of ['x.y', 't.y', 'l.y', 'm[0]', 'm.x.y', 'l[1].x', 'l[0].x', 'nothing.x', 'm.l.x']) {
    assert.is(failure(`SET ${path} = :v`, item, { ':v': n('1') }), invalidPath, `SET ${path}`);
    assert.is(failure(`REMOVE ${path}`, item), invalidPath, `REMOVE ${path}`);
    assert.is(failure(`ADD ${path} :v`, item, { ':v': n('1') }), invalidPath, `ADD ${path}`);
    assert.is(failure(`DELETE ${path} :v`, item, { ':v': { NS: ['1'] } }), invalidPath, `DELETE ${path}`);
  }
});

test('ADD increments a number or creates it', () => {
  assert.equal(after('ADD a :v, b :v, c.d :v', { a: n('1'), c: { M: {} } }, { ':v': n('-1.5') }), {
    a: n('-0.5'),
    b: n('-1.5'),
    c: { M: { d: n('-1.5') } },
  });
});

test('ADD adds members to a set and sorts it', () => {
  assert.equal(after('ADD a :v, b :v', { a: { SS: ['b', 'd'] } }, { ':v': { SS: ['d', 'a', 'c'] } }), {
    a: { SS: ['a', 'b', 'c', 'd'] },
    b: { SS: ['a', 'c', 'd'] },
  });
  assert.equal(after('ADD a :v', { a: { NS: ['2', '10'] } }, { ':v': { NS: ['1e1', '3'] } }), {
    a: { NS: ['2', '3', '10'] },
  });
  assert.equal(
    after('ADD a :v', { a: { BS: [Uint8Array.of(2)] } }, { ':v': { BS: [Uint8Array.of(2), Uint8Array.of(1)] } }),
    {
      a: { BS: [Uint8Array.of(1), Uint8Array.of(2)] },
    },
  );
});

test('DELETE removes members, and the attribute with its last member', () => {
  const attributes = { ':v': { SS: ['a', 'x'] } };
  assert.equal(after('DELETE a :v', { a: { SS: ['a', 'b'] }, b: n('1') }, attributes), { a: { SS: ['b'] }, b: n('1') });
  assert.equal(after('DELETE a :v, c :v', { a: { SS: ['a'] }, b: n('1') }, attributes), { b: n('1') });
  assert.equal(
    after(
      'DELETE a[0] :v SET a[1] = :n',
      { a: { L: [{ SS: ['a'] }, n('1'), n('2')] } },
      { ...attributes, ':n': n('9') },
    ),
    {
      a: list(9, 2),
    },
  );
  assert.equal(
    after('DELETE a :v', { a: { BS: [Uint8Array.of(1), Uint8Array.of(2)] } }, { ':v': { BS: [Uint8Array.of(1)] } }),
    {
      a: { BS: [Uint8Array.of(2)] },
    },
  );
});

test('ADD and DELETE reject a stored value of another type, before paths are checked', () => {
  const attributes = { ':v': { SS: ['a'] } };
  assert.is(failure('ADD a :v', { a: n('1') }, attributes), wrongType);
  assert.is(failure('ADD a :v', { a: { S: '1' } }, { ':v': n('1') }), wrongType);
  assert.is(failure('ADD a :v', { a: list() }, attributes), wrongType);
  assert.is(failure('DELETE a :v', { a: { NS: ['1'] } }, attributes), wrongType);
  assert.is(failure('SET x.y = :v ADD a :v', { a: n('1') }, attributes), wrongType);
});

test('rejects a result that is nested too deeply', () => {
  const levels = (count: number): AttributeValue => (count === 0 ? n('1') : { M: { x: levels(count - 1) } });
  const tooDeep = 'Nesting Levels have exceeded supported limits';
  assert.is(failure('SET a.b = :v', { a: { M: {} } }, { ':v': levels(30) }), 'accepted');
  assert.is(failure('SET a.b = :v', { a: { M: {} } }, { ':v': levels(31) }), tooDeep);
  assert.is(failure('SET b.x = a', { a: levels(31), b: { M: {} } }), tooDeep);
});

test('the old item does not change, and unchanged values are shared', () => {
  const item: Item = { a: { M: { x: list(1), y: list(2) } }, b: list(3) };
  const before = structuredClone(item);
  const changed = after('SET a.x[0] = :v, c = b REMOVE a.z', item, { ':v': n('9') });
  assert.equal(item, before);
  assert.is(changed.b, item.b);
  assert.is(changed.c, item.b);
  assert.is(changed.a?.M?.y, item.a?.M?.y);
  assert.is.not(changed.a?.M?.x, item.a?.M?.x);
});

test('names of object properties are ordinary names', () => {
  const attributes = { '#p': '__proto__', '#c': 'constructor', ':v': n('1') };
  const changed = after('SET #p = :v, #c = if_not_exists(#c, :v) ADD m.#p :v', { m: { M: {} } }, attributes);
  assert.equal(Object.entries(changed), [
    ['m', { M: Object.fromEntries([['__proto__', n('1')]]) }],
    ['__proto__', n('1')],
    ['constructor', n('1')],
  ]);
  assert.equal(Object.keys(after('REMOVE #p', changed, { '#p': '__proto__' })), ['m', 'constructor']);
});

test.run();
