import { runInNewContext } from 'node:vm';
import * as assert from 'uvu/assert';
import { copyData } from '../../../src/adapters/observing/copy-data.ts';
import { suite } from '../../support/suite.ts';

const test = suite('copies of inputs and outputs');

test('a copy shares nothing with what was copied', () => {
  const original = { Item: { list: { L: [{ S: 'a' }] }, bytes: { B: Buffer.from('ab') } }, at: new Date(5) };
  const copy = copyData(original);
  assert.equal(copy.Item.list, original.Item.list);
  Reflect.set(copy.Item.list.L, 0, { S: 'b' });
  copy.Item.bytes.B[0] = 0;
  copy.at.setTime(6);
  assert.equal(original, { Item: { list: { L: [{ S: 'a' }] }, bytes: { B: Buffer.from('ab') } }, at: new Date(5) });
});

test('objects of another realm are copied too', () => {
  const original = runInNewContext('({ Item: { a: { S: "x" }, b: { B: Uint8Array.of(1) } } })');
  const copy = copyData(original);
  copy.Item.a.S = 'y';
  copy.Item.b.B[0] = 2;
  assert.is(original.Item.a.S, 'x');
  assert.is(original.Item.b.B[0], 1);
});

test('any name of an attribute is a name', () => {
  const copy: unknown = copyData(JSON.parse('{"__proto__":{"S":"x"},"constructor":{"S":"y"}}'));
  assert.is(JSON.stringify(copy), '{"__proto__":{"S":"x"},"constructor":{"S":"y"}}');
});

test.run();
