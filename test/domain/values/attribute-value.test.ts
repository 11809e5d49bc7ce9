import * as assert from 'uvu/assert';
import type { Item } from '../../../src/domain/dynamodb.ts';
import { attributeOf, copyItem, dataTypeOf, setAttribute } from '../../../src/domain/values/attribute-value.ts';
import { suite } from '../../support/suite.ts';
import { everyType } from './every-type.ts';

const test = suite('attribute value');

test('returns the type of a value from its member', () => {
  for (const [type, value] of Object.entries(everyType())) assert.is(dataTypeOf(value), type);
});

test('copies an item deeply', () => {
  const original = everyType();
  const copy = copyItem(original);
  assert.equal(copy, original);
  copy.B?.B?.fill(9);
  copy.SS?.SS?.push('c');
  copy.BS?.BS?.[0]?.fill(9);
  copy.L?.L?.[1]?.L?.push({ S: 'new' });
  setAttribute(copy.M?.M?.a?.M ?? {}, 'b', { S: 'changed' });
  assert.equal(original, everyType());
});

test('treats names such as __proto__ as ordinary names', () => {
  const item: Item = {};
  setAttribute(item, '__proto__', { S: 'a' });
  setAttribute(item, 'constructor', { S: 'b' });
  assert.equal(Object.keys(copyItem(item)), ['__proto__', 'constructor']);
  assert.equal(attributeOf(copyItem(item), '__proto__'), { S: 'a' });
  assert.is(attributeOf({}, 'constructor'), undefined);
});

test.run();
