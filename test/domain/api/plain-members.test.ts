import * as assert from 'uvu/assert';
import { operations } from '../../../src/domain/api/operation-models.ts';
import { plainMembers } from '../../../src/domain/api/plain-members.ts';
import { ServiceError } from '../../../src/domain/errors.ts';
import { suite } from '../../support/suite.ts';

const test = suite('plain members');

const put = (input: unknown) => plainMembers(input, operations.PutItem.input);

test('are copies of what the model knows, at any depth', () => {
  const bytes = Buffer.from('ab');
  const Item = {
    a: { S: 'x', Unknown: { deep: true } },
    b: { L: [{ B: bytes }, null, { M: { c: { NS: ['1', null] } } }] },
    __proto__: { N: '1' },
  };
  const copy = put({ TableName: 'films', Item, Color: 5, ReturnValues: null }) as { Item: typeof Item };
  assert.equal(copy, {
    TableName: 'films',
    Item: { a: { S: 'x' }, b: { L: [{ B: new Uint8Array(bytes) }, null, { M: { c: { NS: ['1', null] } } }] } },
  });
  bytes.fill(0);
  assert.equal(copy.Item.b.L[0], { B: Uint8Array.of(97, 98) });
});

test('have names of JavaScript as ordinary names', () => {
  const input: unknown = JSON.parse('{"Item":{"__proto__":{"S":"a"},"constructor":{"S":"b"}}}');
  assert.is(JSON.stringify(put(input)), JSON.stringify(input));
});

test('include inherited members, and are read once', () => {
  let reads = 0;
  const value = Object.create({
    get S() {
      reads += 1;
      return 'a';
    },
  });
  assert.equal(put({ Item: { a: value } }), { Item: { a: { S: 'a' } } });
  assert.is(reads, 1);
});

test('of a wrong type are plain values of that type', () => {
  const input = { TableName: Object('films'), Item: [1], ReturnValues: { a: 1 }, ConditionExpression: 7 };
  assert.equal(put(input), { TableName: new Map(), Item: [], ReturnValues: {}, ConditionExpression: 7 });
  assert.equal(put({ Item: { a: { B: 'text', BS: Uint8Array.of(1), M: new Date(0) } } }), {
    Item: { a: { B: 'text', BS: new Map(), M: new Map() } },
  });
  assert.equal(put('films'), 'films');
});

test('include dates', () => {
  const time = new Date(5);
  const copy = plainMembers({ ExportTime: time }, operations.ExportTableToPointInTime.input);
  assert.equal(copy, { ExportTime: new Date(5) });
  assert.is.not(Reflect.get(Object(copy), 'ExportTime'), time);
});

test('are not read beyond the depth and size of any request', () => {
  let deep: unknown = { S: 'a' };
  for (let level = 0; level < 10_000; level += 1) deep = { L: [deep] };
  const errorOf = (input: unknown) => {
    try {
      put(input);
    } catch (error) {
      return error instanceof ServiceError ? error.name : 'another error';
    }
    return 'no error';
  };
  assert.is(errorOf({ Item: { deep } }), 'SerializationException');
  assert.is(errorOf({ Item: { a: { SS: Object.assign([], { length: 2 ** 32 - 1 }) } } }), 'RequestEntityTooLarge');
});

test.run();
