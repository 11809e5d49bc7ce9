import * as assert from 'uvu/assert';
import { decodeMembers } from '../../../src/adapters/http/decode-members.ts';
import { encodeMembers } from '../../../src/adapters/http/encode-members.ts';
import { operations } from '../../../src/domain/api/operation-models.ts';
import { suite } from '../../support/suite.ts';

const test = suite('members on the wire');

const put = (value: unknown): unknown => {
  const members = { TableName: 'films', Item: { a: value } };
  decodeMembers(members, operations.PutItem.input);
  return members.Item.a;
};

test('base64 stands for bytes, in every place of an item', () => {
  assert.equal(put({ B: 'AQI=' }), { B: new Uint8Array([1, 2]) });
  assert.equal(put({ BS: ['AQ==', ''] }), { BS: [new Uint8Array([1]), new Uint8Array()] });
  assert.equal(put({ L: [{ M: { b: { B: 'AQ==' } } }] }), { L: [{ M: { b: { B: new Uint8Array([1]) } } }] });
});

test('base64 stands for bytes in lists of structures', () => {
  const members = { RequestItems: { films: [{ PutRequest: { Item: { a: { B: 'AQ==' } } } }] } };
  decodeMembers(members, operations.BatchWriteItem.input);
  assert.equal(members.RequestItems.films[0], { PutRequest: { Item: { a: { B: new Uint8Array([1]) } } } });
});

test('text stays text, whatever its attribute is called', () => {
  assert.equal(put({ M: { B: { S: 'AQ==' }, BS: { SS: ['AQ=='] } } }), {
    M: { B: { S: 'AQ==' }, BS: { SS: ['AQ=='] } },
  });
});

test('an attribute called __proto__ is one like any other', () => {
  const value: unknown = JSON.parse('{"M":{"__proto__":{"B":"AQ=="}}}');
  put(value);
  assert.is(JSON.stringify(value), '{"M":{"__proto__":{"B":{"0":1}}}}');
});

const notBase64 = {
  abc: 'Base64 encoded length is expected a multiple of 4 bytes but found: 3',
  'ab-_': 'only base-64-encoded strings are convertible to bytes',
  'a===': 'only base-64-encoded strings are convertible to bytes',
  'AB==': 'Invalid last non-pad Base64 character dectected',
  'AAB=': 'Invalid last non-pad Base64 character dectected',
};
for (const [text, message] of Object.entries(notBase64)) {
  test(`refuses ${text} as base64`, () => {
    assert.throws(
      () => put({ B: text }),
      (error: Error) => error.name === 'SerializationException' && error.message === message,
    );
  });
}

test('what is of another type than the model says stays as it came', () => {
  const members = { TableName: 5, Item: [{ a: { B: 'AQ==' } }], ConsistentRead: 'yes' };
  decodeMembers(members, operations.PutItem.input);
  assert.equal(members, { TableName: 5, Item: [{ a: { B: 'AQ==' } }], ConsistentRead: 'yes' });
  assert.equal(put({ B: 5, BS: 'AQ==', L: { a: 1 }, M: [] }), { B: 5, BS: 'AQ==', L: { a: 1 }, M: [] });
});

test('a value may nest deeper than functions can call each other', () => {
  const levels = 100_000;
  const value: unknown = JSON.parse(`${'{"L":['.repeat(levels)}{"B":"AQ=="}${']}'.repeat(levels)}`);
  assert.not.throws(() => put(value));
});

test('a number that JavaScript cannot count to is the largest it can', () => {
  const members: unknown = JSON.parse('{"Limit":1e400,"ExclusiveStartKey":{"a":{"N":1e400}}}');
  decodeMembers(members, operations.Query.input);
  assert.equal(members, { Limit: Number.MAX_VALUE, ExclusiveStartKey: { a: { N: Infinity } } });
});

test('seconds stand for a moment', () => {
  const members = { TableArn: 'a', ExportTime: 1_767_225_600.5 };
  decodeMembers(members, operations.ExportTableToPointInTime.input);
  assert.equal(members.ExportTime, new Date('2026-01-01T00:00:00.500Z'));
  assert.equal(encodeMembers(members, operations.ExportTableToPointInTime.input), {
    TableArn: 'a',
    ExportTime: 1_767_225_600.5,
  });
});

test('members that the model does not have are not sent', () => {
  assert.equal(encodeMembers({ Item: undefined, requestId: 'a', $metadata: {} }, operations.GetItem.output), {});
});

test('bytes become base64, and the item of the answer keeps them', () => {
  const Item = { a: { S: 'x' }, b: { B: new Uint8Array([1]) }, c: { L: [{ BS: [new Uint8Array([2])] }] } };
  assert.equal(encodeMembers({ Item }, operations.GetItem.output), {
    Item: { a: { S: 'x' }, b: { B: 'AQ==' }, c: { L: [{ BS: ['Ag=='] }] } },
  });
  assert.equal(Item.b, { B: new Uint8Array([1]) });
});

test.run();
