import * as assert from 'uvu/assert';
import { decodeMembers } from '../../../src/adapters/http/decode-members.ts';
import { encodeMembers } from '../../../src/adapters/http/encode-members.ts';
import { operations } from '../../../src/domain/api/operation-models.ts';
import { suite } from '../../support/suite.ts';

const test = suite('JSON of members');

const put = (value: unknown): unknown => {
  const members = { TableName: 'films', Item: { a: value } };
  decodeMembers(members, operations.PutItem.input);
  return members.Item.a;
};

test('decodes base64 anywhere in an item', () => {
  assert.equal(put({ B: 'AQI=' }), { B: new Uint8Array([1, 2]) });
  assert.equal(put({ BS: ['AQ==', ''] }), { BS: [new Uint8Array([1]), new Uint8Array()] });
  assert.equal(put({ L: [{ M: { b: { B: 'AQ==' } } }] }), { L: [{ M: { b: { B: new Uint8Array([1]) } } }] });
});

test('decodes base64 in lists of structures', () => {
  const members = { RequestItems: { films: [{ PutRequest: { Item: { a: { B: 'AQ==' } } } }] } };
  decodeMembers(members, operations.BatchWriteItem.input);
  assert.equal(members.RequestItems.films[0], { PutRequest: { Item: { a: { B: new Uint8Array([1]) } } } });
});

test('keeps strings in attributes with names such as B', () => {
  assert.equal(put({ M: { B: { S: 'AQ==' }, BS: { SS: ['AQ=='] } } }), {
    M: { B: { S: 'AQ==' }, BS: { SS: ['AQ=='] } },
  });
});

test('treats an attribute named __proto__ like any other', () => {
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
  test(`rejects ${text} as base64`, () => {
    assert.throws(
      () => put({ B: text }),
      (error: Error) => error.name === 'SerializationException' && error.message === message,
    );
  });
}

test('keeps values of types that the model does not allow', () => {
  const members = { TableName: 5, Item: [{ a: { B: 'AQ==' } }], ConsistentRead: 'yes' };
  decodeMembers(members, operations.PutItem.input);
  assert.equal(members, { TableName: 5, Item: [{ a: { B: 'AQ==' } }], ConsistentRead: 'yes' });
  assert.equal(put({ B: 5, BS: 'AQ==', L: { a: 1 }, M: [] }), { B: 5, BS: 'AQ==', L: { a: 1 }, M: [] });
});

test('decodes values nested deeper than the call stack', () => {
  const levels = 100_000;
  const value: unknown = JSON.parse(`${'{"L":['.repeat(levels)}{"B":"AQ=="}${']}'.repeat(levels)}`);
  assert.not.throws(() => put(value));
});

test('reads a number beyond a double as the largest double', () => {
  const members: unknown = JSON.parse('{"Limit":1e400,"ExclusiveStartKey":{"a":{"N":1e400}}}');
  decodeMembers(members, operations.Query.input);
  assert.equal(members, { Limit: Number.MAX_VALUE, ExclusiveStartKey: { a: { N: Infinity } } });
});

test('converts between seconds and Date', () => {
  const members = { TableArn: 'a', ExportTime: 1_767_225_600.5 };
  decodeMembers(members, operations.ExportTableToPointInTime.input);
  assert.equal(members.ExportTime, new Date('2026-01-01T00:00:00.500Z'));
  assert.equal(encodeMembers(members, operations.ExportTableToPointInTime.input), {
    TableArn: 'a',
    ExportTime: 1_767_225_600.5,
  });
});

test('drops members that the model does not have', () => {
  assert.equal(encodeMembers({ Item: undefined, requestId: 'a', $metadata: {} }, operations.GetItem.output), {});
});

test('encodes bytes as base64 without changing the output', () => {
  const Item = { a: { S: 'x' }, b: { B: new Uint8Array([1]) }, c: { L: [{ BS: [new Uint8Array([2])] }] } };
  assert.equal(encodeMembers({ Item }, operations.GetItem.output), {
    Item: { a: { S: 'x' }, b: { B: 'AQ==' }, c: { L: [{ BS: ['Ag=='] }] } },
  });
  assert.equal(Item.b, { B: new Uint8Array([1]) });
});

test.run();
