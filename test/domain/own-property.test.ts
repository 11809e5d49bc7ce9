import * as assert from 'uvu/assert';
import { ownProperty, setOwnProperty } from '../../src/domain/own-property.ts';
import { suite } from '../support/suite.ts';

const test = suite('own properties');

test('returns an own property but not an inherited one', () => {
  assert.is(ownProperty({ a: 1 }, 'a'), 1);
  assert.is(ownProperty({ constructor: 1 }, 'constructor'), 1);
  for (const name of ['b', 'constructor', 'toString', '__proto__', 'hasOwnProperty']) {
    assert.is(ownProperty({ a: 1 }, name), undefined, name);
  }
  assert.is(ownProperty(Object.create({ a: 1 }), 'a'), undefined);
  assert.is(ownProperty(Object.create(null), 'a'), undefined);
});

test('sets a property of any name and changes nothing else', () => {
  for (const name of ['a', 'constructor', '__proto__']) {
    const object: Record<string, unknown> = {};
    setOwnProperty(object, name, { b: 1 });
    assert.equal(Object.keys(object), [name]);
    assert.equal(ownProperty(object, name), { b: 1 });
    assert.is(Object.getPrototypeOf(object), Object.prototype);
    assert.is(Reflect.get(object, 'b'), undefined);
  }
});

test.run();
